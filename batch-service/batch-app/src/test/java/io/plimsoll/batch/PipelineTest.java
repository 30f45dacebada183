package io.plimsoll.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.plimsoll.batch.Neighbours.Message;
import io.plimsoll.batch.Neighbours.Seen;
import io.plimsoll.contracts.Topic;
import io.plimsoll.contracts.Topics;
import io.plimsoll.testkit.Db;
import io.plimsoll.testkit.PlimsollTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PlimsollTestResource.class)
class PipelineTest {
  private static final String TRAINING = "io.plimsoll.training.%s.v1";
  private static final String SIMULATION = "io.plimsoll.simulation.%s.v1";

  private final Db db;

  @Inject
  PipelineTest(DataSource source) {
    this.db = new Db(source);
  }

  @Test
  void researchTrainsSimulatesChoosesLooksOnceAndJudges() {
    String run =
        start("research", "{\"parameters\": {\"symbol\": \"RES\", \"timeframe\": \"1m\"}}");

    List<Seen> trainings = Neighbours.read(Topics.TRAINING_COMMANDS, 2, of("symbol", "RES"));
    assertThat(trainings)
        .extracting(seen -> seen.body().get("algorithm"))
        .containsExactlyInAnyOrder("ridge_regression", "xgboost_regressor");
    assertThat(trainings).allMatch(seen -> seen.id().equals(seen.correlation()));
    assertThat(trainings).allMatch(seen -> seen.name().equals("TrainModel"));
    String ridge = UUID.randomUUID().toString();
    String boosted = UUID.randomUUID().toString();
    List<Message> trained =
        List.of(completed(trainings.get(0), ridge), completed(trainings.get(1), boosted));
    Neighbours.send(trained.toArray(Message[]::new));
    Neighbours.send(trained.toArray(Message[]::new)); // the same again
    Neighbours.send(completed(trainings.get(0), ridge)); // and as another event

    List<Seen> simulations =
        Neighbours.read(Topics.SIMULATION_COMMANDS, 8, oneOf("model_id", Set.of(ridge, boosted)));
    assertThat(simulations).hasSize(8);
    assertThat(simulations)
        .allMatch(seen -> "out_of_fold".equals(seen.body().get("span")))
        .allMatch(seen -> "RES".equals(seen.body().get("ticker")));
    List<Message> simulated = new ArrayList<>();
    for (Seen simulation : simulations) {
      boolean best =
          ridge.equals(simulation.body().get("model_id"))
              && Double.valueOf(3e-4).equals(simulation.body().get("min_prediction_threshold"));
      simulated.add(simulated(simulation, best ? 4.0 : 9.0, best ? 2.5 : 1.1));
    }
    Neighbours.send(simulated.toArray(Message[]::new));
    Neighbours.send(simulated.toArray(Message[]::new));

    Seen look =
        Neighbours.read(
                Topics.SIMULATION_COMMANDS, 1, of("span", "holdout").and(of("ticker", "RES")))
            .getFirst();
    assertThat(look.body())
        .containsEntry("model_id", ridge)
        .containsEntry("min_prediction_threshold", 3e-4);
    assertThat(
            db.count(
                "select count(*) from batch.pipeline_step where run_id = ?::uuid and step = 'choose' and status = 'completed'",
                run))
        .as("the choice is written down before the look")
        .isEqualTo(1);
    Neighbours.send(simulated(look, 1.5, 1.4));

    JsonPath done = Api.awaitRun(run, "completed");
    assertThat(done.getBoolean("result.promoted")).isTrue();
    assertThat(done.getList("result.candidates")).hasSize(8);
    assertThat(done.getString("result.chosen.model_id")).isEqualTo(ridge);
    assertThat(done.getString("result.holdout.simulation_id")).isNotEmpty();
    assertThat(commands(Topics.TRAINING_COMMANDS, of("symbol", "RES"))).hasSize(2);
    assertThat(commands(Topics.SIMULATION_COMMANDS, of("ticker", "RES"))).hasSize(9);

    List<Seen> told =
        Neighbours.read(
            Topics.BATCH_EVENTS, 1, named("PipelineCompleted").and(seen -> seen.key().equals(run)));
    assertThat(told).hasSize(1);
    Api.viewer()
        .get("/api/v1/pipelines/runs/" + run + "/events")
        .then()
        .statusCode(200)
        .body("items.type", hasItems("PipelineStarted", "PipelinePromoted", "PipelineCompleted"))
        .body("items[0].type", equalTo("PipelineStarted"));
    String stream =
        Api.viewer()
            .accept("text/event-stream")
            .header("Last-Event-ID", "3")
            .get("/api/v1/pipelines/runs/" + run + "/events")
            .asString();
    assertThat(stream).contains("PipelineCompleted").doesNotContain("id:3\n");
  }

