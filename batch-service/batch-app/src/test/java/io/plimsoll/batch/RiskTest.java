package io.plimsoll.batch;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import io.plimsoll.batch.Neighbours.Message;
import io.plimsoll.batch.Neighbours.Seen;
import io.plimsoll.contracts.Topics;
import io.plimsoll.testkit.Db;
import io.plimsoll.testkit.Http;
import io.plimsoll.testkit.PlimsollTestResource;
import io.plimsoll.testkit.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlimsollTestResource.class)
class RiskTest {
  private static final String RUN_RISK = "io.plimsoll.batch.RunRisk.v1";

  private final Db db;

  @Inject
  RiskTest(DataSource source) {
    this.db = new Db(source);
  }

  /** Another class gives some of the demo's symbols a history; here they have none. */
  @BeforeEach
  void forgetHistories() throws SQLException {
    db.update(
        "delete from batch.bar_head where symbol in"
            + " ('SPY', 'VTV', 'VUG', 'MTUM', 'QUAL', 'IWM', 'USMV', 'TLT', 'GLD')");
  }

  @Test
  void runsTheNightOfTheDemoPortfoliosToThePublishedTotals() {
    JsonPath demo = seedDemo();
    long fund = demo.getLong("portfolios.find { it.name == 'Hedge Fund' }.id");

    Message command =
        Message.of(Topics.BATCH_COMMANDS, RUN_RISK, "", Map.of("as_of", "2025-06-30"));
    Neighbours.send(command);
    Neighbours.send(command); // the same again

    Seen completed =
        Neighbours.read(
                Topics.BATCH_EVENTS,
                1,
                seen ->
                    seen.name().equals("RiskRunCompleted")
                        && seen.correlation().equals(command.id()))
            .getFirst();
    assertThat(completed.body().get("as_of")).isEqualTo("2025-06-30");
    JsonPath summary = Api.viewer().get("/api/v1/portfolios/" + fund + "/summary").jsonPath();
    assertThat(summary.getDouble("nav")).isEqualTo(2_366_200.00);
    assertThat(summary.getDouble("aggregate.exposure.gross")).isCloseTo(5_539_700, within(.005));
    assertThat(summary.getString("status")).isEqualTo("completed_with_warnings");
    assertThat(summary.getList("jobs.job_name"))
        .isEqualTo(
            List.of(
                "position_values",
                "portfolio_aggregation",
                "greeks_calculation",
                "factor_analysis",
                "market_risk_scenarios",
                "stress_testing",
                "portfolio_snapshot"));
    assertThat(summary.<String>getList("jobs[2].warnings"))
        .contains("SPY   250919C00460000: price below intrinsic");
    JsonPath greeks =
        Api.viewer().get("/api/v1/portfolios/" + fund + "/greeks?limit=500").jsonPath();
    // the one with neither a price in bounds nor a history is left out, and the night says so
    assertThat(greeks.getInt("total")).isEqualTo(29);
    assertThat(summary.<String>getList("jobs[2].warnings"))
        .contains("SPY   250919C00460000: no volatility to value it with");
    assertThat(greeks.getDouble("items.find { it.symbol == 'XOM' }.delta")).isEqualTo(-2_000);
    assertThat(
            db.count("select count(*) from batch.risk_request where correlation = ?", command.id()))
        .isEqualTo(1);
    assertThat(db.count("select count(*) from batch.position where portfolio_id = ?", fund))
        .isEqualTo(30);
  }

