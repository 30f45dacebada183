package io.plimsoll.platform.marketdata;

import io.plimsoll.platform.kafka.IncomingEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** The service's own copy of the market's bars, as it is kept. */
public interface BarCopy {

  /**
   * Keeps the chunk of a message of {@code market.bars}, and makes it its period's newest if its
   * version is. A tombstone changes nothing.
   */
  Uni<Void> apply(SqlConnection connection, IncomingEvent event);

  /** Forgets which chunks are newest, and the chunks that no snapshot names. */
  Uni<Void> clear(SqlConnection connection);
}
