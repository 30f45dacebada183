package io.plimsoll.simulation;

import io.plimsoll.contracts.Header;
import io.plimsoll.contracts.Topics;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.testkit.Broker;
import io.plimsoll.testkit.Http;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Tells the service under test what its neighbours would: bars and models. */
final class Neighbours {
  /** A model whose bundle is not the one that training-service gives. */
  static final UUID FORGED = UUID.fromString("00000000-0000-4000-8000-00000000f0f0");

  private static boolean told;

  private Neighbours() {}

  /** Publishes the sample's bars and models, once for all tests, and waits until they are known. */
  static synchronized void tell() {
    if (told) {
      return;
    }
    Broker.publishBars(SampleModel.SYMBOL, SampleModel.BARS, 1);
    Broker.publishBars(new Symbol("OTHER"), SampleModel.BARS.slice(0, 550), 1);
    model(SampleModel.ID, 1, SampleModel.state(SampleModel.ID, SampleModel.sha256()));
    model(FORGED, 1, SampleModel.state(FORGED, "12".repeat(32)));
    Http.await(
        () -> Http.get("/health").jsonPath(),
        health ->
            health.getInt("models_available") == 2 && health.getInt("tickers_available") == 2);
    Http.await(
        () -> Http.get("/api/config").jsonPath(),
        config ->
            config.getInt("tickers.find { it.symbol == 'TREND' }.bars") == 600
                && config.getInt("tickers.find { it.symbol == 'OTHER' }.bars") == 550);
    told = true;
  }

  /** Says where a model stands. */
  static void model(UUID id, long sequence, byte[] state) {
    Broker.send(
        List.of(
            Broker.Message.of(
                    Topics.TRAINING_MODELS,
                    UUID.randomUUID().toString(),
                    "io.plimsoll.training.ModelState.v1",
                    id.toString(),
                    Buffer.buffer(state))
                .withSequence(sequence)));
  }

  /** What simulation-service said to a command's sender. */
  static List<ConsumerRecord<String, byte[]>> answers(String command, int wanted) {
    return Broker.read(
        Topics.SIMULATION_EVENTS,
        wanted,
        event -> command.equals(Broker.header(event, Header.CORRELATION_ID)));
  }
}
