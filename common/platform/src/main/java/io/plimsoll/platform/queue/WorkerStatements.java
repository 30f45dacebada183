package io.plimsoll.platform.queue;

import static io.plimsoll.platform.queue.QueueFragments.FREE_AND_ACTIVATE;
import static io.plimsoll.platform.queue.QueueFragments.READY_COLUMNS;

import io.plimsoll.platform.work.Schema;

/**
 * The statements with which workers claim items and keep them, each one transaction by itself.
 *
 * <p>Rows to take are picked by {@code ctid = ANY(ARRAY(SELECT .. FOR UPDATE SKIP LOCKED))}: the
 * array is made once, where a join may run the pick again for each row.
 */
final class WorkerStatements {
  private static final String CLAIMED =
      """
      RETURNING id, kind, key, group_id, payload::text AS payload, attempt, max_attempts, waited_ms,
        coalesce(deadline < now(), false) AS late\
      """;

  private static final String RUNNING_COLUMNS =
      """
      id, kind, key, group_id, payload, priority, run_at, attempt, max_attempts, deadline, error,
      waited_ms, created_at, started_at, lease_owner, lease_token, lease_until\
      """;

  final String claimPlain;
  final String claimGrouped;
  final String due;
  final String heartbeat;
  final String watch;
  final String progress;
  final String promote;
  final String reap;
  final String takeOver;
  final String takeLate;
  final String activate;

