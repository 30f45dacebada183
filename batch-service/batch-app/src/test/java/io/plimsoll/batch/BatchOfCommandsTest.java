package io.plimsoll.batch;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Batches whose items other parts of the platform work on; the test plays those parts. */
@QuarkusTest
@QuarkusTestResource(PlimsollTestResource.class)
class BatchOfCommandsTest {
  private final Db db;

  @Inject
  BatchOfCommandsTest(DataSource source) {
    this.db = new Db(source);
  }

  @Test
  void trainsAModelForEachItem() {
    String mark = UUID.randomUUID().toString();
    String id =
        Batches.open(
            "train",
            List.of(
                Map.of("symbol", "GOOD", "group_id", mark),
                Map.of("symbol", "BAD", "group_id", mark),
                Map.of("symbol", "KNOWN", "group_id", mark),
                "no object"),
            Map.of());
    List<Seen> commands = commands(Topics.TRAINING_COMMANDS, "TrainModel", mark, 3);
    String good = UUID.randomUUID().toString();
    String known = UUID.randomUUID().toString();

    for (Seen command : commands) {
      switch (String.valueOf(command.body().get("symbol"))) {
        case "GOOD" -> {
          accept(command, good, false, "queued");
          awaitAccepted(id, good);
          tell("io.plimsoll.training.ModelCompleted.v1", Map.of("model_id", good, "sharpe", 1.5));
        }
        case "KNOWN" -> accept(command, known, true, "completed");
        default ->
            answer(
                command,
                "io.plimsoll.training.TrainModelRejected.v1",
                Map.of("problem", Map.of("status", 422, "detail", "symbol: unknown")));
      }
    }

    JsonPath end = Batches.awaitEnd(id);
    assertThat(end.getString("status")).isEqualTo("completed_with_errors");
    JsonPath items = Batches.items(id, "offset=0");
    assertThat(items.getString("items.find { it.item.symbol == 'GOOD' }.result.id"))
        .isEqualTo(good);
    assertThat(items.getString("items.find { it.item.symbol == 'KNOWN' }.result.id"))
        .isEqualTo(known);
    assertThat(items.getBoolean("items.find { it.item.symbol == 'KNOWN' }.result.duplicate"))
        .isTrue();
    assertThat(items.getString("items.find { it.item.symbol == 'BAD' }.error"))
        .isEqualTo("refused: symbol: unknown");
    assertThat(end.getInt("failed")).isEqualTo(2);
    assertThat(
            db.count("select count(*) from batch.batch_item_command where batch_id = ?::uuid", id))
        .isEqualTo(3);
  }

  @Test
  void asksAgainWhenAFailedItemIsRetried() {
    String mark = UUID.randomUUID().toString();
    String id =
        Batches.open("simulate", List.of(Map.of("model_id", mark, "ticker", "ABC")), Map.of());
    Seen first = commands(Topics.SIMULATION_COMMANDS, "RunSimulation", mark, 1).getFirst();
    answer(
        first,
        "io.plimsoll.simulation.RunSimulationRejected.v1",
        Map.of("problem", Map.of("status", 404, "detail", "no such model")));
    assertThat(Batches.awaitEnd(id).getString("error")).isEqualTo("refused: no such model");

    Batches.post(id, "retry-failed").statusCode(202);
    Seen second =
        commands(Topics.SIMULATION_COMMANDS, "RunSimulation", mark, 2).stream()
            .filter(seen -> !seen.id().equals(first.id()))
            .findFirst()
            .orElseThrow();
    answer(
        second,
        "io.plimsoll.simulation.SimulationCompleted.v1",
        Map.of("simulation_id", UUID.randomUUID().toString()));

    assertThat(Batches.awaitStatus(id, "completed").getInt("completed")).isEqualTo(1);
  }

  @Test
  void asksTheOwnerToGiveUpWhatACancelledBatchBegan() {
    String mark = UUID.randomUUID().toString();
    String model = UUID.randomUUID().toString();
    String id = Batches.open("train", List.of(Map.of("symbol", "X", "group_id", mark)), Map.of());
    Seen command = commands(Topics.TRAINING_COMMANDS, "TrainModel", mark, 1).getFirst();
    accept(command, model, false, "queued");
    awaitAccepted(id, model);

    Batches.post(id, "cancel").statusCode(202);

    assertThat(Batches.awaitEnd(id).getString("status")).isEqualTo("cancelled");
    List<Seen> cancellations =
        Neighbours.read(
            Topics.TRAINING_COMMANDS,
            1,
            seen -> seen.name().equals("CancelTraining") && seen.body().containsValue(model));
    assertThat(cancellations).hasSize(1);
  }

  @Test
  void runsTheNightOfEachPortfolio() {
    String id = Batches.open("portfolio-risk", List.of(987_654_321, "x", 0.5), Map.of());

    JsonPath end = Batches.awaitEnd(id);

    assertThat(end.getString("status")).isEqualTo("failed");
    assertThat(Batches.items(id, "offset=0").getString("items.find { it.attempts == 1 }.error"))
        .startsWith("refused: No portfolio 987654321");
    assertThat(end.getInt("total")).isEqualTo(3);
  }

  private void awaitAccepted(String id, String made) {
    Api.await(
        Batches.PATH + "/" + id,
        _ ->
            db.count(
                    "select count(*) from batch.batch_item_command"
                        + " where made = ? and state = 'accepted'",
                    made)
                == 1);
  }

  private static List<Seen> commands(Topic topic, String name, String mark, int wanted) {
    List<Seen> seen =
        Neighbours.read(
            topic, wanted, one -> one.name().equals(name) && one.body().containsValue(mark));
    assertThat(seen).hasSize(wanted);
    return seen;
  }

  private static void accept(Seen command, String made, boolean duplicate, String status) {
    answer(
        command,
        "io.plimsoll.training.TrainModelAccepted.v1",
        Map.of(
            "id", made, "fingerprint", "f".repeat(64), "duplicate", duplicate, "status", status));
  }

  private static void answer(Seen command, String type, Map<String, Object> body) {
    Topic topic =
        type.startsWith("io.plimsoll.training") ? Topics.TRAINING_EVENTS : Topics.SIMULATION_EVENTS;
    Neighbours.send(Message.of(topic, type, command.id(), body));
  }

  private static void tell(String type, Map<String, Object> body) {
    Neighbours.send(Message.of(Topics.TRAINING_EVENTS, type, "", body));
  }
}
