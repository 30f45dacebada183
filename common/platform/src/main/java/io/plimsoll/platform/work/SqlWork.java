package io.plimsoll.platform.work;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.function.Function;

/**
 * The unit of work on the PostgreSQL client: queue, inbox, outbox, results and bulk rows, all on
 * one connection.
 *
 * <p>A use case uses this or {@link SessionWork}, never both: a Panache session never gives out its
 * connection, so the two cannot share a transaction.
 *
 * <p>When no connection is free within the pool's patience, or too many callers wait already, the
 * work fails with {@code Unavailable} (503).
 */
public interface SqlWork {

  /**
   * Runs store calls in one transaction: committed when the work succeeds, rolled back when it
   * fails. The chain must not compute, call out or switch threads.
   */
  <T> Uni<T> atomically(Function<SqlConnection, Uni<T>> work);

  /** Runs queries on one connection without a transaction of their own. */
  <T> Uni<T> reading(Function<SqlConnection, Uni<T>> work);
}
