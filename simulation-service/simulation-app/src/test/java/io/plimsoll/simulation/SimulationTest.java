package io.plimsoll.simulation;

import static io.plimsoll.simulation.Api.simulate;
import static io.plimsoll.testkit.Http.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.contracts.Topics;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.simulationkernel.engine.Costs;
import io.plimsoll.simulationkernel.engine.Engine;
import io.plimsoll.simulationkernel.engine.Simulation;
import io.plimsoll.simulationkernel.engine.SimulationSettings;
import io.plimsoll.testkit.Broker;
import io.plimsoll.testkit.Db;
import io.plimsoll.testkit.Http;
import io.plimsoll.testkit.PlimsollTestResource;
import io.plimsoll.testkit.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlimsollTestResource.class)
@QuarkusTestResource(TrainingService.class)
class SimulationTest {
  @Inject DataSource source;

  private Db db;

  @BeforeEach
  void known() {
    Neighbours.tell();
    db = new Db(source);
  }

  /** A consumer that joins or leaves holds up its own group only. */
  @Test
  void givesEachChannelAGroupOfItsOwn() {
    Map<String, Set<String>> expected =
        Map.of(
            "simulation.market-bars", Set.of("market.bars.v1"),
            "simulation.simulation-commands", Set.of("simulation.commands.v1"),
            "simulation.training-models", Set.of("training.models.v1"));

    assertThat(Http.await(() -> Broker.topicsByGroup("simulation"), expected::equals))
        .isEqualTo(expected);
  }

  @Test
  void computesOutOfFoldRowsAndStoresBeforeItAnswers() {
    Response answer = simulate("\"initial_cash\":20000,\"seed\":1");

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    JsonPath body = answer.jsonPath();
    String id = body.getString("simulation_id");
    assertThat(body.getBoolean("duplicate")).isFalse();
    assertThat(body.getInt("stats.bars")).isEqualTo(200);
    String finalValue =
        "select (stats->>'final_value')::float8 from simulations where id = ?::uuid";
    assertThat(db.number(finalValue, id)).isCloseTo(byHand(20_000).finalValue(), within(1e-9));
    assertThat(body.getInt("trades_total")).isEqualTo(byHand(20_000).trades().size());
    assertThat(body.getList("chart_data.equity")).hasSize(200);
    assertThat(body.getMap("stats")).containsKeys("sqn", "profit_factor", "calmar", "beta");
    assertThat(
            db.count(
                "select count(*) from simulations where id = ?::uuid and status = 'completed'", id))
        .isOne();
    assertThat(db.count("select count from trades where simulation_id = ?::uuid", id))
        .isEqualTo(body.getInt("trades_total"));
    assertThat(db.count("select bars from equity where simulation_id = ?::uuid", id))
        .isEqualTo(200);
    assertThat(
            db.count(
                "select count(*) from trial where fingerprint = ? and family = ?",
                body.getString("fingerprint"),
                SampleModel.FAMILY))
        .isOne();
  }

  /** The same simulation from the kernels directly. */
  private static Simulation byHand(double cash) {
    Vec signal = SampleModel.BUNDLE.predictOutOfFold(SampleModel.DATA).slice(300, 500);
    SimulationSettings settings =
        SimulationSettings.plain(cash).withCosts(new Costs(1, 0.02, 0, 0, 0));
    return Engine.run(
        io.plimsoll.simulationkernel.engine.Market.of(SampleModel.BARS.slice(300, 500)),
        signal,
        settings);
  }

  @Test
  void answersAnEqualRequestFromTheRecord() {
    String first = simulate("\"seed\":2").jsonPath().getString("simulation_id");
    long trials = db.count("select count(*) from trial");

    JsonPath again =
        simulate("\"seed\":2,\"span\":\"out_of_fold\",\"slippage_bps\":1.0,\"timeframe\":\"1d\"")
            .jsonPath();

    assertThat(again.getString("simulation_id")).isEqualTo(first);
    assertThat(again.getBoolean("duplicate")).isTrue();
    assertThat(db.count("select count(*) from trial")).isEqualTo(trials);
  }

  @Test
  void makesOneRecordOfFiftyEqualRequestsAtOnce() throws InterruptedException, ExecutionException {
    List<Future<Response>> asked = new ArrayList<>();
    try (ExecutorService clients = Executors.newFixedThreadPool(50)) {
      for (int i = 0; i < 50; i++) {
        asked.add(clients.submit(() -> simulate("\"seed\":3")));
      }
    }

    Set<String> ids = new HashSet<>();
    int first = 0;
    for (Future<Response> answer : asked) {
      assertThat(answer.get().statusCode()).as(answer.get().asString()).isEqualTo(200);
      ids.add(answer.get().jsonPath().getString("simulation_id"));
      first += answer.get().jsonPath().getBoolean("duplicate") ? 0 : 1;
    }
    assertThat(ids).hasSize(1);
    assertThat(first).isEqualTo(1);
    String id = ids.iterator().next();
    assertThat(db.count("select count(*) from simulations where params->>'seed' = '3'")).isOne();
    assertThat(
            db.count(
                "select count(*) from work_item where kind = 'simulation.run' and key = ?", id))
        .isOne();
  }

