package io.plimsoll.platform.queue;

/** What several statements of the queue have in common. */
final class QueueFragments {
  static final String DONE_COLUMNS =
      """
      id, kind, key, group_id, payload, priority, status, run_at, attempt, max_attempts, deadline,
      lease_owner, created_at, started_at, result, error\
      """;

  static final String DROP_KEYS =
      """
      kd AS (
        DELETE FROM {schema}.work_key k USING d
        WHERE d.key IS NOT NULL AND k.kind = d.kind AND k.key = d.key AND k.id = d.id)\
      """;

  static final String READY_COLUMNS =
      """
      id, kind, key, group_id, payload, priority, run_at, rank, delayed, attempt, max_attempts,
      deadline, error, waited_ms, created_at\
      """;

  /** Items d that left the running table give their groups' slots back, in the groups' order. */
  static final String FREE_SLOTS =
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
  static final String FREE_AND_ACTIVATE =
      FREE_SLOTS
          .replace(
              "SET used = g.used - c.n",
              """
              SET used = g.used - c.n, active_kinds = CASE WHEN g.active_kinds @> c.kinds
                THEN g.active_kinds
                ELSE ARRAY(SELECT DISTINCT unnest(g.active_kinds || c.kinds)) END\
              """)
          .replace("count(*)::int AS n", "count(*)::int AS n, array_agg(DISTINCT kind) AS kinds");

  private QueueFragments() {}
}
