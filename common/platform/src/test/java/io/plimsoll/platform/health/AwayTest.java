package io.plimsoll.platform.health;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.plimsoll.testkit.TestDatabase;
import io.plimsoll.testkit.TestInfra;
import io.plimsoll.testkit.TestKeys;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A start with a wrong password and without Kafka: the service answers and says why it is unwell.
 */
@QuarkusTest
@TestProfile(AwayTest.Away.class)
class AwayTest {

  @Test
  void answersAndSaysWhyItIsNotReady() {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> given().get("/health").body().asString().contains("wrong credentials"));

    given()
        .get("/health")
        .then()
        .statusCode(503)
        .body("status", equalTo("degraded"))
        .body("checks.migration.detail", containsString("wrong credentials"))
        .body("checks.database.detail", containsString("wrong credentials"))
        .body("checks.kafka.status", equalTo("down"))
        .body("checks.event_loop.status", equalTo("up"))
        .body("checks.kernel_pool.status", equalTo("up"));
    given().get("/q/health/live").then().statusCode(200);
    given().get("/q/health/ready").then().statusCode(503);
    given().get("/q/health/started").then().statusCode(503);
    given().get("/sample/open").then().statusCode(200);
    given().header("X-API-Key", TestKeys.VIEWER).get("/sample/actor").then().statusCode(401);
  }

  /** Neither a database that lets us in, nor a broker, nor a keys file. */
  public static final class Away implements QuarkusTestProfile {
    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(Nowhere.class));
    }
  }

  /** The addresses of what is away. */
  public static final class Nowhere implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
      TestDatabase database = TestInfra.get().createDatabase("sample");
      return Map.of(
          "quarkus.datasource.reactive.url", database.reactiveUrl(),
          "quarkus.datasource.jdbc.url", database.jdbcUrl(),
          "quarkus.datasource.username", database.user(),
          "quarkus.datasource.password", "wrong",
          "kafka.bootstrap.servers", "127.0.0.1:" + closedPort());
    }

    @Override
    public void stop() {
      // nothing was started
    }

    private static int closedPort() {
      try (ServerSocket socket = new ServerSocket(0)) {
        return socket.getLocalPort();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
