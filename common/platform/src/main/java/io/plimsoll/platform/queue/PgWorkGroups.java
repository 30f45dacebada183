package io.plimsoll.platform.queue;

import io.plimsoll.platform.work.CommitHooks;
import io.plimsoll.platform.work.Schema;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** {@link WorkGroups} on PostgreSQL. */
@Singleton
public final class PgWorkGroups implements WorkGroups {
  private static final String REFUSE =
      """
      INSERT INTO {schema}.work_done (id, kind, key, group_id, payload, priority, status, run_at,
        attempt, max_attempts, created_at, error)
      SELECT nextval('{schema}.work_id'), kind, key, group_id, payload::jsonb, priority, 'failed',
        now(), 0, max_attempts, now(), reason
      FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int2[], $6::int2[],
        $7::text[]) WITH ORDINALITY
        AS t(kind, key, group_id, payload, priority, max_attempts, reason, ord)
      ORDER BY ord RETURNING id\
      """;

  private static final String RETRY =
      """
      WITH d AS (
        DELETE FROM {schema}.work_done
        WHERE group_id = $1 AND status = 'failed' AND attempt > 0 RETURNING *),
      keyed AS (
        INSERT INTO {schema}.work_key (kind, key, id)
        SELECT kind, key, id FROM d WHERE key IS NOT NULL ON CONFLICT DO NOTHING),
      woken AS (
        UPDATE {schema}.work_group g
        SET active_kinds = ARRAY(SELECT DISTINCT unnest(g.active_kinds || n.kinds))
        FROM (SELECT array_agg(DISTINCT kind) AS kinds FROM d) n
        WHERE g.id = $1 AND n.kinds IS NOT NULL),
      b AS (
        INSERT INTO {schema}.work_ready (id, kind, key, group_id, payload, priority, run_at, rank,
          delayed, attempt, max_attempts, error, created_at)
        SELECT id, kind, key, group_id, payload, priority, now(),
          now() - priority * $2::bigint * interval '1 ms', false, 0, max_attempts, error,
          created_at FROM d)
      SELECT count(*)::int AS n FROM d\
      """;

  private static final String DROP =
      """
      WITH free AS (
        SELECT 1 WHERE NOT EXISTS (SELECT FROM {schema}.work_ready WHERE group_id = $1)
          AND NOT EXISTS (SELECT FROM {schema}.work_running WHERE group_id = $1)),
      d AS (DELETE FROM {schema}.work_done WHERE group_id = $1 AND EXISTS (SELECT FROM free)),
      g AS (DELETE FROM {schema}.work_group WHERE id = $1 AND EXISTS (SELECT FROM free))
      SELECT count(*)::int AS n FROM free\
      """;

  private final Schema schema;
  private final QueueConfig config;
  private final CommitHooks hooks;
  private final Doorbell bell;
  private final String pause;

  PgWorkGroups(Schema schema, QueueConfig config, CommitHooks hooks, Doorbell bell) {
    this.schema = schema;
    this.config = config;
    this.hooks = hooks;
    this.bell = bell;
    this.pause = new QueueStatements(schema).pause;
  }

  @Override
  public Uni<List<WorkId>> refuse(SqlConnection connection, List<Refused> items) {
    if (items.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    Tuple columns =
        Tuple.tuple()
            .addArrayOfString(texts(items, NewWork::kind))
            .addArrayOfString(texts(items, item -> item.key().orElse(null)))
            .addArrayOfString(texts(items, item -> item.group().orElse(null)))
            .addArrayOfString(texts(items, item -> item.payload().encode()))
            .addArrayOfShort(
                items.stream().map(one -> (short) one.item().priority()).toArray(Short[]::new))
            .addArrayOfShort(
                items.stream().map(one -> (short) one.item().maxAttempts()).toArray(Short[]::new))
            .addArrayOfString(items.stream().map(Refused::reason).toArray(String[]::new));
    return connection
        .preparedQuery(schema.sql(REFUSE))
        .execute(columns)
        .map(rows -> {
          List<WorkId> ids = new ArrayList<>(rows.size());
          for (Row row : rows) {
            ids.add(new WorkId(row.getLong("id")));
          }
          return ids;
        });
  }

  private static String[] texts(
      List<Refused> items, Function<NewWork, @org.jspecify.annotations.Nullable String> column) {
    return items.stream().map(one -> column.apply(one.item())).toArray(String[]::new);
  }

  @Override
  public Uni<Integer> retryFailed(SqlConnection connection, String group) {
    return count(connection, RETRY, Tuple.of(group, config.ageing().toMillis()))
        .invoke(items -> {
          if (items > 0) {
            hooks.after(connection, () -> bell.enqueued(items));
          }
        });
  }

  @Override
  public Uni<Void> setPaused(SqlConnection connection, String group, boolean isPaused) {
    return connection
        .preparedQuery(pause)
        .execute(Tuple.of(group, isPaused))
        .invoke(() -> hooks.after(connection, () -> bell.enqueued(1)))
        .replaceWithVoid();
  }

  @Override
  public Uni<Boolean> drop(SqlConnection connection, String group) {
    return count(connection, DROP, Tuple.of(group)).map(dropped -> dropped > 0);
  }

  private Uni<Integer> count(SqlConnection connection, String statement, Tuple arguments) {
    return connection
        .preparedQuery(schema.sql(statement))
        .execute(arguments)
        .map(rows -> rows.iterator().next().getInteger("n"));
  }
}
