package io.plimsoll.platform.health;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;

import io.plimsoll.testkit.PlimsollTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PlimsollTestResource.class)
class HealthTest {

  @Test
  void isHealthyWhenAllItNeedsIsThere() {
    await().atMost(Duration.ofMinutes(2)).until(() -> given().get("/health").statusCode() == 200);

    given()
        .get("/health")
        .then()
        .statusCode(200)
        .body("status", equalTo("healthy"))
        .body("service", equalTo("sample-service"))
        .body("timestamp", matchesPattern("20\\d\\d-.*Z"))
        .body("checks.database.status", equalTo("up"))
        .body("checks.kafka.status", equalTo("up"))
        .body("checks.migration.status", equalTo("up"))
        .body("checks.kernel_pool.status", equalTo("up"))
        .body("checks.event_loop.status", equalTo("up"))
        .body("checks", hasKey("sample"))
        .body("sample_rows", equalTo(7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"live", "ready", "started"})
  void answersTheStandardProbes(String probe) {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> given().get("/q/health/" + probe).statusCode() == 200);

    given().get("/q/health/" + probe).then().body("status", equalTo("UP"));
  }
}
