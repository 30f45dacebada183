package io.plimsoll.simulation.marketdata;

import io.plimsoll.kernel.market.BarChunk;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;

/** Where the service's own copy of the bars lies. */
public interface BarStore {

  /** Keeps a chunk, and makes it its period's newest if the version is. */
  Uni<Void> put(SqlConnection connection, BarChunk chunk, Version version);

  /** Forgets which chunks are newest, and the chunks that no snapshot names. */
  Uni<Void> clear(SqlConnection connection);

  /**
   * Which state of a period a chunk is.
   *
   * @param number counts up with each change of the period
   * @param knownFrom when batch-service learned of it
   */
  record Version(long number, Instant knownFrom) {}
}