  @Test
  void answersTheSameNightAgainWithTheSameRun() {
    JsonPath demo = seedDemo();
    long retail = demo.getLong("portfolios.find { it.name == 'Retail Trader' }.id");
    String sql = "select count(*) from batch.risk_run where portfolio_id = " + retail;

    run(Map.of("as_of", "2025-06-27", "portfolio_id", retail));
    long once = db.count(sql);
    Seen again = run(Map.of("as_of", "2025-06-27", "portfolio_id", retail));

    assertThat(db.count(sql)).isEqualTo(once);
    assertThat(again.body())
        .extractingByKey("portfolios", InstanceOfAssertFactories.LIST)
        .singleElement(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsEntry("duplicate", true);
  }

  /** No factor fund has a history here, so each of the two nights has one engine that fails. */
  @Test
  void isANewRunAfterARevisionAndSaysWhatMovedAndWhatFailed() {
    long id = portfolioOfOne("Revised", "REVD");
    Map<String, Object> night = Map.of("as_of", "2025-05-29", "portfolio_id", id);
    quote("2025-05-29", "REVD", 12);
    run(night);

    quote("2025-05-29", "REVD", 13);
    run(night);

    String base = "/api/v1/portfolios/" + id + "/runs";
    JsonPath runs = Api.viewer().get(base + "?as_of=2025-05-29").jsonPath();
    assertThat(runs.getList("items.is_current")).isEqualTo(List.of(true, false));
    JsonPath diff =
        Api.viewer()
            .get(
                base
                    + "/diff?from="
                    + runs.getString("items[1].run_id")
                    + "&to="
                    + runs.getString("items[0].run_id"))
            .jsonPath();
    assertThat(diff.getDouble("numbers.find { it.path == 'snapshot.nav' }.before"))
        .isEqualTo(1_200);
    assertThat(diff.getDouble("numbers.find { it.path == 'snapshot.nav' }.after")).isEqualTo(1_300);
    assertThat(diff.getList("inputs.path")).isEqualTo(List.of("prices.REVD"));
    Api.viewer().get(base + "/diff?from=x&to=y").then().statusCode(400);
    assertThat(
            db.count(
                "select count(*) from batch.alert where portfolio_id = ?"
                    + " and job = 'factor_analysis' and run_id is not null",
                id))
        .isEqualTo(2);
    List<Seen> alerts =
        Neighbours.read(
            Topics.ALERTS,
            2,
            seen -> String.valueOf(id).equals(String.valueOf(seen.body().get("portfolio_id"))));
    assertThat(alerts)
        .allSatisfy(seen ->
            assertThat(seen.body())
                .containsEntry("job", "factor_analysis")
                .extractingByKey("cause")
                .asString()
                .contains("factor funds"));
  }

  @Test
  void raisesATestAlertForAnAdmin() {
    String raised =
        given()
            .header("X-API-Key", TestKeys.ADMIN)
            .post("/api/v1/admin/batch/alerts/test")
            .then()
            .statusCode(200)
            .extract()
            .path("alert_id");

    given()
        .header("X-API-Key", TestKeys.ADMIN)
        .get("/api/v1/admin/batch/alerts?limit=500")
        .then()
        .statusCode(200)
        .body("items.id", hasItem(raised));
    Api.operator().post("/api/v1/admin/batch/alerts/test").then().statusCode(403);
  }

  private static void quote(String date, String symbol, int price) {
    Api.operator()
        .contentType("application/json")
        .body(Map.of("date", date, "quotes", Map.of(symbol, price)))
        .post("/api/v1/market-data/quotes")
        .then()
        .statusCode(200);
  }

  private static long portfolioOfOne(String name, String symbol) {
    Map<String, Object> position =
        Map.of("symbol", symbol, "quantity", 100, "entry_price", 10, "entry_date", "2025-01-02");
    return Api.operator()
        .contentType("application/json")
        .body(Map.of("name", name, "cash", 0, "positions", List.of(position)))
        .post("/api/v1/portfolios")
        .then()
        .statusCode(201)
        .extract()
        .jsonPath()
        .getLong("id");
  }

  @Test
  void refusesACommandForAPortfolioThatIsNotThere() {
    Message command =
        Message.of(Topics.BATCH_COMMANDS, RUN_RISK, "", Map.of("portfolio_id", 987_654));

    Neighbours.send(command);

    Seen rejected =
        Neighbours.read(
                Topics.BATCH_EVENTS,
                1,
                seen ->
                    seen.name().equals("RunRiskRejected")
                        && seen.correlation().equals(command.id()))
            .getFirst();
    assertThat(rejected.body())
        .extractingByKey("problem", InstanceOfAssertFactories.map(String.class, Object.class))
        .containsEntry("status", 404);
  }

  @Test
  void namesEveryFaultOfAPortfolioAtOnceAndStoresNothing() {
    long before = db.count("select count(*) from batch.portfolio");

    Api.operator()
        .contentType("application/json")
        .body(
            """
            {"name": "", "cash": 1.005, "positions": [
              {"symbol": "AAPL", "quantity": 0, "entry_price": 1, "entry_date": "2025-01-02"},
              {"symbol": "???", "quantity": 1, "entry_price": 1, "entry_date": "2025-01-02"},
              {"symbol": "AAPL", "entry_price": -1, "entry_date": "2025-01-02"}]}
            """)
        .post("/api/v1/portfolios")
        .then()
        .statusCode(422)
        .body(
            "errors.field",
            hasItems(
                "name",
                "cash",
                "positions[0].quantity",
                "positions[1].symbol",
                "positions[2].quantity"));

    assertThat(db.count("select count(*) from batch.portfolio")).isEqualTo(before);
  }

  @Test
  void tellsAPortfoliosStateAndItsEnd() {
    Map<String, Object> body = new HashMap<>();
    body.put("name", "Told");
    body.put("cash", 10.5);
    body.put(
        "positions",
        List.of(
            Map.of(
                "symbol", "aapl", "quantity", 2, "entry_price", 100, "entry_date", "2025-01-02")));
    long id =
        Api.operator()
            .contentType("application/json")
            .body(body)
            .post("/api/v1/portfolios")
            .then()
            .statusCode(201)
            .body("position_count", equalTo(1))
            .extract()
            .jsonPath()
            .getLong("id");

    Api.operator()
        .contentType("application/json")
        .body(body)
        .post("/api/v1/portfolios")
        .then()
        .statusCode(409);
    Api.viewer().delete("/api/v1/portfolios/" + id).then().statusCode(403);
    given()
        .header("X-API-Key", TestKeys.ADMIN)
        .delete("/api/v1/portfolios/" + id)
        .then()
        .statusCode(204);

    Api.viewer().get("/api/v1/portfolios/" + id).then().statusCode(404);
    List<Seen> told =
        Neighbours.read(Topics.BATCH_PORTFOLIOS, 1, seen -> seen.key().equals(Long.toString(id)));
    assertThat(told.getFirst().body().get("name")).isEqualTo("Told");
  }

  @Test
  void refusesQuotesThatAreNoPrices() {
    Api.operator()
        .contentType("application/json")
        .body("{\"date\": \"2025-06-30\", \"quotes\": {\"SPY\": -1, \"A B\": 2}}")
        .post("/api/v1/market-data/quotes")
        .then()
        .statusCode(422)
        .body("errors.field", hasItem("quotes.SPY"))
        .body("errors.field", hasItem("quotes.A B"));

    assertThat(
            db.count(
                "select count(*) from batch.instrument_quote where instrument = 'SPY'"
                    + " and price < 0"))
        .isZero();
  }

  /**
   * The demo portfolios and every price of theirs as a quote of the demo's date and of the day
   * before.
   */
  private static JsonPath seedDemo() {
    JsonPath demo =
        Api.operator().post("/api/v1/portfolios/demo").then().statusCode(200).extract().jsonPath();
    for (String date : List.of("2025-06-27", "2025-06-30")) {
      Map<String, Object> prices = new HashMap<>(demo.getMap("anchors"));
      prices.putAll(demo.getMap("quotes"));
      Api.operator()
          .contentType("application/json")
          .body(Map.of("date", date, "quotes", prices))
          .post("/api/v1/market-data/quotes")
          .then()
          .statusCode(200)
          .body("stored", equalTo(prices.size()));
    }
    return demo;
  }

  private static Seen run(Map<String, Object> body) {
    Message command = Message.of(Topics.BATCH_COMMANDS, RUN_RISK, "", body);
    Neighbours.send(command);
    return Neighbours.read(
            Topics.BATCH_EVENTS,
            1,
            seen ->
                seen.name().equals("RiskRunCompleted") && seen.correlation().equals(command.id()))
        .getFirst();
  }

  @Test
  void introducesItselfInItsApiDocument() {
    JsonPath document = Http.get("/q/openapi?format=json").jsonPath();

    assertThat(document.getString("info.title")).isEqualTo("Plimsoll batch");
    assertThat(document.getString("info.description")).hasSizeGreaterThan(80);
    assertThat(document.getString("info.version")).isEqualTo("1");
  }
}
