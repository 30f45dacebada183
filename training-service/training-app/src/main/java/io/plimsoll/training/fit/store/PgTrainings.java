package io.plimsoll.training.fit.store;

import io.plimsoll.platform.queue.WorkId;
import io.plimsoll.platform.work.Schema;
import io.plimsoll.platform.work.SqlWork;
import io.plimsoll.training.ModelStatus;
import io.plimsoll.training.fit.NewModel;
import io.plimsoll.training.fit.Outcome;
import io.plimsoll.training.fit.TrainingStore;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The {@link TrainingStore} in the service's own schema. */
@ApplicationScoped
final class PgTrainings implements TrainingStore {
  private static final String LIVE = "('pending', 'preprocessing', 'training', 'completed')";
  private static final String INSERT =
      """
      insert into {schema}.models (
        id, name, fingerprint, config, request, symbol, context_symbols, algorithm, task,
        target_col, timeframe, horizon, target_transform, train_window, test_window, cv_folds,
        cv_strategy, requested_by, correlation_id, parent_model_id, retrained_from, group_id,
        cohort_id, data_snapshot, kernel_version, learning_version, architecture)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
        $20, $21, $22, $23, $24, $25, $26, $27)
      on conflict (fingerprint) where status in %s do nothing
      returning *
      """
          .formatted(LIVE);
  private static final String FIND_LIVE =
      """
      select id, name, status, created_at from {schema}.models
      where fingerprint = $1 and status in %s
      """
          .formatted(LIVE);
  private static final String ATTACH = "update {schema}.models set work_id = $2 where id = $1";
  private static final String PREPROCESS =
      """
      update {schema}.models set status = 'preprocessing', started_at = now()
      where id = $1 and status = 'pending'
      returning *
      """;
  private static final String START =
      """
      update {schema}.models set attempts = $2, worker_host = $3, worker_pid = null
      where id = $1 and status in ('pending', 'preprocessing', 'training')
      returning config, data_snapshot::text as data_snapshot
      """;
  private static final String TRAIN =
      """
      update {schema}.models set status = 'training'
      where id = $1 and status = 'preprocessing'
      returning *
      """;
  private static final String ASSIGN =
      """
      update {schema}.models set worker_pid = $2
      where id = $1 and status in ('pending', 'preprocessing', 'training')
      """;
  private static final String COMPLETE =
      """
      update {schema}.models
      set status = 'completed', finished_at = now(), metrics = $2, spans = $3,
        columns_initial = $4, columns_remaining = $5, feature_cols = $6, family = $7,
        artifact_sha256 = $8, artifact_bytes = $9
      where id = $1 and status = 'training'
      returning *
      """;
  private static final String FAIL =
      """
      update {schema}.models set status = 'failed', finished_at = now(), error = $2
      where id = $1 and status in ('pending', 'preprocessing', 'training')
      returning *
      """;
  private static final String CANCEL =
      """
      update {schema}.models set status = 'cancelled', finished_at = now()
      where id = $1 and status in ('pending', 'preprocessing', 'training')
      returning *
      """;
  private static final String ANCESTOR =
      """
      select id, status, request, config, spans ->> 'holdout_from' as holdout_from,
        data_snapshot::text as data_snapshot
      from {schema}.models where id = $1
      """;
  private static final String STANDING =
      """
      select status, fingerprint::text as fingerprint, work_id, error from {schema}.models
      where id = $1
      """;
  private static final String LOG =
      """
      insert into {schema}.features_log (model_id, feature, importance, std, method, fold)
      select $1, * from unnest($2::text[], $3::float8[], $4::float8[], $5::text[], $6::int[])
      """;
  private static final String BUNDLE =
      "insert into {schema}.bundle (sha256, bytes) values ($1, $2) on conflict do nothing";
  private static final String BUNDLE_PART =
      """
      insert into {schema}.bundle_part (sha256, part, content) values ($1, $2, $3)
      on conflict do nothing
      """;

  private final SqlWork work;
  private final Schema schema;

