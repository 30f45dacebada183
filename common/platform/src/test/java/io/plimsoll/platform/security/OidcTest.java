package io.plimsoll.platform.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.plimsoll.testkit.PlimsollTestResource;
import io.plimsoll.testkit.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bearer tokens of an OpenID Connect server, which is away when the service starts. */
@QuarkusTest
@QuarkusTestResource(PlimsollTestResource.class)
@QuarkusTestResource(value = OidcServer.class, restrictToAnnotatedClass = true)
class OidcTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String KEY = "key-0";

  /** What a good token was answered before the server was there. */
  private static int answeredBefore;

  @BeforeEach
  void openTheServer() {
    if (answeredBefore != 0) {
      return;
    }
    String token = token("RS256", KEY, claims("\"admin\""));
    answeredBefore = ask(token).statusCode();
    server("/open", "");
    await(() -> ask(token).statusCode() == 200);
  }

  @Test
  void startsWithoutItsServerAndTakesNoTokenOnTrust() {
    assertThat(answeredBefore).isEqualTo(503);
  }

  @ParameterizedTest
  @CsvSource({
    "viewer, GET, /sample/actor, 200",
    "viewer, POST, /sample/orders, 403",
    "viewer, DELETE, /sample/all, 403",
    "operator, GET, /logs, 200",
    "operator, DELETE, /sample/all, 403",
    "admin, DELETE, /sample/all, 204",
    "stranger, GET, /sample/actor, 403"
  })
  void takesTheRolesFromTheClaims(String role, String method, String path, int status) {
    given()
        .header("Authorization", "Bearer " + token("RS256", KEY, claims('"' + role + '"')))
        .contentType("application/json")
        .request(method, path)
        .then()
        .statusCode(status);
  }

  @Test
  void namesTheTokensOwner() {
    ask(token("RS256", KEY, claims("\"viewer\", \"operator\"")))
        .then()
        .statusCode(200)
        .body("name", equalTo("ada"))
        .body("role", equalTo("operator"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          expired          | RS256 | key-0   | -3600 | plimsoll | %s
          wrong audience   | RS256 | key-0   | 600   | others   | %s
          wrong issuer     | RS256 | key-0   | 600   | plimsoll | http://127.0.0.1:9/
          unknown key      | RS256 | key-999 | 600   | plimsoll | %s
          """)
  void refusesWithAProblem(
      String why, String algorithm, String key, long expiresIn, String audience, String issuer) {
    String claims =
        claims(
            "\"admin\"",
            expiresIn,
            audience,
            issuer.formatted(System.getProperty(OidcServer.ADDRESS)));

    requireRefused(ask(token(algorithm, key, claims)));
  }

  @Test
  void refusesATokenWithoutASignature() {
    String unsigned = base64("{\"alg\": \"none\"}") + "." + base64(claims("\"admin\"")) + ".";

    requireRefused(ask(unsigned));
  }

  @ParameterizedTest
  @CsvSource({"HS256, key-0", "none, key-0", "PS256, key-0"})
  void refusesAnAlgorithmThatIsNotTheKeys(String algorithm, String key) {
    requireRefused(ask(token(algorithm, key, claims("\"admin\""))));
  }

  @Test
  void refusesClaimsThatWereChangedAfterTheSignature() {
    String[] parts = token("RS256", KEY, claims("\"viewer\"")).split("\\.");

    requireRefused(ask(parts[0] + "." + base64(claims("\"admin\"")) + "." + parts[2]));
  }

  @Test
  void stillTakesApiKeys() {
    given().header("X-API-Key", TestKeys.VIEWER).get("/sample/actor").then().statusCode(200);
    given().header("X-API-Key", "wrong").get("/sample/actor").then().statusCode(401);
  }

  @Test
  void followsARotationOfTheKeys() {
    String former = token("RS256", KEY, claims("\"viewer\""));
    assertThat(ask(former).statusCode()).isEqualTo(200);

    String next = server("/rotate", "");
    String latter = token("RS256", next, claims("\"viewer\""));
    await(() -> ask(latter).statusCode() == 200);

    requireRefused(ask(former));
    server("/return", "");
    await(() -> ask(former).statusCode() == 200);
  }

  private static void requireRefused(Response answer) {
    answer
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:plimsoll:problem:unauthenticated"));
  }

  private static Response ask(String token) {
    return given().header("Authorization", "Bearer " + token).get("/sample/actor");
  }

  private static String claims(String roles) {
    return claims(roles, 600, "plimsoll", System.getProperty(OidcServer.ADDRESS));
  }

  private static String claims(String roles, long expiresIn, String audience, String issuer) {
    long now = Instant.now().getEpochSecond();
    return """
    {"iss": "%s", "aud": "%s", "sub": "1", "upn": "ada", "groups": [%s], "iat": %d, "exp": %d}\
    """
        .formatted(issuer, audience, roles, now - 7200, now + expiresIn);
  }

  private static String token(String algorithm, String key, String claims) {
    return server(
        "/sign",
        "{\"alg\": \"%s\", \"typ\": \"JWT\", \"kid\": \"%s\"}\n%s"
            .formatted(algorithm, key, claims));
  }

  private static String server(String path, String body) {
    Response answer = given().body(body).post(System.getProperty(OidcServer.ADDRESS) + path);
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.asString();
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("waited for %s", PATIENCE).isBefore(end);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
