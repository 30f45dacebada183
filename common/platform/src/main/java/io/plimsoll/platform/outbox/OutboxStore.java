package io.plimsoll.platform.outbox;

import io.plimsoll.platform.work.Schema;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The relay's side of the outbox table. */
final class OutboxStore {
  private static final int CLEANING_BATCH = 5000;

  private final Pool pool;
  private final String unpublished;
  private final String mark;
  private final String clean;

  OutboxStore(Pool pool, Schema schema) {
    this.pool = pool;
    this.unpublished =
        schema.sql(
            """
            SELECT id, event_id, topic, type, subject, sequence, body, content_type,
              correlation_id, causation_id, headers, created_at
            FROM {schema}.outbox
            WHERE published_at IS NULL AND topic <> ALL($2::text[]) ORDER BY id LIMIT $1\
            """);
    this.mark =
        schema.sql(
            """
            UPDATE {schema}.outbox SET published_at = now()
            WHERE id = ANY($1::bigint[]) AND published_at IS NULL\
            """);
    this.clean =
        schema.sql(
            """
            DELETE FROM {schema}.outbox WHERE id = ANY(ARRAY(
              SELECT id FROM {schema}.outbox
              WHERE published_at < now() - $1::bigint * interval '1 ms'
              ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED))\
            """);
  }

  /**
   * The oldest unpublished events. Always from the beginning: a transaction that took its ids early
   * may commit late, and none of its events may be passed over.
   */
  Future<List<OutboxRow>> unpublished(int limit, Collection<String> pausedTopics) {
    return pool.preparedQuery(unpublished)
        .execute(
            Tuple.tuple().addInteger(limit).addArrayOfString(pausedTopics.toArray(String[]::new)))
        .map(rows -> {
          List<OutboxRow> batch = new ArrayList<>(rows.size());
          for (Row row : rows) {
            batch.add(OutboxRow.of(row));
          }
          return batch;
        });
  }

  Future<Integer> mark(List<OutboxRow> published) {
    Long[] ids = published.stream().map(OutboxRow::id).toArray(Long[]::new);
    return pool.preparedQuery(mark)
        .execute(Tuple.tuple().addArrayOfLong(ids))
        .map(rows -> rows.rowCount());
  }

  /** Deletes a batch of events that were published this long ago. */
  Future<Integer> clean(Duration keep) {
    return pool.preparedQuery(clean)
        .execute(Tuple.of(keep.toMillis(), CLEANING_BATCH))
        .map(rows -> rows.rowCount());
  }
}
