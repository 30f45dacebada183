package io.plimsoll.simulation;

import io.plimsoll.contracts.Topics;
import io.plimsoll.contracts.market.MarketBars;
import io.plimsoll.kernel.market.BarChunk;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Symbol;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

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
    publish(SampleModel.SYMBOL, SampleModel.BARS);
    publish(new Symbol("OTHER"), SampleModel.BARS.slice(0, 550));
    model(SampleModel.ID, SampleModel.sha256());
    model(FORGED, "12".repeat(32));
    Api.await(
        () -> Api.get("/health").jsonPath(),
        health ->
            health.getInt("models_available") == 2 && health.getInt("tickers_available") == 2);
    Api.await(
        () -> Api.get("/api/config").jsonPath(),
        config ->
            config.getInt("tickers.find { it.symbol == 'TREND' }.bars") == 600
                && config.getInt("tickers.find { it.symbol == 'OTHER' }.bars") == 550);
    told = true;
  }

  private static void publish(Symbol symbol, Bars bars) {
    List<Broker.Message> messages = new ArrayList<>();
    for (BarChunk chunk : BarChunk.split(symbol, bars)) {
      messages.add(
          new Broker.Message(
              Topics.MARKET_BARS,
              UUID.randomUUID().toString(),
              "io.plimsoll.market.MarketBars.v1",
              MarketBars.keyOf(chunk),
              1,
              Buffer.buffer(new MarketBars(chunk, 1, Instant.now()).encode())));
    }
    Broker.send(messages);
  }

  private static void model(UUID id, String sha256) {
    Broker.send(
        List.of(
            new Broker.Message(
                Topics.TRAINING_MODELS,
                UUID.randomUUID().toString(),
                "io.plimsoll.training.ModelState.v1",
                id.toString(),
                1,
                Buffer.buffer(SampleModel.state(id, sha256)))));
  }
}
