package io.plimsoll.platform.inbox;

import io.plimsoll.contracts.Envelope;
import io.plimsoll.platform.kafka.IncomingEvent;
import io.plimsoll.platform.work.Schema;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.Pool;
import java.time.Duration;

/** The inbox's tables. */
final class InboxStore {

  /** What the inbox makes of an event. */
  enum Verdict {
    /** Not seen before, and newer than what its subject has seen. */
    NEW,
    /** Seen before. */
    REPEATED,
    /** Not seen before, but its subject has moved on. */
    OVERTAKEN
  }

  private final String take;
  private final String clean;

  InboxStore(Schema schema) {
    this.take =
        schema.sql(
            """
            WITH seen AS (
              INSERT INTO {schema}.inbox (source, event_id, topic) VALUES ($1, $2, $3)
              ON CONFLICT DO NOTHING RETURNING 1),
            newer AS (
              INSERT INTO {schema}.inbox_position AS p (topic, subject, last)
              SELECT $3, $4, $5::bigint WHERE $5::bigint > 0 AND EXISTS (SELECT FROM seen)
              ON CONFLICT (topic, subject) DO UPDATE SET last = excluded.last
              WHERE p.last < excluded.last RETURNING 1)
            SELECT EXISTS (SELECT FROM seen) AS fresh,
              $5::bigint = 0 OR EXISTS (SELECT FROM newer) AS newer\
            """);
    this.clean =
        schema.sql(
            """
            DELETE FROM {schema}.inbox WHERE ctid = ANY(ARRAY(
              SELECT ctid FROM {schema}.inbox
              WHERE received_at < now() - $1::bigint * interval '1 ms' LIMIT 5000))\
            """);
  }

  /** Notes the event down; a second transaction with the same event waits here for the first. */
  Uni<Verdict> take(SqlConnection connection, IncomingEvent event) {
    Envelope envelope = event.envelope();
    return connection
        .preparedQuery(take)
        .execute(
            Tuple.of(
                envelope.source(),
                envelope.id(),
                event.topic(),
                envelope.subject(),
                envelope.sequence()))
        .map(rows -> rows.iterator().next())
        .map(row -> verdict(row.getBoolean("fresh"), row.getBoolean("newer")));
  }

  private static Verdict verdict(boolean fresh, boolean newer) {
    if (!fresh) {
      return Verdict.REPEATED;
    }
    return newer ? Verdict.NEW : Verdict.OVERTAKEN;
  }

  /** Deletes a batch of what is older than this. */
  Future<Integer> clean(Pool pool, Duration keep) {
    return pool.preparedQuery(clean)
        .execute(io.vertx.sqlclient.Tuple.of(keep.toMillis()))
        .map(rows -> rows.rowCount());
  }
}