  @Test
  void aStreamAboutARunThatDoesNotExistIsNotFound() {
    for (String accepted : List.of("application/json", "text/event-stream")) {
      Api.viewer()
          .accept(accepted)
          .get("/api/v1/pipelines/runs/" + UUID.randomUUID() + "/events")
          .then()
          .statusCode(404)
          .body("type", equalTo("urn:plimsoll:problem:not-found"));
    }
  }

  @Test
  void aModelThatWasThereBeforeIsTakenAsItIs() {
    String model = UUID.randomUUID().toString();
    Neighbours.send(
        Message.of(
            Topics.TRAINING_EVENTS,
            TRAINING.formatted("ModelCompleted"),
            "",
            Map.of("model_id", model)));
    Api.await(
        "/health",
        _ -> db.count("select count(*) from batch.pipeline_outcome where subject = ?", model) == 1);
    String run =
        start("research", "{\"parameters\": {\"symbol\": \"DUP\", \"algorithms\": [\"ridge\"]}}");
    Seen training = Neighbours.read(Topics.TRAINING_COMMANDS, 1, of("symbol", "DUP")).getFirst();

    Neighbours.send(
        Message.of(
            Topics.TRAINING_EVENTS,
            TRAINING.formatted("TrainModelAccepted"),
            training.id(),
            Map.of(
                "command_id", training.id(), "id", model, "fingerprint", "f", "duplicate", true)));

    assertThat(Neighbours.read(Topics.SIMULATION_COMMANDS, 4, of("model_id", model))).hasSize(4);
    Api.operator().post("/api/v1/pipelines/runs/" + run + "/cancel").then().statusCode(202);
  }

  @Test
  void aRefusedStepFailsTheRunWithTheOwnersWords() {
    String run =
        start("research", "{\"parameters\": {\"symbol\": \"REF\", \"algorithms\": [\"ridge\"]}}");
    Seen training = Neighbours.read(Topics.TRAINING_COMMANDS, 1, of("symbol", "REF")).getFirst();

    Neighbours.send(
        Message.of(
            Topics.TRAINING_EVENTS,
            TRAINING.formatted("TrainModelRejected"),
            training.id(),
            Map.of(
                "command_id",
                training.id(),
                "problem",
                Map.of("type", "urn:x", "status", 422, "detail", "symbol: unknown"))));

    JsonPath failed = Api.awaitRun(run, "failed");
    assertThat(failed.getString("reason"))
        .isEqualTo("train {\"algorithm\":\"ridge\"}: refused: symbol: unknown");
    Api.operator().post("/api/v1/pipelines/runs/" + run + "/resume").then().statusCode(409);
  }

