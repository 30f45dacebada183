package io.plimsoll.batch;

import static io.restassured.RestAssured.given;

import io.plimsoll.testkit.Http;
import io.plimsoll.testkit.TestKeys;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.util.function.Predicate;

/** The HTTP API of the service under test. */
final class Api {
  private Api() {}

  static RequestSpecification viewer() {
    return given().header("X-API-Key", TestKeys.VIEWER);
  }

  static RequestSpecification operator() {
    return given().header("X-API-Key", TestKeys.OPERATOR);
  }

  /** Asks until the answer fits. */
  static JsonPath await(String path, Predicate<JsonPath> fits) {
    return Http.await(() -> viewer().get(path).jsonPath(), fits);
  }

  /** The run once it has come to a status. */
  static JsonPath awaitRun(String id, String status) {
    return await(
        "/api/v1/pipelines/runs/" + id,
        run -> {
          String found = run.getString("status");
          if (found != null && found.equals("failed") && !status.equals("failed")) {
            throw new AssertionError(run.prettify());
          }
          return status.equals(found);
        });
  }

  /** Imports a file and waits for its end. */
  static JsonPath importCsv(String query, String csv) {
    String id =
        operator()
            .contentType("text/csv")
            .body(csv)
            .post("/api/v1/market-data/imports?" + query)
            .then()
            .statusCode(202)
            .extract()
            .path("import_id");
    return awaitImport(id);
  }

  /** The import once it has ended. */
  static JsonPath awaitImport(String id) {
    return await(
        "/api/v1/market-data/imports/" + id, seen -> !"queued".equals(seen.getString("status")));
  }
}
