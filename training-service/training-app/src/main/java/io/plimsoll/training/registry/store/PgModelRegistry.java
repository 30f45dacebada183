package io.plimsoll.training.registry.store;

import io.plimsoll.platform.http.Page;
import io.plimsoll.platform.http.PageParams;
import io.plimsoll.platform.problem.ServiceException.NotFound;
import io.plimsoll.platform.problem.ServiceException.StateConflict;
import io.plimsoll.platform.work.Schema;
import io.plimsoll.platform.work.SqlWork;
import io.plimsoll.training.ModelStatus;
import io.plimsoll.training.registry.ImportanceView;
import io.plimsoll.training.registry.LineageView;
import io.plimsoll.training.registry.LineageView.Relative;
import io.plimsoll.training.registry.ModelFilter;
import io.plimsoll.training.registry.ModelRegistry;
import io.plimsoll.training.registry.ModelView;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The {@link ModelRegistry} in the service's own schema. */
@ApplicationScoped
final class PgModelRegistry implements ModelRegistry {
  private static final String MATCHING =
      """
      from {schema}.models m
      where ($1::text is null or symbol = $1) and ($2::text is null or algorithm = $2)
        and ($3::text is null or status = $3) and ($4::uuid is null or parent_model_id = $4)
        and ($5::uuid is null or group_id = $5) and ($6::jsonb is null or tags @> $6)
        and ($7::text is null or exists (
          select from {schema}.model_alias a where a.model_id = m.id and a.alias = $7))
        and ($8::uuid is null or cohort_id = $8)
      """;
  private static final String VIEW =
      """
      select m.*, array(
        select a.alias from {schema}.model_alias a where a.model_id = m.id order by a.alias)
          as aliases
      """;
  private static final String TAG = "update {schema}.models set tags = $2 where id = $1";
  private static final String NOTE =
      "update {schema}.models set notes = nullif($2, '') where id = $1";
  private static final String CONFIG =
      """
      select config
        || jsonb_build_object('snapshot', data_snapshot, 'kernel_version', kernel_version,
          'prices', 'adjusted', 'model_id', id, 'fingerprint', fingerprint) as config
      from {schema}.models where id = $1
      """;
  private static final String IMPORTANCE =
      """
      select feature, importance, std, method, fold from {schema}.features_log
      where model_id = $1
      order by method, fold nulls first, importance desc, feature
      """;
  private static final String LINEAGE =
      """
      with recursive up (id, distance) as (
        select parent_model_id, 1 from {schema}.models where id = $1
        union
        select m.parent_model_id, up.distance + 1
        from up join {schema}.models m on m.id = up.id where up.distance < 1000
      )
      select 'ancestors' as kind, m.id, m.name, m.status, up.distance
      from up join {schema}.models m on m.id = up.id
      union all
      select case when retrained_from is null then 'children' else 'retrains' end,
        id, name, status, 1
      from {schema}.models where parent_model_id = $1
      order by 5, 2
      """;
  private static final String PARTS =
      """
      select m.status, m.artifact_sha256::text as sha256, m.artifact_bytes as bytes,
        (select count(*) from {schema}.bundle_part p where p.sha256 = m.artifact_sha256) as parts
      from {schema}.models m where m.id = $1
      """;
  private static final String CANDIDATES =
      """
      select id, name, fingerprint::text as fingerprint, symbol, timeframe, work_id,
        case
          when status not in ('completed', 'failed', 'cancelled') then 'RUNNING'
          when exists (select from {schema}.model_alias a where a.model_id = m.id) then 'ALIASED'
          when exists (select from {schema}.promotion_log p where p.model_id = m.id)
            then 'PROMOTED'
        end as obstacle
      from {schema}.models m where $1::uuid is null or id = $1
      order by id for update of m
      """;
  private static final String DELETE =
      """
      with gone as (
        delete from {schema}.models where id = any($1) returning id, artifact_sha256
      )
      delete from {schema}.bundle b using gone g
      where b.sha256 = g.artifact_sha256
        and not exists (
          select from {schema}.models m
          where m.artifact_sha256 = b.sha256 and m.id not in (select id from gone))
      """;

  private final SqlWork work;
  private final Schema schema;

  PgModelRegistry(SqlWork work, Schema schema) {
    this.work = work;
    this.schema = schema;
  }

  @Override
  public Uni<Page<ModelView>> list(ModelFilter filter, PageParams page) {
    Tuple asked = asked(filter);
    String ordered =
        VIEW
            + MATCHING
            + "order by %s nulls last, id limit %d offset %d"
                .formatted(order(filter.order()), page.limit(), page.offset());
    return work.reading(connection ->
        query(connection, "select count(*) as total " + MATCHING, asked)
            .map(rows -> rows.iterator().next().getLong("total"))
            .chain(total ->
                query(connection, ordered, asked)
                    .map(rows -> Page.of(all(rows, ModelRow::view), total, page))));
  }

  @Override
  public Uni<ModelView> get(UUID id) {
    return row(id, VIEW + "from {schema}.models m where m.id = $1").map(ModelRow::view);
  }

