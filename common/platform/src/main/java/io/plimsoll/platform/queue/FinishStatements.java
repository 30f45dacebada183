package io.plimsoll.platform.queue;

import static io.plimsoll.platform.queue.QueueFragments.DONE_COLUMNS;
import static io.plimsoll.platform.queue.QueueFragments.DROP_KEYS;
import static io.plimsoll.platform.queue.QueueFragments.FREE_AND_ACTIVATE;
import static io.plimsoll.platform.queue.QueueFragments.FREE_SLOTS;
import static io.plimsoll.platform.queue.QueueFragments.READY_COLUMNS;

import io.plimsoll.platform.outbox.EventArrays;
import io.plimsoll.platform.outbox.ItemEventArrays;
import io.plimsoll.platform.work.Schema;

/**
 * The statements that take items out of the running table, fenced by their lease tokens; each is
 * one transaction by itself unless it runs in a caller's.
 *
 * <p>The plain ones are for succeeded items without key and group, so they touch no table but the
 * two that the item moves between, and their plan is right for any number of items.
 */
final class FinishStatements {
  /** How many arguments the plain statements take before those of events. */
  static final int PLAIN_ARGUMENTS = 3;

  /** How many arguments the others take before those of events. */
  static final int ARGUMENTS = 5;

  final String finish;
  final String finishWithEvents;
  final String finishWithItemEvents;
  final String finishPlain;
  final String finishPlainWithItemEvents;
  final String retry;
  final String await;

  FinishStatements(Schema schema) {
    String any =
        """
        WITH d AS (
          DELETE FROM {schema}.work_running w
          USING unnest($1::bigint[], $2::uuid[], $3::text[], $4::text[], $5::text[])
            AS r(id, token, status, result, error)
          WHERE w.id = r.id AND w.lease_token = r.token
          RETURNING w.*, r.status, r.result, r.error AS fault),
        h AS (
          INSERT INTO {schema}.work_done (%s)
          SELECT id, kind, key, group_id, payload, priority, status, run_at, attempt,
            max_attempts, deadline, lease_owner, created_at, started_at, result::jsonb, fault
          FROM d),
        %s, %s\
        """
            .formatted(DONE_COLUMNS, DROP_KEYS, FREE_SLOTS);
    finish = schema.sql(any + " SELECT count(*)::int AS n FROM d");
    finishWithEvents =
        schema.sql(
            any
                + ", ev AS MATERIALIZED (SELECT e.* FROM "
                + EventArrays.rows(ARGUMENTS + 1)
                + " WHERE (e.item_id IN (SELECT id FROM d)) IS TRUE), "
                + EventArrays.store(schema)
                + " SELECT count(*)::int AS n FROM d");
    finishWithItemEvents =
        schema.sql(
            any
                + ", "
                + ItemEventArrays.store(schema, ARGUMENTS + 1)
                + " SELECT count(*)::int AS n FROM d");

    String plain =
        """
        WITH d AS (
          DELETE FROM {schema}.work_running w
          USING unnest($1::bigint[], $2::uuid[], $3::text[]) AS r(id, token, result)
          WHERE w.id = r.id AND w.lease_token = r.token
          RETURNING w.id, w.kind, w.payload, w.priority, w.run_at, w.attempt, w.max_attempts,
            w.deadline, w.lease_owner, w.created_at, w.started_at, r.result),
        h AS (
          INSERT INTO {schema}.work_done (id, kind, payload, priority, status, run_at, attempt,
            max_attempts, deadline, lease_owner, created_at, started_at, result)
          SELECT id, kind, payload, priority, 'done', run_at, attempt,
            max_attempts, deadline, lease_owner, created_at, started_at, result::jsonb
          FROM d)\
        """;
    finishPlain = schema.sql(plain + " SELECT count(*)::int AS n FROM d");
    finishPlainWithItemEvents =
        schema.sql(
            plain
                + ", "
                + ItemEventArrays.store(schema, PLAIN_ARGUMENTS + 1)
                + " SELECT count(*)::int AS n FROM d");
    retry =
        schema.sql(
            """
            WITH d AS (
              DELETE FROM {schema}.work_running w
              USING unnest($1::bigint[], $2::uuid[], $3::bigint[], $4::text[], $5::int2[])
                AS r(id, token, delay, error, uncounted)
              WHERE w.id = r.id AND w.lease_token = r.token
              RETURNING w.*, r.delay, r.error AS fault, r.uncounted),
            %s,
            b AS (
              INSERT INTO {schema}.work_ready (%s)
              SELECT id, kind, key, group_id, payload, priority,
                now() + delay * interval '1 ms',
                now() + (delay - priority * $6::bigint) * interval '1 ms', delay > 0,
                (attempt - uncounted)::int2, max_attempts, deadline, coalesce(fault, error),
                waited_ms, created_at FROM d)
            SELECT count(*)::int AS n FROM d\
            """
                .formatted(FREE_AND_ACTIVATE, READY_COLUMNS));
    await =
        schema.sql(
            """
            WITH d AS (
              DELETE FROM {schema}.work_running w WHERE w.id = $1 AND w.lease_token = $2
              RETURNING w.*),
            %s,
            b AS (
              INSERT INTO {schema}.work_ready (%s, awaits)
              SELECT id, kind, key, group_id, payload, priority,
                now() + $3::bigint * interval '1 ms',
                now() + ($3::bigint - priority * $4::bigint) * interval '1 ms', true,
                (attempt - 1)::int2, max_attempts, deadline, $5, waited_ms + $3::bigint,
                created_at, $6 FROM d)
            SELECT count(*)::int AS n FROM d\
            """
                .formatted(FREE_SLOTS, READY_COLUMNS));
  }
}
