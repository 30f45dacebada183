package io.plimsoll.platform.queue;

import io.plimsoll.platform.work.Schema;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;

/** Deletes finished items that were kept long enough. */
final class QueueCleaning {
  private final Pool pool;
  private final String statement;
  private final Duration keep;
  private final String[] kept;

  /**
   * @param kept the kinds whose items stay
   */
  QueueCleaning(Pool pool, Schema schema, Duration keep, List<String> kept) {
    this.pool = pool;
    this.statement = new QueueStatements(schema).clean;
    this.keep = keep;
    this.kept = kept.toArray(String[]::new);
  }

  /** One batch; gives how many items went. */
  Future<Integer> batch() {
    return pool.preparedQuery(statement)
        .execute(Tuple.tuple().addLong(keep.toMillis()).addArrayOfString(kept))
        .map(rows -> rows.rowCount());
  }
}