  @Override
  public Uni<Map<String, Object>> config(UUID id) {
    return row(id, CONFIG).map(row -> row.get(JsonObject.class, "config").getMap());
  }

  @Override
  public Uni<ImportanceView> importance(UUID id) {
    return row(id, "select status from {schema}.models where id = $1")
        .invoke(row -> requireCompleted(id, row))
        .chain(() -> work.reading(connection -> query(connection, IMPORTANCE, Tuple.of(id))))
        .map(rows -> importanceOf(id, all(rows, PgModelRegistry::entry)));
  }

  @Override
  public Uni<LineageView> lineage(UUID id) {
    return row(id, "select id from {schema}.models where id = $1")
        .chain(() -> work.reading(connection -> query(connection, LINEAGE, Tuple.of(id))))
        .map(rows ->
            new LineageView(
                id,
                relatives(rows, "ancestors"),
                relatives(rows, "children"),
                relatives(rows, "retrains")));
  }

  @Override
  public Uni<Bundle> bundle(UUID id) {
    return row(id, PARTS)
        .invoke(row -> requireCompleted(id, row))
        .map(row ->
            new Bundle(row.getString("sha256"), row.getLong("bytes"), row.getInteger("parts")));
  }

  @Override
  public Uni<Buffer> part(String sha256, int part) {
    String sql = "select content from {schema}.bundle_part where sha256 = $1 and part = $2";
    return work.reading(connection -> query(connection, sql, Tuple.of(sha256, part)))
        .map(rows ->
            stream(rows)
                .map(row -> row.getBuffer("content").getDelegate())
                .findFirst()
                .orElseThrow(() -> new NotFound("bundle", sha256)));
  }

  @Override
  public Uni<Void> tag(UUID id, Map<String, String> tags) {
    return update(id, TAG, new JsonObject(Map.copyOf(tags)));
  }

  @Override
  public Uni<Void> note(UUID id, String notes) {
    return update(id, NOTE, notes);
  }

  @Override
  public Uni<List<Candidate>> candidates(SqlConnection connection, Optional<UUID> id) {
    return query(connection, CANDIDATES, Tuple.of(id.orElse(null)))
        .map(rows -> all(rows, ModelRow::candidate));
  }

  @Override
  public Uni<Void> delete(SqlConnection connection, List<UUID> ids) {
    return query(connection, DELETE, Tuple.of(ids.toArray(UUID[]::new))).replaceWithVoid();
  }

  private Uni<Row> row(UUID id, String sql) {
    return work.reading(connection -> query(connection, sql, Tuple.of(id)))
        .map(rows -> stream(rows).findFirst().orElseThrow(() -> new NotFound("model", id)));
  }

  private Uni<Void> update(UUID id, String sql, Object value) {
    return work.atomically(connection -> query(connection, sql, Tuple.of(id, value)))
        .invoke(rows -> requireFound(id, rows))
        .replaceWithVoid();
  }

  private static void requireFound(UUID id, RowSet<Row> rows) {
    if (rows.rowCount() == 0) {
      throw new NotFound("model", id);
    }
  }

  private Uni<RowSet<Row>> query(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(schema.sql(sql)).execute(values);
  }

  private static Tuple asked(ModelFilter filter) {
    return Tuple.from(
        Arrays.asList(
            filter.symbol().orElse(null),
            filter.algorithm().orElse(null),
            filter.status().map(ModelStatus::text).orElse(null),
            filter.parent().orElse(null),
            filter.group().orElse(null),
            filter.tags().isEmpty() ? null : new JsonObject(Map.copyOf(filter.tags())),
            filter.alias().orElse(null),
            filter.cohort().orElse(null)));
  }

  private static String order(ModelFilter.Order order) {
    return order.column().text() + (order.isDescending() ? " desc" : "");
  }

  private static void requireCompleted(UUID id, Row row) {
    String status = row.getString("status");
    if (ModelStatus.parse(status) != ModelStatus.COMPLETED) {
      throw new StateConflict(
          "Model %s is %s (expected: completed)".formatted(id, status),
          Map.of("model_id", id.toString(), "status", status));
    }
  }

  private static ImportanceView importanceOf(UUID id, List<ImportanceView.Entry> entries) {
    long features = entries.stream().map(ImportanceView.Entry::feature).distinct().count();
    return new ImportanceView(id, entries, Math.toIntExact(features));
  }

  private static ImportanceView.Entry entry(Row row) {
    return new ImportanceView.Entry(
        row.getString("feature"),
        row.getDouble("importance"),
        row.getDouble("std"),
        row.getString("method"),
        row.getInteger("fold"));
  }

  private static List<Relative> relatives(RowSet<Row> rows, String kind) {
    return stream(rows)
        .filter(row -> row.getString("kind").equals(kind))
        .map(row ->
            new Relative(
                row.getUUID("id"),
                row.getString("name"),
                row.getString("status"),
                row.getInteger("distance")))
        .toList();
  }

  private static <T> List<T> all(RowSet<Row> rows, Function<Row, T> form) {
    return stream(rows).map(form).toList();
  }

  private static Stream<Row> stream(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }
}
