package io.plimsoll.platform.queue;

import io.plimsoll.platform.work.Schema;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;

/** Deletes finished items that were kept long enough. */
final class QueueCleaning {
  private final Pool pool;
  private final String statement;
  private final Duration keep;

  QueueCleaning(Pool pool, Schema schema, Duration keep) {
    this.pool = pool;
    this.statement = new QueueStatements(schema).clean;
    this.keep = keep;
  }

  /** One batch; gives how many items went. */
  Future<Integer> batch() {
    return pool.preparedQuery(statement)
        .execute(Tuple.of(keep.toMillis()))
        .map(rows -> rows.rowCount());
  }
}
