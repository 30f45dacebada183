package io.plimsoll.platform.queue;

import io.plimsoll.platform.outbox.EventArrays;
import io.plimsoll.platform.work.Schema;

/**
 * The statements of the work queue, each one transaction by itself unless it runs in a caller's.
 *
 * <p>Rows to take are picked by {@code ctid = ANY(ARRAY(SELECT .. FOR UPDATE SKIP LOCKED))}: the
 * array is made once, where a join may run the pick again for each row.
 */
final class QueueStatements {
  private static final String RUNNING_COLUMNS =
      """
      id, kind, key, group_id, payload, priority, run_at, attempt, max_attempts, deadline, error,
      waited_ms, created_at, started_at, lease_owner, lease_token, lease_until\
      """;

  private static final String CLAIMED =
      """
      RETURNING id, kind, key, group_id, payload::text AS payload, attempt, max_attempts, waited_ms,
        coalesce(deadline < now(), false) AS late\
      """;

  /** Items d that left the running table give their groups' slots back, in the groups' order. */
  private static final String FREE_SLOTS =
      """
      gl AS (
        SELECT id FROM {schema}.work_group
        WHERE id = ANY(ARRAY(SELECT DISTINCT group_id FROM d WHERE group_id IS NOT NULL))
        ORDER BY id FOR NO KEY UPDATE),
      gu AS (
        UPDATE {schema}.work_group g SET used = g.used - c.n
        FROM gl JOIN (SELECT group_id, count(*)::int AS n FROM d WHERE group_id IS NOT NULL
          GROUP BY group_id) c ON c.group_id = gl.id
        WHERE g.id = gl.id)\
      """;

  /** The same, and says that the groups have something waiting again. */
  private static final String FREE_AND_ACTIVATE =
      FREE_SLOTS
          .replace(
              "SET used = g.used - c.n",
              """
              SET used = g.used - c.n, active_kinds = CASE WHEN g.active_kinds @> c.kinds
                THEN g.active_kinds
                ELSE ARRAY(SELECT DISTINCT unnest(g.active_kinds || c.kinds)) END\
              """)
          .replace("count(*)::int AS n", "count(*)::int AS n, array_agg(DISTINCT kind) AS kinds");

  private static final String DROP_KEYS =
      """
      kd AS (
        DELETE FROM {schema}.work_key k USING d
        WHERE d.key IS NOT NULL AND k.kind = d.kind AND k.key = d.key AND k.id = d.id)\
      """;

  private static final String DONE_COLUMNS =
      """
      id, kind, key, group_id, payload, priority, status, run_at, attempt, max_attempts, deadline,
      lease_owner, created_at, started_at, result, error\
      """;

  private static final String READY_COLUMNS =
      """
      id, kind, key, group_id, payload, priority, run_at, rank, delayed, attempt, max_attempts,
      deadline, error, waited_ms, created_at\
      """;

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
  final String claimPlain;
  final String claimGrouped;
  final String due;
  final String finish;
  final String finishWithEvents;
  final String retry;
  final String await;
  final String arrived;
  final String heartbeat;
  final String watch;
  final String progress;
  final String promote;
  final String reap;
  final String takeOver;
  final String takeLate;
  final String activate;
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

    String finished =
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
    finish = schema.sql(finished + " SELECT count(*)::int AS n FROM d");
    finishWithEvents =
        schema.sql(
            finished
                + ", ev AS MATERIALIZED (SELECT e.* FROM "
                + EventArrays.rows(6)
                + " WHERE (e.item_id IN (SELECT id FROM d)) IS TRUE), "
                + EventArrays.store(schema)
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

    heartbeat =
        schema.sql(
            """
            UPDATE {schema}.work_running w
            SET lease_until = now() + $3::bigint * interval '1 ms'
            FROM unnest($1::bigint[], $2::uuid[]) AS r(id, token)
            WHERE w.id = r.id AND w.lease_token = r.token RETURNING w.id\
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
            UPDATE {schema}.work_running w SET progress = r.fraction,
              progress_detail = r.detail::jsonb
            FROM unnest($1::bigint[], $2::uuid[], $3::float8[], $4::text[])
              AS r(id, token, fraction, detail)
            WHERE w.id = r.id AND w.lease_token = r.token\
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
              WHERE finished_at < now() - $1::bigint * interval '1 ms' LIMIT 5000))\
            """);
  }
}
