package io.plimsoll.platform.security;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.plimsoll.testkit.PlimsollTestResource;
import io.plimsoll.testkit.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.jwt.build.Jwt;
import java.security.PrivateKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PlimsollTestResource.class)
@QuarkusTestResource(TokenKeys.class)
class AccessTest {
  private static final PrivateKey OTHERS = TokenKeys.generate().getPrivate();

  @ParameterizedTest
  @CsvSource({
    "GET, /sample/page, VIEWER, 200",
    "DELETE, /sample/all, VIEWER, 403",
    "DELETE, /sample/all, OPERATOR, 403",
    "DELETE, /sample/all, ADMIN, 204",
    "GET, /sample/page, ADMIN, 200",
    "GET, /logs, VIEWER, 403",
    "GET, /logs, OPERATOR, 200"
  })
  void letsARoleDoWhatItMayAndNoMore(String method, String path, Role role, int status) {
    given().header("X-API-Key", keyOf(role)).request(method, path).then().statusCode(status);
  }

  @Test
  void asksForCredentialsWithAProblem() {
    given()
        .get("/sample/page")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", containsString("ApiKey"))
        .contentType("application/problem+json")
        .body("type", equalTo("urn:plimsoll:problem:unauthenticated"));
  }

  @ParameterizedTest
  @CsvSource({
    "X-API-Key, wrong",
    "X-API-Key, ''",
    "Authorization, Basic eDp5",
    "Authorization, Bearer x.y.z"
  })
  void refusesCredentialsOfNobodyWithAProblem(String header, String value) {
    given()
        .header(header, value)
        .get("/sample/page")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:plimsoll:problem:unauthenticated"));
  }

  @Test
  void leavesOpenRoutesOpen() {
    given().get("/sample/open").then().statusCode(200);
    given().get("/q/metrics").then().statusCode(200);
    given().get("/q/openapi").then().statusCode(200);
    given().get("/q/swagger-ui/").then().statusCode(200);
    given().get("/q/health/live").then().statusCode(200);
  }

  @Test
  void namesTheActorOfAKey() {
    given()
        .header("X-API-Key", TestKeys.OPERATOR)
        .get("/sample/actor")
        .then()
        .body("name", equalTo("operator"))
        .body("role", equalTo("operator"));
  }

  @Test
  void takesATokenOfTheConfiguredKeyWithTheRolesBelowItsOwn() {
    String token = token("ada", "operator", TokenKeys.accepted());

    given()
        .header("Authorization", "Bearer " + token)
        .get("/sample/actor")
        .then()
        .statusCode(200)
        .body("name", equalTo("ada"))
        .body("role", equalTo("operator"));
    given().header("Authorization", "Bearer " + token).delete("/sample/all").then().statusCode(403);
  }

  @Test
  void refusesATokenOfAnotherKey() {
    given()
        .header("Authorization", "Bearer " + token("eve", "admin", OTHERS))
        .get("/sample/page")
        .then()
        .statusCode(401)
        .contentType("application/problem+json");
  }

  private static String token(String name, String group, PrivateKey signer) {
    return Jwt.issuer("https://tokens.test")
        .upn(name)
        .groups(group)
        .expiresIn(Duration.ofMinutes(5))
        .sign(signer);
  }

  private static String keyOf(Role role) {
    return switch (role) {
      case VIEWER -> TestKeys.VIEWER;
      case OPERATOR -> TestKeys.OPERATOR;
      case ADMIN -> TestKeys.ADMIN;
    };
  }
}
