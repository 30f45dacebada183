package io.plimsoll.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.batch.Neighbours.Message;
import io.plimsoll.contracts.Topics;
import io.plimsoll.testkit.Db;
import io.plimsoll.testkit.PlimsollTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What a night's engines found, from synthetic prices to the answers of the API. */
@QuarkusTest
@QuarkusTestResource(PlimsollTestResource.class)
class RiskEnginesTest {
  private static final String RUN_RISK = "io.plimsoll.batch.RunRisk.v1";

  /** The test's own JSON reader keeps seven digits. */
  private static final double AS_FLOAT = 1e-6;

  private static final String TUESDAY = "2016-06-28";

  private final Db db;

  @Inject
  RiskEnginesTest(DataSource source) {
    this.db = new Db(source);
  }

  @Test
  void answersWithWhatEachEngineFound() {
    importSyntheticPrices();
    long portfolio = portfolioOfTwo();

    runTuesday(portfolio);

    String base = "/api/v1/portfolios/" + portfolio;
    JsonPath summary = Api.viewer().get(base + "/summary?as_of=" + TUESDAY).jsonPath();
    assertThat(summary.getList("jobs.status")).containsOnly("completed");
    assertThat(summary.getList("jobs.job_name"))
        .endsWith("portfolio_snapshot", "position_correlations");

    JsonPath factors = Api.viewer().get(base + "/factors?as_of=" + TUESDAY).jsonPath();
    double nav = summary.getDouble("nav");
    double market = factors.getDouble("factors.find { it.factor == 'market' }.dollars");
    assertThat(factors.getDouble("factors.find { it.factor == 'market' }.beta"))
        .isCloseTo(market / nav, within(AS_FLOAT));
    assertThat(factors.getList("symbols.symbol")).isEqualTo(List.of("SPY", "ZYX"));
    assertThat(factors.getList("symbols.quality.history")).containsOnly("full");

    JsonPath risk = Api.viewer().get(base + "/market-risk?as_of=" + TUESDAY).jsonPath();
    assertThat(risk.getInt("tail.days")).isEqualTo(252);
    assertThat(risk.getDouble("tail.levels[1].historical.value_at_risk"))
        .isGreaterThan(risk.getDouble("tail.levels[0].historical.value_at_risk"));
    assertThat(risk.<Float>getList("moves.market.gain", Float.class)).isSorted();

    JsonPath stress = Api.viewer().get(base + "/stress?as_of=" + TUESDAY).jsonPath();
    assertThat(stress.getList("scenarios")).hasSize(18);
    assertThat(stress.getDouble("scenarios.find { it.scenario == 'market_crash_35' }.direct"))
        .isNegative();

    JsonPath correlations = Api.viewer().get(base + "/correlations?as_of=" + TUESDAY).jsonPath();
    assertThat(correlations.getList("symbols")).hasSize(2);
    assertThat(correlations.getList("pairs")).hasSize(1);
    assertThat(correlations.getDouble("summary.effective_bets")).isBetween(1.0, 2.0);
    assertThat(
            db.count(
                "select count(*) from batch.position_factor_exposure e"
                    + " join batch.risk_run r on r.id = e.run_id where r.portfolio_id = ?",
                portfolio))
        .isEqualTo(2);
    assertThat(Api.viewer().get(base + "/report?format=html&as_of=" + TUESDAY).asString())
        .contains("<h1>Engines</h1>", "market crash 35", "<title>");
    assertThat(Api.viewer().get(base + "/report?format=csv&as_of=" + TUESDAY).asString())
        .contains("path,value\n", "\"summary.nav\",", "\"findings.market_risk.tail.days\",252.0");
    assertThat(
            Api.viewer()
                .get(base + "/report?as_of=" + TUESDAY)
                .jsonPath()
                .getDouble("findings.factors.factors[0].dollars"))
        .isEqualTo(market);
    Api.viewer().get(base + "/report?format=pdf").then().statusCode(400);
    Api.viewer().get(base + "/stress?as_of=2016-06-27").then().statusCode(404);
    Api.viewer().get(base + "/factors?as_of=yesterday").then().statusCode(400);
  }

  private static void importSyntheticPrices() {
    List<String> symbols =
        List.of("SPY", "VTV", "VUG", "MTUM", "QUAL", "IWM", "USMV", "TLT", "GLD", "ZYX");
    String id =
        Api.operator()
            .contentType("application/json")
            .body(Map.of("symbols", symbols, "from", "2013-06-03", "to", "2016-06-30", "seed", 4))
            .post("/api/v1/market-data/synthetic")
            .then()
            .statusCode(202)
            .extract()
            .path("import_id");
    assertThat(Api.awaitImport(id).getString("status")).isEqualTo("completed");
  }

  private static long portfolioOfTwo() {
    List<Map<String, Object>> positions =
        Stream.of("ZYX", "SPY")
            .map(symbol ->
                Map.<String, Object>of(
                    "symbol",
                    symbol,
                    "quantity",
                    500,
                    "entry_price",
                    100,
                    "entry_date",
                    "2016-01-04"))
            .toList();
    return Api.operator()
        .contentType("application/json")
        .body(Map.of("name", "Engines", "cash", 1_000, "positions", positions))
        .post("/api/v1/portfolios")
        .then()
        .statusCode(201)
        .extract()
        .jsonPath()
        .getLong("id");
  }

  private static void runTuesday(long portfolio) {
    Message command =
        Message.of(
            Topics.BATCH_COMMANDS,
            RUN_RISK,
            "",
            Map.of("as_of", TUESDAY, "portfolio_id", portfolio));
    Neighbours.send(command);
    Neighbours.read(
        Topics.BATCH_EVENTS,
        1,
        seen -> seen.name().equals("RiskRunCompleted") && seen.correlation().equals(command.id()));
  }
}
