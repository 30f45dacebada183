package io.plimsoll.platform.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.plimsoll.testkit.PlimsollTestResource;
import io.plimsoll.testkit.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PlimsollTestResource.class)
class ProblemAnswersTest {
  private static final String ORDER =
      """
      {"name":"n","lots":1,"price":2.5,"side":"BUY","due_at":"2026-01-31T15:04:05Z",
       "legs":[{"symbol":"AAPL","account":"6f1c3a52-7f5e-4d3a-9d3d-0f4e1f0a1b2c"}]}\
      """;

  @ParameterizedTest
  @CsvSource({
    "not-found, 404, not-found, No model m-1",
    "conflict, 409, state-conflict, m-1 is running",
    "rejected, 422, rejected, horizon: 0",
    "unavailable, 503, unavailable, training is away"
  })
  void mapsEachRefusalToItsPlaceInTheCatalogue(String how, int status, String slug, String detail) {
    problem(asked().get("/sample/fail/" + how), status, slug).body("detail", equalTo(detail));
  }

  @Test
  void carriesFieldExtensionAndRetryAfter() {
    problem(asked().get("/sample/fail/rejected"), 422, "rejected")
        .body("field", equalTo("horizon"));
    problem(asked().get("/sample/fail/conflict"), 409, "state-conflict")
        .body("model_status", equalTo("training"));
    problem(asked().get("/sample/fail/too-many"), 429, "too-many").header("Retry-After", "30");
  }

  @Test
  void tellsOfANeighbourThatIsAwayWithoutItsAddress() {
    problem(asked().get("/sample/fail/away"), 503, "unavailable")
        .header("Retry-After", "5")
        .body(not(containsString("10.0.0.1")));
  }

  @Test
  void keepsADefectInTheHouse() {
    problem(asked().get("/sample/fail/defect"), 500, "defect")
        .body("instance", startsWith("urn:uuid:"))
        .body("detail", nullValue())
        .body(not(containsString("SELECT")))
        .body(not(containsString("Exception")));
  }

  @Test
  void namesAMalformedIdInAPath() {
    problem(asked().get("/sample/by-id/not-a-uuid"), 400, "malformed")
        .body("field", equalTo("id"))
        .body("detail", equalTo("id: 'not-a-uuid' (expected: a UUID)"));
  }

  @ParameterizedTest
  @CsvSource({"count=many, count", "day=31.1., day", "depth=0, depth", "count=1&day=x, day"})
  void namesABadQueryParameter(String query, String field) {
    problem(asked().get("/sample/query?" + query), 400, "malformed").body("field", equalTo(field));
  }

  @Test
  void namesEachOfSeveralFaults() {
    problem(asked().get("/sample/page?limit=501"), 400, "malformed")
        .body("field", equalTo("limit"));
    problem(asked().get("/sample/page?offset=-1"), 400, "malformed")
        .body("field", equalTo("offset"));
    problem(asked().get("/sample/page?offset=100001"), 400, "malformed")
        .body("field", equalTo("offset"));
    asked().get("/sample/page?limit=500&offset=100000").then().statusCode(200);
  }

  @Test
  void takesAWholeBody() {
    posted(ORDER).then().statusCode(200).body("order.due_at", equalTo("2026-01-31T15:04:05Z"));
  }

  @Test
  void saysWhereJsonBreaks() {
    problem(posted("{\"name\":\"n\",\n \"lots\": oops}"), 400, "malformed")
        .body("detail", containsString("line 2, column"))
        .body(not(containsString("jackson")));
    problem(posted("{\"name\":"), 400, "malformed").body("detail", containsString("too early"));
    problem(posted(""), 400, "malformed");
    problem(posted(ORDER + "{}"), 400, "malformed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"lots\":1 | \"lots\":\"1\" | lots",
        "\"lots\":1 | \"lots\":1.5 | lots",
        "\"lots\":1 | \"lots\":null | lots",
        "\"lots\":1 | \"lots\":99999999999 | lots",
        "\"price\":2.5 | \"price\":\"2.5\" | price",
        "\"price\":2.5 | \"price\":true | price",
        "\"name\":\"n\" | \"name\":5 | name",
        "\"side\":\"BUY\" | \"side\":\"HOLD\" | side",
        "\"side\":\"BUY\" | \"side\":0 | side",
        "2026-01-31T15:04:05Z | yesterday | due_at",
        "\"2026-01-31T15:04:05Z\" | 1767225600 | due_at",
        "6f1c3a52-7f5e-4d3a-9d3d-0f4e1f0a1b2c | nobody | legs[0].account",
        "\"symbol\":\"AAPL\" | \"ticker\":\"AAPL\" | legs[0].ticker"
      })
  void namesTheMemberOfAnotherType(String good, String bad, String field) {
    problem(posted(ORDER.replace(good, bad)), 400, "malformed")
        .body("field", equalTo(field))
        .body("detail", containsString("expected"))
        .body(not(containsString("io.plimsoll")))
        .body(not(containsString("java.")));
  }

  @Test
  void namesAnUnknownMember() {
    problem(posted(ORDER.replace("\"lots\"", "\"lot\"")), 400, "malformed")
        .body("field", equalTo("lot"))
        .body("detail", containsString("due_at, legs, lots, name, price, side"));
  }

  @Test
  void refusesADoubledMemberAndTooDeepANesting() {
    problem(posted(ORDER.replace("\"lots\":1", "\"lots\":1,\"lots\":2")), 400, "malformed")
        .body("detail", containsString("lots"));
    problem(posted("[".repeat(100) + "]".repeat(100)), 400, "malformed");
    problem(posted(ORDER.replace("2.5", "1" + "0".repeat(80))), 400, "malformed");
  }

  @Test
  void rejectsWhatIsWellFormedButOutOfRange() {
    problem(posted(ORDER.replace("\"lots\":1", "\"lots\":101")), 422, "rejected")
        .body("field", equalTo("lots"));
    problem(posted(ORDER.replace("AAPL", " ")), 422, "rejected")
        .body("field", equalTo("legs[0].symbol"))
        .body("detail", equalTo("symbol: blank (expected: a ticker)"));
  }

  @Test
  void answersTheFrameworksOwnRefusalsAsProblems() {
    problem(asked().get("/nowhere"), 404, "not-found");
    problem(asked().get("/sample/nowhere"), 404, "not-found");
    problem(asked().delete("/sample/orders"), 405, "method-not-allowed");
    problem(asked().accept("image/png").get("/sample/page"), 406, "not-acceptable");
    problem(
        asked().contentType("text/plain").body("x").post("/sample/orders"),
        415,
        "unsupported-media-type");
  }

  @Test
  void hasADistinctTypeForEachProblem() {
    assertThat(ProblemType.values())
        .extracting(ProblemType::uri)
        .doesNotHaveDuplicates()
        .allMatch(uri -> uri.matches("urn:plimsoll:problem:[a-z-]+"));
  }

  private static RequestSpecification asked() {
    return given().header("X-API-Key", TestKeys.OPERATOR);
  }

  private static io.restassured.response.Response posted(String body) {
    return asked().contentType(ContentType.JSON).body(body).post("/sample/orders");
  }

  private static ValidatableResponse problem(
      io.restassured.response.Response answer, int status, String slug) {
    return answer
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:plimsoll:problem:" + slug))
        .body("status", equalTo(status));
  }
}