  WorkerStatements(Schema schema) {
    String intoRunning =
        """
        INSERT INTO {schema}.work_running (%s)
        SELECT id, kind, key, group_id, payload, priority, run_at, (attempt + 1)::int2,
          max_attempts, deadline, error, waited_ms, created_at, now(), $3, $4,
          now() + $5::bigint * interval '1 ms' FROM d\n\
        """
            .formatted(RUNNING_COLUMNS);
    claimPlain =
        schema.sql(
            """
            WITH d AS (
              DELETE FROM {schema}.work_ready WHERE ctid = ANY(ARRAY(
                SELECT ctid FROM {schema}.work_ready
                WHERE kind = $1 AND group_id IS NULL AND NOT delayed
                ORDER BY rank LIMIT $2::int FOR UPDATE SKIP LOCKED)) RETURNING *)
            """
                + intoRunning
                + CLAIMED);
    claimGrouped =
        schema.sql(
            """
            WITH g AS MATERIALIZED (
              SELECT id, max_running - used AS free FROM {schema}.work_group
              WHERE active_kinds <> '{}' AND NOT paused AND active_kinds @> ARRAY[$1::text]
                AND (max_running IS NULL OR used < max_running)
              ORDER BY last_served LIMIT $2::int FOR NO KEY UPDATE SKIP LOCKED),
            share AS MATERIALIZED (
              SELECT id, least(coalesce(free, $2::int),
                greatest(1, $2::int / (count(*) OVER ())::int)) AS take FROM g),
            picked AS MATERIALIZED (
              SELECT p.place FROM share s CROSS JOIN LATERAL (
                SELECT w.ctid AS place FROM {schema}.work_ready w
                WHERE w.group_id = s.id AND w.kind = $1 AND NOT w.delayed
                ORDER BY w.rank LIMIT s.take FOR UPDATE SKIP LOCKED) p),
            d AS (
              DELETE FROM {schema}.work_ready WHERE ctid = ANY(ARRAY(SELECT place FROM picked))
              RETURNING *),
            served AS (
              UPDATE {schema}.work_group g SET used = g.used + c.n,
                last_served = clock_timestamp()
              FROM (SELECT group_id, count(*)::int AS n FROM d GROUP BY group_id) c
              WHERE g.id = c.group_id),
            emptied AS (
              UPDATE {schema}.work_group SET active_kinds = array_remove(active_kinds, $1)
              WHERE id = ANY(ARRAY(SELECT id FROM g EXCEPT SELECT group_id FROM d)))
            """
                + intoRunning
                + CLAIMED);
    due =
        schema.sql(
            """
            SELECT k AS kind FROM unnest($1::text[]) AS k WHERE EXISTS (
                SELECT FROM {schema}.work_ready
                WHERE kind = k AND group_id IS NULL AND NOT delayed)
              OR EXISTS (
                SELECT FROM {schema}.work_group
                WHERE active_kinds <> '{}' AND NOT paused AND active_kinds @> ARRAY[k]
                  AND (max_running IS NULL OR used < max_running))\
            """);

    heartbeat =
        schema.sql(
            """
            WITH ours AS MATERIALIZED (
              SELECT r.id, r.token FROM unnest($1::bigint[], $2::uuid[]) AS r(id, token)
              JOIN {schema}.work_running w ON w.id = r.id AND w.lease_token = r.token),
            kept AS (
              UPDATE {schema}.work_running
              SET lease_until = now() + $3::bigint * interval '1 ms'
              WHERE ctid = ANY(ARRAY(
                SELECT w.ctid FROM ours JOIN {schema}.work_running w
                  ON w.id = ours.id AND w.lease_token = ours.token
                FOR NO KEY UPDATE OF w SKIP LOCKED)))
            SELECT id FROM ours\
            """);
    watch =
        schema.sql(
            """
            SELECT id, lease_token, true AS cancelled FROM {schema}.work_running
            WHERE lease_owner = $1 AND cancel_requested_at IS NOT NULL
            UNION ALL
            SELECT id, lease_token, false FROM {schema}.work_running
            WHERE lease_owner = $1 AND deadline < now()\
            """);
    progress =
        schema.sql(
            """
            WITH told AS MATERIALIZED (
              SELECT w.ctid AS place, r.fraction, r.detail
              FROM unnest($1::bigint[], $2::uuid[], $3::float8[], $4::text[])
                AS r(id, token, fraction, detail)
              JOIN {schema}.work_running w ON w.id = r.id AND w.lease_token = r.token
              FOR NO KEY UPDATE OF w SKIP LOCKED)
            UPDATE {schema}.work_running w SET progress = told.fraction,
              progress_detail = told.detail::jsonb
            FROM told WHERE w.ctid = told.place\
            """);
    promote =
        schema.sql(
            """
            WITH p AS (
              UPDATE {schema}.work_ready SET delayed = false WHERE ctid = ANY(ARRAY(
                SELECT ctid FROM {schema}.work_ready WHERE delayed AND run_at <= now()
                ORDER BY run_at LIMIT 1000 FOR UPDATE SKIP LOCKED))
              RETURNING kind, group_id),
            woken AS (
              UPDATE {schema}.work_group g
              SET active_kinds = ARRAY(SELECT DISTINCT unnest(g.active_kinds || n.kinds))
              FROM (SELECT group_id, array_agg(DISTINCT kind) AS kinds FROM p
                WHERE group_id IS NOT NULL GROUP BY group_id) n
              WHERE g.id = n.group_id AND NOT g.active_kinds @> n.kinds)
            SELECT DISTINCT kind FROM p\
            """);
    reap =
        schema.sql(
            """
            WITH d AS (
              DELETE FROM {schema}.work_running WHERE ctid = ANY(ARRAY(
                SELECT ctid FROM {schema}.work_running
                WHERE lease_until < now() AND attempt < max_attempts
                  AND cancel_requested_at IS NULL
                LIMIT 5000 FOR UPDATE SKIP LOCKED)) RETURNING *),
            %s,
            b AS (
              INSERT INTO {schema}.work_ready (%s)
              SELECT id, kind, key, group_id, payload, priority, run_at,
                run_at - priority * $1::bigint * interval '1 ms', false, attempt, max_attempts,
                deadline, 'lease expired', waited_ms, created_at FROM d)
            SELECT DISTINCT kind FROM d\
            """
                .formatted(FREE_AND_ACTIVATE, READY_COLUMNS));
    takeOver =
        schema.sql(
            """
            UPDATE {schema}.work_running SET lease_owner = $1, lease_token = $2,
              lease_until = now() + $3::bigint * interval '1 ms'
            WHERE ctid = ANY(ARRAY(
              SELECT ctid FROM {schema}.work_running
              WHERE lease_until < now() AND kind = ANY($4::text[])
                AND (attempt >= max_attempts OR cancel_requested_at IS NOT NULL)
              LIMIT 200 FOR UPDATE SKIP LOCKED))
            RETURNING id, kind, key, group_id, payload::text AS payload, attempt, max_attempts,
              waited_ms, cancel_requested_at IS NOT NULL AS cancelled, error\
            """);
    takeLate =
        schema.sql(
            """
            WITH d AS (
              DELETE FROM {schema}.work_ready WHERE ctid = ANY(ARRAY(
                SELECT ctid FROM {schema}.work_ready
                WHERE deadline < now() AND kind = ANY($1::text[])
                ORDER BY deadline LIMIT $2::int FOR UPDATE SKIP LOCKED)) RETURNING *),
            slots AS (
              UPDATE {schema}.work_group g SET used = g.used + c.n
              FROM (SELECT group_id, count(*)::int AS n FROM d WHERE group_id IS NOT NULL
                GROUP BY group_id) c WHERE g.id = c.group_id)
            """
                + intoRunning.replace("(attempt + 1)::int2", "attempt")
                + CLAIMED);
    activate =
        schema.sql(
            """
            WITH RECURSIVE t AS (
              (SELECT group_id, kind FROM {schema}.work_ready
               WHERE group_id IS NOT NULL AND NOT delayed ORDER BY group_id, kind LIMIT 1)
              UNION ALL
              SELECT n.group_id, n.kind FROM t CROSS JOIN LATERAL (
                SELECT w.group_id, w.kind FROM {schema}.work_ready w
                WHERE w.group_id IS NOT NULL AND NOT w.delayed
                  AND (w.group_id, w.kind) > (t.group_id, t.kind)
                ORDER BY w.group_id, w.kind LIMIT 1) n),
            missing AS (
              SELECT t.group_id, array_agg(t.kind) AS kinds
              FROM t JOIN {schema}.work_group g ON g.id = t.group_id
              WHERE NOT g.active_kinds @> ARRAY[t.kind] GROUP BY t.group_id)
            UPDATE {schema}.work_group g
            SET active_kinds = ARRAY(SELECT DISTINCT unnest(g.active_kinds || m.kinds))
            FROM missing m WHERE g.id = m.group_id RETURNING m.kinds\
            """);
  }
}
