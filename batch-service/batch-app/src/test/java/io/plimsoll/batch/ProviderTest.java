package io.plimsoll.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.plimsoll.batch.marketdata.http.ProviderServer;
import io.plimsoll.testkit.Db;
import io.plimsoll.testkit.PlimsollTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PlimsollTestResource.class)
@QuarkusTestResource(ProviderResourceOnLoopback.class)
class ProviderTest {
  private final Db db;

  @Inject
  ProviderTest(DataSource source) {
    this.db = new Db(source);
  }

  @Test
  void whatTheProviderSendsIsImportedAsAFileIs() {
    JsonPath done = imported("ACTS", "2025-06-02", "2025-06-10");

    assertThat(done.getString("status")).isEqualTo("completed");
    assertThat(done.getString("source")).isEqualTo("provider");
    assertThat(done.getLong("rows")).isEqualTo(7);
    assertThat(done.getString("timeframe")).isEqualTo("1d");
    JsonPath bars = Api.viewer().get("/api/v1/market-data/bars?symbol=ACTS").jsonPath();
    assertThat(bars.getList("columns.close", Double.class))
        .containsExactly(100.5, 100.75, 101.0, 101.25, 101.5, 102.25, 102.5);
    assertThat(bars.getList("columns.split_factor", Double.class))
        .containsExactly(1.0, 1.0, 4.0, 1.0, 1.0, 1.0, 1.0);
    assertThat(bars.getList("columns.dividend", Double.class))
        .as("Saturday's dividend counts on Monday")
        .containsExactly(0.0, 0.0, 0.0, 0.0, 0.0, 0.25, 0.0);
  }

  @Test
  void askedAgainNothingIsPublishedTwice() {
    imported("TWICEASKED", "2025-06-02", "2025-06-06");

    JsonPath again = imported("TWICEASKED", "2025-06-02", "2025-06-06");

    assertThat(again.getBoolean("duplicate")).isTrue();
    assertThat(again.getInt("chunks")).isZero();
    assertThat(db.count("select count(*) from batch.bar_head where symbol = 'TWICEASKED'"))
        .isEqualTo(1);
  }

  @Test
  void aProviderThatIsAwayForAMomentIsAskedAgain() {
    JsonPath done = imported("BACK", "2025-06-02", "2025-06-06");

    assertThat(done.getString("status")).isEqualTo("completed");
    assertThat(done.getLong("rows")).isEqualTo(5);
  }

  @Test
  void aProviderThatStaysAwayEndsTheImportAfterAllAttempts() {
    JsonPath done = imported("AWAY", "2025-06-02", "2025-06-06");

    assertThat(done.getString("status")).isEqualTo("failed");
    assertThat(done.getString("faults[0].message"))
        .isEqualTo("the provider answered 500 (expected: 200)");
    assertThat(
            db.count(
                "select count(*) from batch.work_item where kind = 'market.import' and key = ? and attempt = max_attempts and attempt = 5 and status = 'failed'",
                done.getString("import_id")))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BADBAR  | BADBAR   | 1 | (expected:
          GARBAGE | provider | 0 | an answer that cannot be read (expected: a JSON object)
          DENIED  | provider | 0 | the provider answered 403 (expected: 200); maybe its key is wrong
          NOBODY  | provider | 0 | no bars (expected: at least one)
          """)
  void whatCannotBeUsedIsRefusedWhole(String symbol, String file, int line, String message) {
    JsonPath done = imported(symbol, "2025-06-02", "2025-06-06");

    assertThat(done.getString("status")).isEqualTo("failed");
    assertThat(done.getString("faults[0].file")).isEqualTo(file);
    assertThat(done.getInt("faults[0].line")).isEqualTo(line);
    assertThat(done.getString("faults[0].message")).contains(message);
    assertThat(db.count("select count(*) from batch.bar_head where symbol = ?", symbol)).isZero();
    assertThat(Api.operator().get("/logs?limit=500").asString())
        .doesNotContain(ProviderServer.SECRET);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"symbols": []}                                                             | symbols
          {"symbols": ["$$"]}                                                         | symbols
          {"symbols": ["A"], "from": "2025-06-03", "to": "2025-06-02"}                | from
          {"symbols": ["A"], "from": "2025-06-03", "to": "2999-06-02"}                | to
          {"symbols": ["A"], "from": "1980-06-03", "to": "2020-06-02"}                | from
          """)
  void badRequestsAreNamed(String body, String field) {
    Api.operator()
        .contentType("application/json")
        .body(body)
        .post("/api/v1/market-data/provider-imports")
        .then()
        .statusCode(422)
        .body("field", equalTo(field));
  }

  @Test
  void quotesAndChainsAreHandedOn() {
    Api.operator()
        .get("/api/v1/market-data/provider/quotes?symbols=AAPL,BRK-B")
        .then()
        .statusCode(200)
        .body("items", hasSize(2))
        .body("items[1].symbol", equalTo("BRK-B"))
        .body("items[1].ask", equalTo(10.75f));
    Api.operator()
        .get("/api/v1/market-data/provider/option-chain?symbol=SPY")
        .then()
        .statusCode(200)
        .body("items", hasSize(2))
        .body("items[0].symbol", equalTo("SPY250919C00460000"))
        .body("items[0].implied_volatility", equalTo(0.245f))
        .body("items[1].kind", equalTo("PUT"));
    Api.operator()
        .get("/api/v1/market-data/provider/quotes?symbols=AWAY")
        .then()
        .statusCode(503)
        .body("detail", containsString("the provider answered 500"));
  }

  @Test
  void aPipelineImportsToo() {
    Api.operator()
        .contentType("application/json")
        .body(
            """
            {"steps": [{"id": "prices", "command": "ImportBars",
                        "with": {"symbols": ["PIPED"], "from": "2025-06-02", "to": "2025-06-04"}}],
             "triggers": [{"http": true}, {"cron": "30 18 * * 1-5", "zone": "America/New_York"}]}\
            """)
        .put("/api/v1/pipelines/nightly-prices")
        .then()
        .statusCode(200);
    String run =
        Api.operator()
            .contentType("application/json")
            .body("{}")
            .post("/api/v1/pipelines/nightly-prices/runs")
            .then()
            .statusCode(202)
            .extract()
            .path("id");

    Api.awaitRun(run, "completed");

    assertThat(
            Api.viewer()
                .get("/api/v1/market-data/bars?symbol=PIPED")
                .jsonPath()
                .getList("columns.close", Double.class))
        .containsExactly(100.5, 100.75, 101.0);
  }

  private static JsonPath imported(String symbol, String from, String to) {
    String id =
        Api.operator()
            .contentType("application/json")
            .body(
                "{\"symbols\": [\"%s\"], \"from\": \"%s\", \"to\": \"%s\"}"
                    .formatted(symbol, from, to))
            .post("/api/v1/market-data/provider-imports")
            .then()
            .statusCode(202)
            .extract()
            .path("import_id");
    return Api.awaitImport(id);
  }
}
