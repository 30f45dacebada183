package io.plimsoll.training.marketdata.kafka;

import io.plimsoll.contracts.EventType;
import io.plimsoll.contracts.Topic;
import io.plimsoll.contracts.Topics;
import io.plimsoll.contracts.market.BarsPublished;
import io.plimsoll.platform.inbox.Consumption;
import io.plimsoll.platform.kafka.IncomingEvent;
import io.plimsoll.platform.marketdata.BarCopy;
import io.plimsoll.platform.rebuild.ReadModel;
import io.plimsoll.training.marketdata.Announcements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Keeps the service's own copy of the bars, and what batch-service announced of them. Wholly
 * reactive.
 */
@ApplicationScoped
final class MarketDataConsumer implements ReadModel {
  private static final EventType BARS_PUBLISHED = EventType.of(BarsPublished.class);

  private final Consumption consumption;
  private final BarCopy bars;
  private final Announcements announcements;

  MarketDataConsumer(Consumption consumption, BarCopy bars, Announcements announcements) {
    this.consumption = consumption;
    this.bars = bars;
    this.announcements = announcements;
  }

  /** Keeps one chunk. */
  @Incoming("market-bars")
  public Uni<Void> consumeBars(ConsumerRecord<String, byte[]> message) {
    return consumption.once(message, this::apply);
  }

  /** Remembers what a snapshot is made of; every other event of batch-service is let go. */
  @Incoming("batch-events")
  public Uni<Void> consumeBatchEvent(ConsumerRecord<String, byte[]> message) {
    return consumption.once(message, this::remember);
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

  private Uni<Void> remember(SqlConnection connection, IncomingEvent event) {
    if (!event.envelope().eventType().equals(BARS_PUBLISHED)) {
      return Uni.createFrom().voidItem();
    }
    return Uni.createFrom()
        .item(() -> event.bodyAs(BarsPublished.class))
        .chain(published -> announcements.remember(connection, published, event.envelope().time()));
  }
}
