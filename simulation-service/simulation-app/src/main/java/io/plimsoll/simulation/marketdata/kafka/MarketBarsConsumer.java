package io.plimsoll.simulation.marketdata.kafka;

import io.plimsoll.contracts.Topic;
import io.plimsoll.contracts.Topics;
import io.plimsoll.platform.inbox.Consumption;
import io.plimsoll.platform.kafka.IncomingEvent;
import io.plimsoll.platform.marketdata.BarCopy;
import io.plimsoll.platform.rebuild.ReadModel;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps the service's own copy of the bars. Wholly reactive. */
@ApplicationScoped
class MarketBarsConsumer implements ReadModel {
  private final Consumption consumption;
  private final BarCopy bars;

  MarketBarsConsumer(Consumption consumption, BarCopy bars) {
    this.consumption = consumption;
    this.bars = bars;
  }

  /** Keeps one chunk, once. */
  @Incoming("market-bars")
  public Uni<Void> consume(ConsumerRecord<String, byte[]> message) {
    return consumption.once(message, this::apply);
  }

  @Override
  public Topic topic() {
    return Topics.MARKET_BARS;
  }

  @Override
  public Uni<Void> clear(SqlConnection connection) {
    return bars.clear(connection);
  }

  @Override
  public Uni<Void> apply(SqlConnection connection, IncomingEvent event) {
    return bars.apply(connection, event);
  }
}
