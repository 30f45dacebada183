package io.plimsoll.platform.queue;

import static io.plimsoll.platform.queue.QueueFragments.DONE_COLUMNS;
import static io.plimsoll.platform.queue.QueueFragments.DROP_KEYS;

import io.plimsoll.platform.work.Schema;

/** The statements of those who enqueue, ask, cancel, pause and clean, within their transactions. */
final class QueueStatements {
  /** The new items as rows named t; $9 is the ageing interval. */
  private static final String NEW_ROWS =
      """
      unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int2[], $6::bigint[],
        $7::int2[], $8::bigint[]) WITH ORDINALITY
        AS t(kind, key, group_id, payload, priority, delay, max_attempts, deadline, ord)\
      """;

  private static final String INSERT_NEW =
      """
      INSERT INTO {schema}.work_ready (id, kind, key, group_id, payload, priority, run_at, rank,
        delayed, max_attempts, deadline)
      SELECT id, kind, key, group_id, payload::jsonb, priority,
        now() + delay * interval '1 ms',
        now() + (delay - priority * $9::bigint) * interval '1 ms',
        delay > 0, max_attempts, now() + deadline * interval '1 ms'
      FROM\
      """;

  final String enqueuePlain;
  final String enqueue;
  final String enqueueFromJson;
  final String arrived;
  final String cancelReady;
  final String cancelRunning;
  final String cancelGroupReady;
  final String cancelGroupRunning;
  final String pause;
  final String defineGroup;
  final String find;
  final String findByKey;
  final String depth;
  final String bell;
  final String clean;

