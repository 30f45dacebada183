package io.plimsoll.training.fit.store;

import io.plimsoll.platform.work.Schema;
import io.plimsoll.platform.work.SqlWork;
import io.plimsoll.training.fit.VerificationStore;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The {@link VerificationStore} in the service's own schema. */
@ApplicationScoped
final class PgVerifications implements VerificationStore {
  private static final String PARTS =
      """
      m.id, m.status, m.config, m.data_snapshot::text as data_snapshot, m.kernel_version,
        m.architecture, m.artifact_sha256::text as artifact_sha256
      """;
  private static final String SUBJECT =
      "select " + PARTS + " from {schema}.models m where m.id = $1";
  private static final String INSERT =
      """
      insert into {schema}.verification (id, model_id, stored_sha256, requested_by)
      values ($1, $2, $3, $4)
      on conflict (model_id) where status in ('pending', 'running') do nothing
      returning id
      """;
  private static final String UNFINISHED =
      """
      select id from {schema}.verification
      where model_id = $1 and status in ('pending', 'running')
      """;
  private static final String START =
      """
      with started as (
        update {schema}.verification
        set status = 'running', started_at = now(), worker_host = $2, worker_pid = null
        where id = $1 and status in ('pending', 'running')
        returning model_id
      )
      select %s from {schema}.models m join started s on s.model_id = m.id
      """
          .formatted(PARTS);
  private static final String ASSIGN =
      "update {schema}.verification set worker_pid = $2 where id = $1 and status = 'running'";
  private static final String COMPLETE =
      """
      update {schema}.verification
      set status = 'completed', computed_sha256 = $2, finished_at = now()
      where id = $1 and status = 'running'
      """;
  private static final String END =
      """
      update {schema}.verification set status = $2, error = $3, finished_at = now()
      where id = $1 and status in ('pending', 'running')
      """;
  private static final String VIEW =
      """
      select id, model_id, status, stored_sha256::text as stored_sha256,
        computed_sha256::text as computed_sha256, requested_by, requested_at, finished_at,
        worker_pid, worker_host, error
      from {schema}.verification where model_id = $1
      """;

  private final SqlWork work;
  private final Schema schema;

  PgVerifications(SqlWork work, Schema schema) {
    this.work = work;
    this.schema = schema;
  }

  @Override
  public Uni<Optional<Subject>> subject(UUID model) {
    return work.reading(
        connection -> first(connection, SUBJECT, Tuple.of(model), PgVerifications::subject));
  }

  @Override
  public Uni<Wish> insert(SqlConnection connection, UUID id, Subject subject, String actor) {
    Tuple row = Tuple.of(id, subject.model(), subject.sha256().orElseThrow(), actor);
    return first(connection, INSERT, row, made -> new Wish(made.getUUID("id"), true))
        .chain(made ->
            made.isPresent()
                ? Uni.createFrom().item(made)
                : first(
                    connection,
                    UNFINISHED,
                    Tuple.of(subject.model()),
                    found -> new Wish(found.getUUID("id"), false)))
        .map(Optional::orElseThrow);
  }

  @Override
  public Uni<Optional<Subject>> start(SqlConnection connection, UUID id, String host) {
    return first(connection, START, Tuple.of(id, host), PgVerifications::subject);
  }

  @Override
  public Uni<Void> assign(SqlConnection connection, UUID id, long pid) {
    return query(connection, ASSIGN, Tuple.of(id, pid)).replaceWithVoid();
  }

  @Override
  public Uni<Void> complete(SqlConnection connection, UUID id, String sha256) {
    return query(connection, COMPLETE, Tuple.of(id, sha256)).replaceWithVoid();
  }

  @Override
  public Uni<Void> end(SqlConnection connection, UUID id, String status, Optional<String> error) {
    return query(connection, END, Tuple.of(id, status, error.orElse(null))).replaceWithVoid();
  }

  @Override
  public Uni<Optional<Verification>> find(UUID model, UUID id) {
    return work.reading(connection ->
        first(connection, VIEW + " and id = $2", Tuple.of(model, id), PgVerifications::view));
  }

  @Override
  public Uni<List<Verification>> newest(UUID model) {
    return work.reading(connection ->
            query(connection, VIEW + " order by requested_at desc, id limit 100", Tuple.of(model)))
        .map(rows -> stream(rows).map(PgVerifications::view).toList());
  }

  private <T> Uni<Optional<T>> first(
      SqlConnection connection, String sql, Tuple values, Function<Row, T> form) {
    return query(connection, sql, values).map(rows -> stream(rows).map(form).findFirst());
  }

  private Uni<RowSet<Row>> query(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(schema.sql(sql)).execute(values);
  }

  private static Stream<Row> stream(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }

  private static Subject subject(Row row) {
    return new Subject(
        row.getUUID("id"),
        row.getString("status"),
        row.get(JsonObject.class, "config").getMap(),
        row.getString("data_snapshot"),
        new Maker(
            row.getString("kernel_version"), Optional.ofNullable(row.getString("architecture"))),
        Optional.ofNullable(row.getString("artifact_sha256")));
  }

  private static Verification view(Row row) {
    return new Verification(
        row.getUUID("id"),
        row.getUUID("model_id"),
        row.getString("status"),
        new Hashes(
            row.getString("stored_sha256"), Optional.ofNullable(row.getString("computed_sha256"))),
        new Course(
            row.getString("requested_by"),
            row.get(OffsetDateTime.class, "requested_at").toInstant(),
            Optional.ofNullable(row.get(OffsetDateTime.class, "finished_at"))
                .map(OffsetDateTime::toInstant),
            Optional.ofNullable(row.getLong("worker_pid")),
            Optional.ofNullable(row.getString("worker_host"))),
        Optional.ofNullable(row.getString("error")));
  }
}