  PgTrainings(SqlWork work, Schema schema) {
    this.work = work;
    this.schema = schema;
  }

  @Override
  public Uni<Optional<Moved>> insert(SqlConnection connection, NewModel model) {
    return moved(connection, INSERT, TrainingRow.of(model));
  }

  @Override
  public Uni<Optional<Existing>> findLive(SqlConnection connection, String fingerprint) {
    return first(connection, FIND_LIVE, Tuple.of(fingerprint), PgTrainings::existing);
  }

  @Override
  public Uni<Void> attach(SqlConnection connection, UUID id, WorkId item) {
    return query(connection, ATTACH, Tuple.of(id, item.value())).replaceWithVoid();
  }

  @Override
  public Uni<Optional<Moved>> preprocess(SqlConnection connection, UUID id) {
    return moved(connection, PREPROCESS, Tuple.of(id));
  }

  @Override
  public Uni<Optional<Job>> start(SqlConnection connection, UUID id, int attempt, String host) {
    return first(connection, START, Tuple.of(id, attempt, host), PgTrainings::job);
  }

  @Override
  public Uni<Optional<Moved>> train(SqlConnection connection, UUID id) {
    return moved(connection, TRAIN, Tuple.of(id));
  }

  @Override
  public Uni<Void> assign(SqlConnection connection, UUID id, long pid) {
    return query(connection, ASSIGN, Tuple.of(id, pid)).replaceWithVoid();
  }

  @Override
  public Uni<Optional<Moved>> complete(SqlConnection connection, UUID id, Outcome outcome) {
    return putBundle(connection, outcome.artifact())
        .chain(() -> query(connection, LOG, OutcomeRow.importances(id, outcome)))
        .chain(() -> moved(connection, COMPLETE, OutcomeRow.of(id, outcome)));
  }

  @Override
  public Uni<Optional<Moved>> fail(SqlConnection connection, UUID id, String error) {
    return moved(connection, FAIL, Tuple.of(id, error));
  }

  @Override
  public Uni<Optional<Moved>> cancel(SqlConnection connection, UUID id) {
    return moved(connection, CANCEL, Tuple.of(id));
  }

  @Override
  public Uni<Optional<Ancestor>> ancestor(UUID id) {
    return work.reading(
        connection -> first(connection, ANCESTOR, Tuple.of(id), TrainingRow::ancestor));
  }

  @Override
  public Uni<Optional<Standing>> standing(UUID id) {
    return work.reading(
        connection -> first(connection, STANDING, Tuple.of(id), PgTrainings::standing));
  }

  private Uni<Void> putBundle(SqlConnection connection, Outcome.Artifact artifact) {
    return query(
            connection, BUNDLE, Tuple.of(artifact.sha256(), (long) artifact.content().length()))
        .chain(() ->
            connection
                .preparedQuery(schema.sql(BUNDLE_PART))
                .executeBatch(OutcomeRow.parts(artifact)))
        .replaceWithVoid();
  }

  private Uni<Optional<Moved>> moved(SqlConnection connection, String sql, Tuple values) {
    return first(connection, sql, values, TrainingRow::moved);
  }

  private <T> Uni<Optional<T>> first(
      SqlConnection connection, String sql, Tuple values, Function<Row, T> form) {
    return query(connection, sql, values)
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(form).findFirst());
  }

  private Uni<RowSet<Row>> query(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(schema.sql(sql)).execute(values);
  }

  private static Existing existing(Row row) {
    return new Existing(
        row.getUUID("id"),
        row.getString("name"),
        ModelStatus.parse(row.getString("status")),
        row.get(OffsetDateTime.class, "created_at").toInstant());
  }

  private static Job job(Row row) {
    return new Job(row.get(JsonObject.class, "config").getMap(), row.getString("data_snapshot"));
  }

  private static Standing standing(Row row) {
    return new Standing(
        ModelStatus.parse(row.getString("status")),
        row.getString("fingerprint"),
        Optional.ofNullable(row.getLong("work_id")).map(WorkId::new),
        Optional.ofNullable(row.getString("error")));
  }
}