  QueueStatements(Schema schema) {
    enqueuePlain =
        schema.sql(
            """
            WITH fresh AS MATERIALIZED (
              SELECT nextval('{schema}.work_id') AS id, t.* FROM %s),
            added AS (%s fresh ORDER BY ord)
            SELECT id FROM fresh ORDER BY ord\
            """
                .formatted(NEW_ROWS, INSERT_NEW));
    enqueue =
        schema.sql(
            """
            WITH input AS MATERIALIZED (
              SELECT nextval('{schema}.work_id') AS id, t.* FROM %s),
            keyed AS (
              INSERT INTO {schema}.work_key AS k (kind, key, id)
              SELECT DISTINCT ON (kind, key) kind, key, id FROM input WHERE key IS NOT NULL
              ORDER BY kind, key, ord
              ON CONFLICT (kind, key) DO UPDATE SET id = k.id
              RETURNING kind, key, id),
            fresh AS MATERIALIZED (
              SELECT i.* FROM input i LEFT JOIN keyed k ON k.kind = i.kind AND k.key = i.key
              WHERE i.key IS NULL OR k.id = i.id),
            grouped AS MATERIALIZED (
              SELECT group_id, array_agg(DISTINCT kind) AS kinds FROM fresh
              WHERE group_id IS NOT NULL GROUP BY group_id),
            made AS (
              INSERT INTO {schema}.work_group (id, active_kinds)
              SELECT group_id, kinds FROM grouped ORDER BY group_id
              ON CONFLICT (id) DO NOTHING),
            woken AS (
              UPDATE {schema}.work_group g
              SET active_kinds = ARRAY(SELECT DISTINCT unnest(g.active_kinds || n.kinds))
              FROM grouped n WHERE g.id = n.group_id AND NOT g.active_kinds @> n.kinds),
            added AS (%s fresh ORDER BY ord)
            SELECT coalesce(k.id, i.id) AS id
            FROM input i LEFT JOIN keyed k ON k.kind = i.kind AND k.key = i.key ORDER BY i.ord\
            """
                .formatted(NEW_ROWS, INSERT_NEW));

    enqueueFromJson =
        enqueue
            .replace(
                schema.sql(NEW_ROWS),
                """
                jsonb_to_recordset(cast(cast(:items as text) as jsonb)) AS t(kind text, key text,
                  group_id text, payload jsonb, priority int2, delay bigint, max_attempts int2,
                  deadline bigint, ord int)\
                """)
            .replace("$9::bigint", "cast(:ageing as bigint)")
            .replace("payload::jsonb", "payload");

    arrived =
        schema.sql(
            """
            WITH p AS (
              UPDATE {schema}.work_ready SET awaits = NULL, delayed = false, run_at = now(),
                rank = now() - priority * $2::bigint * interval '1 ms',
                waited_ms = waited_ms
                  - floor(1000 * extract(epoch FROM greatest(run_at - now(), interval '0')))::bigint
              WHERE awaits = $1 AND delayed RETURNING kind, group_id),
            woken AS (
              UPDATE {schema}.work_group g
              SET active_kinds = ARRAY(SELECT DISTINCT unnest(g.active_kinds || n.kinds))
              FROM (SELECT group_id, array_agg(DISTINCT kind) AS kinds FROM p
                WHERE group_id IS NOT NULL GROUP BY group_id) n
              WHERE g.id = n.group_id AND NOT g.active_kinds @> n.kinds)
            SELECT count(*)::int AS n FROM p\
            """);

    String cancelled =
        """
        h AS (
          INSERT INTO {schema}.work_done (%s)
          SELECT id, kind, key, group_id, payload, priority, 'cancelled', run_at, attempt,
            max_attempts, deadline, NULL, created_at, NULL, NULL, error FROM d),
        %s
        SELECT id, kind, key, group_id, payload::text AS payload, attempt, max_attempts,
          waited_ms FROM d\
        """
            .formatted(DONE_COLUMNS, DROP_KEYS);
    cancelReady =
        schema.sql(
            "WITH d AS (DELETE FROM {schema}.work_ready WHERE id = $1 RETURNING *), " + cancelled);
    cancelGroupReady =
        schema.sql(
            """
            WITH d AS (
              DELETE FROM {schema}.work_ready WHERE ctid = ANY(ARRAY(
                SELECT ctid FROM {schema}.work_ready WHERE group_id = $1
                LIMIT 500 FOR UPDATE)) RETURNING *),
            """
                + cancelled);
    cancelRunning =
        schema.sql(
            """
            UPDATE {schema}.work_running
            SET cancel_requested_at = coalesce(cancel_requested_at, now())
            WHERE id = $1\
            """);
    cancelGroupRunning =
        schema.sql(
            """
            UPDATE {schema}.work_running
            SET cancel_requested_at = coalesce(cancel_requested_at, now())
            WHERE group_id = $1\
            """);
    pause =
        schema.sql(
            """
            INSERT INTO {schema}.work_group (id, paused) VALUES ($1, $2)
            ON CONFLICT (id) DO UPDATE SET paused = excluded.paused\
            """);
    defineGroup =
        schema.sql(
            """
            INSERT INTO {schema}.work_group (id, max_running) VALUES ($1, $2)
            ON CONFLICT (id) DO UPDATE SET max_running = excluded.max_running\
            """);
    find = schema.sql("SELECT * FROM {schema}.work_item WHERE id = $1");
    findByKey =
        schema.sql(
            """
            SELECT * FROM {schema}.work_item WHERE kind = $1 AND key = $2
            ORDER BY id DESC LIMIT 1\
            """);
    depth =
        schema.sql(
            """
            SELECT
              (SELECT count(*) FROM (SELECT FROM {schema}.work_ready LIMIT $1::bigint) r) AS ready,
              (SELECT count(*) FROM {schema}.work_running) AS running\
            """);
    bell =
        schema.sql(
            """
            SELECT pg_notify($1, $2) FROM (
              SELECT count(*) AS n FROM (
                SELECT FROM {schema}.work_ready WHERE NOT delayed LIMIT $3::bigint + 1) r) waiting
            WHERE n BETWEEN 1 AND $3::bigint\
            """);
    clean =
        schema.sql(
            """
            DELETE FROM {schema}.work_done WHERE ctid = ANY(ARRAY(
              SELECT ctid FROM {schema}.work_done
              WHERE finished_at < now() - $1::bigint * interval '1 ms'
                AND kind <> ALL($2::text[]) LIMIT 5000))\
            """);
  }
}
