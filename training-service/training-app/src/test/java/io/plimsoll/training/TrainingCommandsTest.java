package io.plimsoll.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.contracts.ContractJson;
import io.plimsoll.contracts.Header;
import io.plimsoll.contracts.Topics;
import io.plimsoll.contracts.training.TrainingCommandAccepted;
import io.plimsoll.contracts.training.TrainingCommandRejected;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.testkit.Broker;
import io.plimsoll.testkit.Db;
import io.plimsoll.testkit.Http;
import io.plimsoll.testkit.PlimsollTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same by Kafka. */
@QuarkusTest
@QuarkusTestResource(PlimsollTestResource.class)
class TrainingCommandsTest {
  private final Db db;

  TrainingCommandsTest(DataSource source) {
    this.db = new Db(source);
  }

  @BeforeEach
  void openTheMarket() {
    Market.open();
  }

  @Test
  void aCommandThatComesTwiceMakesOneModelAndOneAnswer() throws IOException {
    String id = UUID.randomUUID().toString();
    Broker.Message command =
        command(
            id,
            "TrainModel",
            "{\"symbol\":\"AAA\",\"algorithm\":\"ridge_regression\",\"seed\":21}");

    Broker.send(List.of(command, command));

    List<ConsumerRecord<String, byte[]>> completed = correlated(id, "ModelCompleted", 1);
    assertThat(completed).hasSize(1);
    List<ConsumerRecord<String, byte[]>> answers = correlated(id, "TrainModelAccepted", 1);
    TrainingCommandAccepted accepted =
        ContractJson.mapper().readValue(answers.getFirst().value(), TrainingCommandAccepted.class);
    assertThat(answers).hasSize(1);
    assertThat(accepted.duplicate()).isFalse();
    assertThat(completed.getFirst().key()).isEqualTo(accepted.id().toString());
    assertThat(
            db.count(
                "select count(*) from training.models where fingerprint = ?",
                accepted.fingerprint()))
        .isEqualTo(1);
  }

  @Test
  void aCommandHasTheSameIdentityAsARequest() throws IOException {
    String body = "{\"symbol\":\"AAA\",\"algorithm\":\"ridge_regression\",\"seed\":22}";
    String model = Api.train(body);
    String id = UUID.randomUUID().toString();

    Broker.send(List.of(command(id, "TrainModel", body)));

    TrainingCommandAccepted accepted =
        ContractJson.mapper()
            .readValue(
                correlated(id, "TrainModelAccepted", 1).getFirst().value(),
                TrainingCommandAccepted.class);
    assertThat(accepted.duplicate()).isTrue();
    assertThat(accepted.id()).hasToString(model);
  }

  @Test
  void aCommandIsRefusedWithTheSameProblemAsARequest() throws IOException {
    String body = "{\"symbol\":\"AAA\",\"algorithm\":\"ridge_regression\",\"horizon\":0}";
    String id = UUID.randomUUID().toString();
    String problem = Http.post("/train", body).asString();

    Broker.send(List.of(command(id, "TrainModel", body)));

    TrainingCommandRejected rejected =
        ContractJson.mapper()
            .readValue(
                correlated(id, "TrainModelRejected", 1).getFirst().value(),
                TrainingCommandRejected.class);
    JsonNode answered = ContractJson.mapper().valueToTree(rejected.problem());
    assertThat(answered).isEqualTo(ContractJson.mapper().readTree(problem));
  }

  @Test
  void aCommandThatOvertakesItsBarsWaitsForThem() {
    String symbol = "LATE" + UUID.randomUUID().toString().substring(0, 4).toUpperCase(Locale.ROOT);
    String id = UUID.randomUUID().toString();
    String body =
        "{\"symbol\":\"%s\",\"algorithm\":\"ridge_regression\",\"seed\":23}".formatted(symbol);
    Broker.send(List.of(command(id, "TrainModel", body)));
    awaitWaiting(id, "bars:" + symbol);

    Market.publish(symbol, Timeframe.ONE_DAY, 700, 1);

    assertThat(correlated(id, "TrainModelAccepted", 1)).hasSize(1);
    assertThat(correlated(id, "ModelCompleted", 1)).hasSize(1);
    assertThat(
            db.count(
                "select count(*) from training.outbox where correlation_id = ? and type like '%Rejected%'",
                id))
        .isZero();
    assertThat(db.count("select count(*) from training.models where symbol = ?", symbol)).isOne();
  }

  @Test
  void aCommandWhoseSnapshotDoesNotComeInTimeIsRefused() throws IOException {
    String id = UUID.randomUUID().toString();
    String snapshot = "ab".repeat(32);
    String body =
        """
        {"symbol": "AAA", "algorithm": "ridge_regression", "seed": 24, "min_snapshot": "%s"}
        """
            .formatted(snapshot);
    Broker.send(List.of(command(id, "TrainModel", body)));
    awaitWaiting(id, "snapshot:" + snapshot);

    String spend =
        """
        with spent as (
          update training.work_ready set waited_ms = 3600000, run_at = now()
          where kind = 'training.command' and key = ? returning 1)
        select count(*) from spent
        """;
    Http.await(() -> db.count(spend, id), changed -> changed == 1);

    TrainingCommandRejected rejected =
        ContractJson.mapper()
            .readValue(
                correlated(id, "TrainModelRejected", 1).getFirst().value(),
                TrainingCommandRejected.class);
    assertThat(rejected.problem().status()).isEqualTo(409);
    assertThat(rejected.problem().detail()).contains(snapshot, "did not arrive in time");
  }

  private void awaitWaiting(String id, String what) {
    String waiting =
        """
        select count(*) from training.work_ready
        where kind = 'training.command' and key = ? and awaits = ?
        """;
    Http.await(() -> db.count(waiting, id, what), found -> found == 1);
  }

  @Test
  void whatCannotBeReadBecomesADeadLetterAndTheNextCommandPasses() {
    String broken = UUID.randomUUID().toString();
    String id = UUID.randomUUID().toString();

    Broker.send(
        List.of(
            command(broken, "TrainModel", "{\"symbol\":"),
            command(id, "CancelTraining", "{\"model_id\":\"%s\"}".formatted(UUID.randomUUID()))));

    assertThat(correlated(id, "CancelTrainingRejected", 1)).hasSize(1);
    assertThat(
            Broker.read(
                Topics.dlq(Topics.TRAINING_COMMANDS),
                1,
                message -> Broker.header(message, Header.ID).equals(broken)))
        .hasSize(1)
        .allSatisfy(message -> assertThat(Broker.header(message, Header.REASON)).isNotBlank());
  }

  private static Broker.Message command(String id, String name, String body) {
    return Broker.Message.of(
        Topics.TRAINING_COMMANDS,
        id,
        "io.plimsoll.training.%s.v1".formatted(name),
        id,
        Buffer.buffer(body));
  }

  private static List<ConsumerRecord<String, byte[]>> correlated(
      String id, String name, int wanted) {
    return Broker.read(
        Topics.TRAINING_EVENTS,
        wanted,
        message ->
            Broker.header(message, Header.CORRELATION_ID).equals(id)
                && Broker.nameOf(message).equals(name));
  }
}
