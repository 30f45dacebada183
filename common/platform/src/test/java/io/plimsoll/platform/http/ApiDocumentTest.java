package io.plimsoll.platform.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;

import io.plimsoll.testkit.PlimsollTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlimsollTestResource.class)
class ApiDocumentTest {

  @Test
  void saysHowToAskAndHowProblemsLook() {
    given()
        .get("/q/openapi?format=json")
        .then()
        .statusCode(200)
        .body("components.securitySchemes.api_key.name", equalTo("X-API-Key"))
        .body(
            "components.schemas.Problem.properties.type.enum",
            hasItem("urn:plimsoll:problem:other-kernel"))
        .body("components.schemas.Order.properties", hasKey("due_at"))
        .body("paths.'/sample/orders'.post.responses", hasKey("default"));
  }
}