  @Test
  void stopsResumesAndCancels() {
    String run = start("research", "{\"parameters\": {\"symbol\": \"STP\"}}");
    List<Seen> trainings = Neighbours.read(Topics.TRAINING_COMMANDS, 2, of("symbol", "STP"));
    String model = UUID.randomUUID().toString();

    Api.operator()
        .post("/api/v1/pipelines/runs/" + run + "/stop")
        .then()
        .statusCode(202)
        .body("status", equalTo("stopping"));
    Neighbours.send(completed(trainings.get(0), model), completed(trainings.get(1), model));
    Api.awaitRun(run, "stopped");
    assertThat(commands(Topics.SIMULATION_COMMANDS, of("ticker", "STP"))).isEmpty();

    Api.operator().post("/api/v1/pipelines/runs/" + run + "/resume").then().statusCode(202);
    List<Seen> simulations = Neighbours.read(Topics.SIMULATION_COMMANDS, 4, of("ticker", "STP"));
    assertThat(simulations).hasSize(4);
    String simulation = UUID.randomUUID().toString();
    Neighbours.send(
        Message.of(
            Topics.SIMULATION_EVENTS,
            SIMULATION.formatted("RunSimulationAccepted"),
            simulations.getFirst().id(),
            Map.of("id", simulation, "fingerprint", "f", "duplicate", false)));
    Api.await(
        "/api/v1/pipelines/runs/" + run,
        seen -> seen.getList("steps.status", String.class).contains("accepted"));

    Message cancel =
        Message.of(
            Topics.BATCH_COMMANDS,
            "io.plimsoll.batch.ControlPipeline.v1",
            "",
            Map.of("run_id", run, "action", "cancel"));
    Neighbours.send(cancel, cancel);

    Api.awaitRun(run, "cancelled");
    assertThat(
            Neighbours.read(Topics.BATCH_EVENTS, 1, seen -> seen.correlation().equals(cancel.id())))
        .extracting(Seen::name)
        .containsExactly("ControlPipelineAccepted");
    assertThat(
            Neighbours.read(
                Topics.SIMULATION_COMMANDS,
                1,
                named("CancelSimulation").and(of("simulation_id", simulation))))
        .hasSize(1);
    Neighbours.send(simulated(simulations.get(1), 4, 2)); // late: recorded nowhere, starts nothing
    assertThat(commands(Topics.SIMULATION_COMMANDS, of("ticker", "STP"))).hasSize(4);
  }

  @Test
  void aCommandStartsARunOnceAndARefusalIsAnswered() {
    Message start =
        Message.of(
            Topics.BATCH_COMMANDS,
            "io.plimsoll.batch.StartPipeline.v1",
            "",
            Map.of("pipeline", "research", "parameters", Map.of("symbol", "CMDP")));
    Message unknown =
        Message.of(
            Topics.BATCH_COMMANDS,
            "io.plimsoll.batch.StartPipeline.v1",
            "",
            Map.of("pipeline", "alchemy"));
    Message incomplete =
        Message.of(
            Topics.BATCH_COMMANDS,
            "io.plimsoll.batch.StartPipeline.v1",
            "",
            Map.of("pipeline", "research", "parameters", Map.of("simbol", "X")));

    Neighbours.send(start, unknown, start, incomplete);

    Set<String> ids = Set.of(start.id(), unknown.id(), incomplete.id());
    Map<String, Seen> answers =
        Neighbours.read(Topics.BATCH_EVENTS, 3, seen -> ids.contains(seen.correlation())).stream()
            .collect(Collectors.toMap(Seen::correlation, seen -> seen));
    assertThat(name(answers, start)).isEqualTo("StartPipelineAccepted");
    assertThat(name(answers, unknown)).isEqualTo("StartPipelineRejected");
    assertThat(name(answers, incomplete)).isEqualTo("StartPipelineRejected");
    assertThat(commands(Topics.TRAINING_COMMANDS, of("symbol", "CMDP"))).hasSize(2);
  }

