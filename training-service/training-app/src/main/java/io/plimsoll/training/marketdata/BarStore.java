package io.plimsoll.training.marketdata;

import io.plimsoll.contracts.market.BarsPublished;
import io.plimsoll.kernel.market.BarChunk;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;

/** Where the service's own copy of the bars lies. */
public interface BarStore {

  /** Keeps a chunk, and makes it its period's newest if the version is. */
  Uni<Void> put(SqlConnection connection, BarChunk chunk, Version version);

  /** Remembers what a snapshot is made of. */
  Uni<Void> announce(SqlConnection connection, BarsPublished published, Instant at);

  /** Every series there is, by symbol and timeframe. */
  Uni<List<Series>> series();

  /**
   * Which state of a period a chunk is.
   *
   * @param number counts up with each change of the period
   * @param knownFrom when batch-service learned of it
   */
  record Version(long number, Instant knownFrom) {}
}