  @Test
  void countsEveryLookAtTheHoldout() {
    JsonPath first = simulate("\"span\":\"holdout\",\"seed\":4").jsonPath();
    JsonPath second =
        simulate("\"span\":\"holdout\",\"seed\":4,\"min_prediction_threshold\":0.0001").jsonPath();
    JsonPath again = simulate("\"span\":\"holdout\",\"seed\":4").jsonPath();

    assertThat(first.getInt("holdout_looks")).isOne();
    assertThat(first.getInt("stats.bars")).isEqualTo(100);
    assertThat(second.getInt("holdout_looks")).isEqualTo(2);
    assertThat(again.getInt("holdout_looks")).isEqualTo(2);
    assertThat(
            db.count(
                "select count(*) from holdout_use where family = ? and by = 'operator' and first_bar = ?::timestamptz",
                SampleModel.FAMILY,
                SampleModel.open(500).toString()))
        .isEqualTo(2);
    assertThatThrownBy(() -> db.update("delete from holdout_use"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("holdout_use is only added to");
    assertThatThrownBy(() -> db.update("update trial set sharpe_per_bar = 9"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("trial is only added to");
  }

  @Test
  void refusesRowsThatTheModelWasFittedOnUnlessTheyAreAskedFor() {
    Response refused = simulate("\"span\":\"in_sample\",\"seed\":5");
    Response allowed = simulate("\"span\":\"in_sample\",\"seed\":5,\"allow_in_sample\":true");

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.jsonPath().getString("detail")).contains("allow_in_sample");
    assertThat(allowed.statusCode()).isEqualTo(200);
    assertThat(allowed.jsonPath().getString("span")).isEqualTo("in_sample");
  }

  @Test
  void refusesWhatCannotBeSimulatedAndStoresNothing() {
    long before = db.count("select count(*) from simulations");

    assertProblem(simulate("\"span\":\"live\""), 409, "");
    assertProblem(simulate("\"span\":\"tomorrow\""), 422, "span");
    assertProblem(simulate("\"initial_cash\":-1"), 422, "initial_cash");
    assertProblem(simulate("\"stop_loss\":1.5"), 422, "stop_loss");
    assertProblem(simulate("\"fill\":{\"delay\":-1}"), 422, "fill.delay");
    assertProblem(simulate("\"timeframe\":\"1h\""), 422, "timeframe");
    assertProblem(simulate("\"use_bot\":true"), 422, "use_bot");
    assertProblem(simulate("\"start\":\"yesterday\""), 422, "start");
    assertProblem(simulate("\"regime_col\":\"rsi_14\",\"allowed_regimes\":[1]"), 422, "regime_col");
    assertProblem(simulate("\"leverage\":2"), 400, "leverage");
    assertProblem(simulate("\"seed\":\"seven\""), 400, "seed");
    assertProblem(Http.post("/api/simulate", "{\"ticker\":\"TREND\"}"), 422, "model_id");
    assertProblem(Http.post("/api/simulate", "{nonsense"), 400, "");
    assertProblem(
        Http.post(
            "/api/simulate",
            "{\"model_id\":\"%s\",\"ticker\":\"TREND\"}".formatted(UUID.randomUUID())),
        404,
        "");
    assertProblem(
        Http.post(
            "/api/simulate",
            "{\"model_id\":\"%s\",\"ticker\":\"NOWHERE\"}".formatted(SampleModel.ID)),
        404,
        "");
    assertThat(db.count("select count(*) from simulations")).isEqualTo(before);
  }

  private static void assertProblem(Response answer, int status, String field) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    if (!field.isEmpty()) {
      assertThat(answer.jsonPath().getString("field")).isEqualTo(field);
    }
  }

  @Test
  void waitsForASnapshotThatNeverComesAndSaysSo() {
    Response answer = simulate("\"seed\":6,\"min_snapshot\":\"%s\"".formatted("aa".repeat(32)));

    assertProblem(answer, 409, "");
    assertThat(answer.jsonPath().getString("detail")).contains("have not arrived");
  }

  @Test
  void refusesABundleThatIsNotTheOneItsModelNames() {
    Response answer =
        Http.post(
            "/api/simulate",
            "{\"model_id\":\"%s\",\"ticker\":\"TREND\"}".formatted(Neighbours.FORGED));

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(409);
    assertThat(db.count("select count(*) from bundle where sha256 = ?", "12".repeat(32))).isZero();
    assertThat(
            db.count(
                "select count(*) from simulations where model_id = ?::uuid and status = 'failed'",
                Neighbours.FORGED.toString()))
        .isOne();
  }

  @Test
  void countsTheTrialsOfAnotherTickerApart() {
    JsonPath answer =
        Http.post(
                "/api/simulate",
                "{\"model_id\":\"%s\",\"ticker\":\"other\",\"seed\":7}".formatted(SampleModel.ID))
            .jsonPath();

    assertThat(answer.getInt("selection.trials")).isOne();
    assertThat(answer.getInt("stats.bars")).isEqualTo(200);
  }

  @Test
  void listsSimulationsNewestFirstAndBestFirst() {
    String older = simulate("\"seed\":8").jsonPath().getString("simulation_id");
    String newer =
        simulate("\"seed\":8,\"min_prediction_threshold\":0.5")
            .jsonPath()
            .getString("simulation_id");

    List<String> history =
        get("/api/history?ticker=trend&limit=500").jsonPath().getList("items.simulation_id");
    JsonPath top = get("/history/top?limit=500").jsonPath();
    List<Float> sqn = top.getList("items.stats.sqn");

    assertThat(history.indexOf(newer)).isLessThan(history.indexOf(older));
    assertThat(top.getInt("total")).isEqualTo(top.getList("items").size());
    assertThat(sqn.subList(0, sqn.indexOf(null)))
        .isNotEmpty()
        .isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(sqn.subList(sqn.indexOf(null), sqn.size())).containsOnlyNulls();
    assertThat(top.getInt("items[0].selection.trials")).isPositive();
    assertThat(top.getDouble("items[0].selection.dsr")).isBetween(0.0, 1.0);
    assertProblem(get("/history/top?limit=0"), 400, "limit");
    assertProblem(get("/api/history?model_id=x"), 400, "model_id");
  }

  @Test
  void showsTradesEquityAndATearSheet() {
    JsonPath answer = simulate("\"seed\":9").jsonPath();
    String id = answer.getString("simulation_id");

    JsonPath trades = get("/simulations/{id}/trades?limit=2&offset=1", id).jsonPath();
    JsonPath equity = get("/simulations/{id}/equity?points=50", id).jsonPath();
    Response sheet = get("/simulations/{id}/tearsheet", id);
    JsonPath record = get("/simulations/{id}", id).jsonPath();

    assertThat(trades.getInt("total")).isEqualTo(answer.getInt("trades_total"));
    assertThat(trades.getList("items")).hasSize(2);
    assertThat(trades.getDouble("items[0].entry_price"))
        .isEqualTo(answer.getDouble("trades[1].entry_price"));
    assertThat(equity.getList("equity")).hasSizeBetween(40, 50);
    assertThat(equity.getList("benchmark")).hasSameSizeAs(equity.getList("time"));
    assertThat(sheet.contentType()).startsWith("text/html");
    assertThat(sheet.asString())
        .contains("<svg", "TREND, 1d bars", "sqn")
        .doesNotContain("<script");
    assertThat(record.getString("params.side")).isEqualTo("long");
    assertThat(record.getString("requested_by")).isEqualTo("operator");
    assertProblem(get("/simulations/{id}", UUID.randomUUID()), 404, "");
  }

  @Test
  void computesTheSameResultAgain() {
    String id =
        simulate("\"seed\":10,\"side\":\"both\",\"stop_loss\":0.02")
            .jsonPath()
            .getString("simulation_id");
    long trials = db.count("select count(*) from trial");

    JsonPath found = Http.as(TestKeys.OPERATOR).post("/simulations/{id}/verify", id).jsonPath();

    assertThat(found.getBoolean("reproduced")).isTrue();
    assertThat(found.getString("computed_hash")).isEqualTo(found.getString("stored_hash"));
    assertThat(db.count("select count(*) from trial")).isEqualTo(trials);
  }

  @Test
  void deletesRecordsButNeverTheLedgers() {
    simulate("\"seed\":11");
    simulate("\"seed\":11,\"span\":\"holdout\"");
    long trials = db.count("select count(*) from trial");
    long looks = db.count("select count(*) from holdout_use");
    long records = db.count("select count(*) from simulations");

    Response viewer = Http.as(TestKeys.OPERATOR).delete("/history/all");
    Response admin = Http.as(TestKeys.ADMIN).delete("/history/all");

    assertThat(viewer.statusCode()).isEqualTo(403);
    assertThat(admin.jsonPath().getLong("deleted")).isEqualTo(records);
    assertThat(db.count("select count(*) from simulations")).isZero();
    assertThat(db.count("select count(*) from equity")).isZero();
    assertThat(db.count("select count(*) from trial")).isEqualTo(trials);
    assertThat(db.count("select count(*) from holdout_use")).isEqualTo(looks);
  }

  @Test
  void carriesOutACommandOnceAndTellsItsSender() {
    String command = UUID.randomUUID().toString();
    Broker.Message message = command(command, "\"seed\":12");

    Broker.send(List.of(message, message));

    List<ConsumerRecord<String, byte[]>> told = Neighbours.answers(command, 2);
    assertThat(told.stream().map(Broker::nameOf))
        .containsExactlyInAnyOrder("RunSimulationAccepted", "SimulationCompleted");
    ConsumerRecord<String, byte[]> completed =
        told.stream()
            .filter(event -> Broker.nameOf(event).equals("SimulationCompleted"))
            .findFirst()
            .orElseThrow();
    JsonPath fact = new JsonPath(new String(completed.value(), StandardCharsets.UTF_8));
    assertThat(fact.getDouble("stats.deflated_sharpe")).isBetween(0.0, 1.0);
    assertThat(fact.getDouble("stats.trials")).isPositive();
    assertThat(db.count("select count(*) from simulations where params->>'seed' = '12'")).isOne();
  }

  @Test
  void tellsTheSenderOfACommandWhoseResultIsThereAlready() {
    String id = simulate("\"seed\":13").jsonPath().getString("simulation_id");
    String command = UUID.randomUUID().toString();

    Broker.send(List.of(command(command, "\"seed\":13")));

    List<ConsumerRecord<String, byte[]>> told = Neighbours.answers(command, 2);
    assertThat(told)
        .allSatisfy(event -> {
          JsonPath body = new JsonPath(new String(event.value(), StandardCharsets.UTF_8));
          assertThat(body.getBoolean("duplicate")).isTrue();
          assertThat(event.value()).asString(StandardCharsets.UTF_8).contains(id);
        });
  }

  @Test
  void answersARefusedCommandWithTheSameProblem() {
    String command = UUID.randomUUID().toString();

    Broker.send(List.of(command(command, "\"span\":\"tomorrow\"")));

    ConsumerRecord<String, byte[]> told = Neighbours.answers(command, 1).getFirst();
    JsonPath body = new JsonPath(new String(told.value(), StandardCharsets.UTF_8));
    assertThat(Broker.nameOf(told)).isEqualTo("RunSimulationRejected");
    assertThat(body.getInt("problem.status")).isEqualTo(422);
    assertThat(body.getString("problem.field")).isEqualTo("span");
  }

  private static Broker.Message command(String id, String members) {
    String body =
        "{\"model_id\":\"%s\",\"ticker\":\"TREND\",%s}".formatted(SampleModel.ID, members);
    return Broker.Message.of(
        Topics.SIMULATION_COMMANDS,
        id,
        "io.plimsoll.simulation.RunSimulation.v1",
        id,
        Buffer.buffer(body));
  }

  @Test
  void buildsItsReadModelsAgainFromTheTopics() throws SQLException {
    db.update("delete from model");
    db.update("delete from bar_head");

    Response viewer = Http.as(TestKeys.OPERATOR).post("/admin/rebuild");
    Response admin = Http.as(TestKeys.ADMIN).post("/admin/rebuild");

    assertThat(viewer.statusCode()).isEqualTo(403);
    assertThat(admin.statusCode()).as(admin.asString()).isEqualTo(202);
    Http.await(
        () -> get("/api/config").jsonPath(),
        config ->
            config
                    .getList("models.id")
                    .containsAll(List.of(SampleModel.ID.toString(), Neighbours.FORGED.toString()))
                && config.getList("tickers.symbol").containsAll(List.of("TREND", "OTHER"))
                && config.getInt("tickers.find { it.symbol == 'TREND' }.bars") == 600);
    assertThat(simulate("\"seed\":14").statusCode()).isEqualTo(200);
  }

  @Test
  void fetchesABundleOnceHoweverManySimulationsNeedIt() {
    simulate("\"seed\":15");
    int fetched = TrainingService.FETCHED.get();

    simulate("\"seed\":16");

    assertThat(TrainingService.FETCHED.get()).isEqualTo(fetched);
  }

  @Test
  void refusesToListForNobody() {
    assertThat(io.restassured.RestAssured.given().get("/api/history").statusCode()).isEqualTo(401);
  }

  @Test
  void introducesItselfInItsApiDocument() {
    JsonPath document = Http.get("/q/openapi?format=json").jsonPath();

    assertThat(document.getString("info.title")).isEqualTo("Plimsoll simulation");
    assertThat(document.getString("info.description")).hasSizeGreaterThan(80);
    assertThat(document.getString("info.version")).isEqualTo("1");
  }
}