  @Test
  void newBarsStartAPipelineOnceForEachImport() {
    Api.operator()
        .contentType("application/json")
        .body(
            """
            {"steps": [{"id": "train", "command": "TrainModel",
                        "with": {"symbol": "${parameters.symbol}", "algorithm": "ridge",
                                 "min_snapshot": "${event.snapshot}"}}],
             "requires": ["symbol"],
             "triggers": [{"event_type": "BarsPublished", "filter": {"symbols": "TRG"},
                           "with": {"symbol": "${event.symbols.0}"}}]}\
            """)
        .put("/api/v1/pipelines/on-bars")
        .then()
        .statusCode(200)
        .body("version", equalTo(1));
    Api.operator()
        .contentType("application/json")
        .body("{}")
        .post("/api/v1/pipelines/on-bars/runs")
        .then()
        .statusCode(409);
    String csv = "date,open,high,low,close,volume\n2014-06-06,1,2,0.5,1.5,7\n";

    JsonPath done = Api.importCsv("symbol=TRG", csv);
    Api.importCsv("symbol=OTHER", csv);
    Api.importCsv("symbol=TRG", csv);

    assertThat(Neighbours.read(Topics.TRAINING_COMMANDS, 1, of("symbol", "TRG")).getFirst().body())
        .containsEntry("min_snapshot", done.getString("snapshot"));
    assertThat(commands(Topics.TRAINING_COMMANDS, of("symbol", "TRG"))).hasSize(1);
    JsonPath runs = Api.viewer().get("/api/v1/pipelines/on-bars/runs").jsonPath();
    assertThat(runs.getInt("total")).isEqualTo(1);
    assertThat(runs.getString("items[0].trigger")).isEqualTo("event");
  }

  @Test
  void aScheduleStartsItsRunAndMovesOn() throws SQLException {
    Api.operator()
        .contentType("application/json")
        .body(
            """
            {"steps": [{"id": "risk", "command": "RunRisk", "with": {"portfolio_id": 77}}],
             "triggers": [{"cron": "0 4 1 1 *", "zone": "America/New_York"}]}\
            """)
        .put("/api/v1/pipelines/yearly")
        .then()
        .statusCode(200);

    db.update(
        "update batch.pipeline_trigger set next_at = now() - interval '1 second' where pipeline = 'yearly'");

    assertThat(Neighbours.read(Topics.BATCH_COMMANDS, 1, of("portfolio_id", 77))).hasSize(1);
    JsonPath runs = Api.viewer().get("/api/v1/pipelines/yearly/runs").jsonPath();
    assertThat(runs.getString("items[0].trigger")).isEqualTo("cron");
    assertThat(runs.getString("items[0].started_by")).isEqualTo("schedule:yearly");
    assertThat(
            db.count(
                "select count(*) from batch.pipeline_trigger where pipeline = 'yearly' and next_at > now()"))
        .isEqualTo(1);
  }

  @Test
  void definitionsHaveVersionsAndTheSameTextMakesNone() {
    String text =
        "{\"steps\": [{\"id\": \"a\", \"command\": \"RunRisk\", \"with\": {\"portfolio_id\": %d}}]}";

    assertThat(put("versions", text.formatted(1)).getInt("version")).isEqualTo(1);
    assertThat(put("versions", text.formatted(1)).getInt("version")).isEqualTo(1);
    assertThat(put("versions", text.formatted(2)).getInt("version")).isEqualTo(2);
    Api.operator()
        .contentType("application/json")
        .body(text.formatted(3).replaceFirst("\\{", "{\"version\": 2, "))
        .put("/api/v1/pipelines/versions")
        .then()
        .statusCode(409);

    Api.viewer()
        .get("/api/v1/pipelines/versions")
        .then()
        .body("version", equalTo(2))
        .body("created_by", equalTo("operator"));
    Api.viewer()
        .get("/api/v1/pipelines?limit=500")
        .then()
        .body("items.name", hasItems("nightly-risk", "research", "versions"));
  }

