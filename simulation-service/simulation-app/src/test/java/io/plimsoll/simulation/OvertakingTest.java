package io.plimsoll.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.contracts.Topics;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.testkit.Broker;
import io.plimsoll.testkit.Db;
import io.plimsoll.testkit.Http;
import io.plimsoll.testkit.PlimsollTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands and what they name come on different topics, in no common order. */
@QuarkusTest
@QuarkusTestResource(PlimsollTestResource.class)
@QuarkusTestResource(TrainingService.class)
class OvertakingTest {
  private static final String WAITING =
      "select count(*) from work_ready where kind = 'simulation.command' and key = ? and awaits = ?";

  @Inject DataSource source;

  private final UUID model = UUID.randomUUID();
  private final String command = UUID.randomUUID().toString();
  private Db db;

  @BeforeEach
  void known() {
    Neighbours.tell();
    db = new Db(source);
  }

  @Test
  void waitsForTheCompletedStateOfItsModelAndRunsOnce() {
    Neighbours.model(model, 1, SampleModel.unfinished(model, "pending"));
    Broker.send(List.of(run("TREND")));
    awaitWaiting("model:" + model);

    Neighbours.model(model, 2, SampleModel.unfinished(model, "training"));
    Neighbours.model(model, 3, SampleModel.state(model, SampleModel.sha256()));

    requireOneRun();
  }

  @Test
  void waitsForAModelThatNobodyHasToldOfYet() {
    Broker.send(List.of(run("TREND"), run("TREND")));
    awaitWaiting("model:" + model);

    Neighbours.model(model, 1, SampleModel.state(model, SampleModel.sha256()));

    requireOneRun();
  }

  @Test
  void waitsForTheBarsOfItsTicker() {
    String ticker = "LATE" + command.substring(0, 4).toUpperCase(Locale.ROOT);
    Neighbours.model(model, 1, SampleModel.state(model, SampleModel.sha256()));
    Broker.send(List.of(run(ticker)));
    awaitWaiting("bars:" + ticker);

    Broker.publishBars(new Symbol(ticker), SampleModel.BARS, 1);

    requireOneRun();
  }

  @Test
  void refusesACommandWhoseModelDoesNotComeInTime() {
    Neighbours.model(model, 1, SampleModel.unfinished(model, "training"));
    Broker.send(List.of(run("TREND")));
    awaitWaiting("model:" + model);

    spendPatience();

    JsonPath told = only(Neighbours.answers(command, 1), "RunSimulationRejected");
    assertThat(told.getInt("problem.status")).isEqualTo(409);
    assertThat(told.getString("problem.detail"))
        .isEqualTo("model %s is training (expected: completed)".formatted(model));
    assertThat(done()).isOne();
  }

  @Test
  void refusesACommandWhoseModelStaysUnknown() {
    Broker.send(List.of(run("TREND")));
    awaitWaiting("model:" + model);

    spendPatience();

    JsonPath told = only(Neighbours.answers(command, 1), "RunSimulationRejected");
    assertThat(told.getInt("problem.status")).isEqualTo(404);
    assertThat(told.getString("problem.detail")).isEqualTo("No model " + model);
  }

  @Test
  void refusesACommandWhoseModelWillNeverBeCompleted() {
    Neighbours.model(model, 1, SampleModel.unfinished(model, "pending"));
    Broker.send(List.of(run("TREND")));
    awaitWaiting("model:" + model);

    Neighbours.model(model, 2, SampleModel.unfinished(model, "failed"));

    JsonPath told = only(Neighbours.answers(command, 1), "RunSimulationRejected");
    assertThat(told.getString("problem.detail"))
        .isEqualTo("model %s is failed (expected: completed)".formatted(model));
  }

  @Test
  void answersARequestForAPendingModelAtOnce() {
    Neighbours.model(model, 1, SampleModel.unfinished(model, "pending"));
    String body = "{\"model_id\":\"%s\",\"ticker\":\"TREND\"}".formatted(model);

    Response answer =
        Http.await(() -> Http.post("/api/simulate", body), found -> found.statusCode() != 404);

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(409);
    assertThat(answer.jsonPath().getString("detail")).contains("is pending (expected: completed)");
  }

  private Broker.Message run(String ticker) {
    String body = "{\"model_id\":\"%s\",\"ticker\":\"%s\"}".formatted(model, ticker);
    return Broker.Message.of(
        Topics.SIMULATION_COMMANDS,
        command,
        "io.plimsoll.simulation.RunSimulation.v1",
        command,
        Buffer.buffer(body));
  }

  private void awaitWaiting(String what) {
    Http.await(() -> db.count(WAITING, command, what), found -> found == 1);
  }

  /** As if the command had waited for as long as it may. */
  private void spendPatience() {
    String spend =
        """
        with spent as (
          update work_ready set waited_ms = 3600000, run_at = now()
          where kind = 'simulation.command' and key = ? returning 1)
        select count(*) from spent
        """;
    Http.await(() -> db.count(spend, command), changed -> changed == 1);
  }

  private void requireOneRun() {
    List<ConsumerRecord<String, byte[]>> told = Neighbours.answers(command, 2);
    assertThat(told.stream().map(Broker::nameOf))
        .containsExactlyInAnyOrder("RunSimulationAccepted", "SimulationCompleted");
    assertThat(db.count("select count(*) from simulations where model_id = ?", model)).isOne();
    assertThat(done()).isOne();
  }

  private long done() {
    return db.count(
        "select count(*) from work_done where kind = 'simulation.command' and key = ?", command);
  }

  private static JsonPath only(List<ConsumerRecord<String, byte[]>> told, String name) {
    assertThat(told.stream().map(Broker::nameOf)).containsExactly(name);
    return new JsonPath(new String(told.getFirst().value(), StandardCharsets.UTF_8));
  }
}