  @Test
  void theSameKeyStartsOneRun() {
    String body = "{\"parameters\": {\"symbol\": \"KEY\"}}";
    String first = startWithKey(body);

    String second = startWithKey(body);

    assertThat(second).isEqualTo(first);
    assertThat(commands(Topics.TRAINING_COMMANDS, of("symbol", "KEY"))).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"steps": []}                                                                                | 422 | steps
          {"steps": [{"id": "a", "command": "Rob"}]}                                                   | 422 | steps[0].command
          {"steps": [{"id": "a", "command": "RunRisk", "needs": ["a"]}]}                               | 422 | steps
          {"steps": [{"id": "a", "command": "RunRisk"}], "triggers": [{"cron": "x", "zone": "UTC"}]}   | 422 | triggers[0].cron
          {"name": "other", "steps": [{"id": "a", "command": "RunRisk"}]}                              | 422 | name
          {"steps":                                                                                    | 400 | body
          """)
  void badDefinitionsAreRefused(String body, int status, String field) {
    Api.operator()
        .contentType("application/json")
        .body(body)
        .put("/api/v1/pipelines/bad")
        .then()
        .statusCode(status)
        .contentType(containsString("application/problem+json"))
        .body("detail", containsString(field.replace("body", "JSON")));

    Api.viewer().get("/api/v1/pipelines/bad").then().statusCode(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          research | {"parameters": {}}                            | 422
          research | {"parameters": {"symbol": 5}, "x": 1}         | 400
          research | {"parameters": {"symbol": "A", "thresholds": 1}} | 422
          alchemy  | {"parameters": {}}                            | 404
          """)
  void badStartsAreRefused(String pipeline, String body, int status) {
    Api.operator()
        .contentType("application/json")
        .body(body)
        .post("/api/v1/pipelines/" + pipeline + "/runs")
        .then()
        .statusCode(status);
  }

  private static JsonPath put(String name, String body) {
    return Api.operator()
        .contentType("application/json")
        .body(body)
        .put("/api/v1/pipelines/" + name)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static String start(String pipeline, String body) {
    return Api.operator()
        .contentType("application/json")
        .body(body)
        .post("/api/v1/pipelines/" + pipeline + "/runs")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  private static String startWithKey(String body) {
    return Api.operator()
        .contentType("application/json")
        .header("Idempotency-Key", "one")
        .body(body)
        .post("/api/v1/pipelines/research/runs")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  private static Message completed(Seen training, String model) {
    return Message.of(
        Topics.TRAINING_EVENTS,
        TRAINING.formatted("ModelCompleted"),
        training.id(),
        Map.of("model_id", model, "name", "m", "status", "completed"));
  }

  private static Message simulated(Seen command, double sqn, double profitFactor) {
    return Message.of(
        Topics.SIMULATION_EVENTS,
        SIMULATION.formatted("SimulationCompleted"),
        command.id(),
        Map.of(
            "simulation_id",
            UUID.randomUUID().toString(),
            "model_id",
            command.body().get("model_id"),
            "ticker",
            command.body().get("ticker"),
            "span",
            command.body().get("span"),
            "stats",
            Map.<String, Object>of(
                "sqn",
                sqn,
                "profit_factor",
                profitFactor,
                "trades",
                400,
                "weekly_consistency",
                0.3,
                "sharpe_per_bar",
                0.1,
                "bars",
                10_000,
                "skew",
                0,
                "kurtosis",
                3)));
  }

  private static List<Seen> commands(Topic topic, Predicate<Seen> fits) {
    return Neighbours.readNow(topic, fits);
  }

  private static Predicate<Seen> named(String name) {
    return seen -> seen.name().equals(name);
  }

  private static Predicate<Seen> of(String member, Object value) {
    return seen -> value.equals(seen.body().get(member));
  }

  private static Predicate<Seen> oneOf(String member, Set<String> values) {
    return seen -> seen.body().get(member) instanceof String found && values.contains(found);
  }

  private static String name(Map<String, Seen> answers, Message command) {
    return java.util.Objects.requireNonNull(answers.get(command.id())).name();
  }
}
