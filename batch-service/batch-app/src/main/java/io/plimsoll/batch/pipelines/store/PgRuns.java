package io.plimsoll.batch.pipelines.store;

import io.plimsoll.batch.pipelines.core.RunFacts;
import io.plimsoll.batch.pipelines.core.RunRequest;
import io.plimsoll.batch.pipelines.core.StoredRun;
import io.plimsoll.batchkernel.pipeline.PipelineRun;
import io.plimsoll.batchkernel.pipeline.RunContext;
import io.plimsoll.contracts.ContractJson;
import io.plimsoll.contracts.EventType;
import io.plimsoll.contracts.Topics;
import io.plimsoll.platform.outbox.Outbox;
import io.plimsoll.platform.outbox.OutgoingEvent;
import io.plimsoll.platform.work.Schema;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Runs as rows, and what they tell, in order. */
@ApplicationScoped
public class PgRuns {
  private static final String COLUMNS =
      "id, pipeline, version, trigger, parameters, event, status, result, reason, started_by,"
          + " created_at, ended_at";

  private final Schema schema;
  private final Outbox outbox;

  PgRuns(Schema schema, Outbox outbox) {
    this.schema = schema;
    this.outbox = outbox;
  }

  /** Writes a new run; false if its pipeline ran for that occurrence already. */
  Uni<Boolean> add(SqlConnection connection, StoredRun run, RunRequest request) {
    return connection
        .preparedQuery(
            schema.sql(
                """
                insert into {schema}.pipeline_run
                  (id, pipeline, version, trigger, trigger_key, parameters, event, status, started_by)
                values ($1, $2, $3, $4, $5, $6, $7, 'running', $8)
                on conflict (pipeline, trigger_key) do nothing\
                """))
        .execute(
            Tuple.tuple()
                .addUUID(run.id())
                .addString(run.pipeline())
                .addInteger(run.version())
                .addString(request.cause().kind().text())
                .addString(request.cause().key())
                .addJsonObject(new JsonObject(run.context().parameters()))
                .addJsonObject(new JsonObject(run.context().event()))
                .addString(request.startedBy()))
        .map(rows -> rows.rowCount() == 1);
  }

  /** The run that a pipeline made of an occurrence. */
  Uni<StoredRun> getByCause(SqlConnection connection, String pipeline, String key) {
    return connection
        .preparedQuery(
            schema.sql(
                "select "
                    + COLUMNS
                    + " from {schema}.pipeline_run where pipeline = $1 and trigger_key = $2"))
        .execute(Tuple.of(pipeline, key))
        .map(rows -> toRun(rows.iterator().next()));
  }

  /** The run, its row locked until the transaction ends. */
  Uni<Optional<StoredRun>> lock(SqlConnection connection, UUID id) {
    return one(
        connection,
        "select " + COLUMNS + " from {schema}.pipeline_run where id = $1 for update",
        id);
  }

  /** The run. */
  public Uni<Optional<StoredRun>> find(SqlConnection connection, UUID id) {
    return one(connection, "select " + COLUMNS + " from {schema}.pipeline_run where id = $1", id);
  }

  private Uni<Optional<StoredRun>> one(SqlConnection connection, String statement, UUID id) {
    return connection
        .preparedQuery(schema.sql(statement))
        .execute(Tuple.of(id))
        .map(rows -> list(rows).stream().findFirst());
  }

  /** A pipeline's runs, newest first. */
  public Uni<List<StoredRun>> page(
      SqlConnection connection, String pipeline, int limit, int offset) {
    return connection
        .preparedQuery(
            schema.sql(
                "select "
                    + COLUMNS
                    + " from {schema}.pipeline_run where pipeline = $1"
                    + " order by created_at desc, id desc limit $2 offset $3"))
        .execute(Tuple.of(pipeline, limit, offset))
        .map(PgRuns::list);
  }

  /** How many runs a pipeline has. */
  public Uni<Long> count(SqlConnection connection, String pipeline) {
    return connection
        .preparedQuery(
            schema.sql("select count(*) as n from {schema}.pipeline_run where pipeline = $1"))
        .execute(Tuple.of(pipeline))
        .map(rows -> rows.iterator().next().getLong("n"));
  }

  /** Writes the state a locked run has come to, and tells of it. */
  Uni<Void> move(SqlConnection connection, StoredRun run) {
    PipelineRun state = run.state();
    boolean ended =
        switch (state) {
          case PipelineRun.Running _, PipelineRun.Stopping _, PipelineRun.Stopped _ -> false;
          case PipelineRun.Completed _, PipelineRun.Failed _, PipelineRun.Cancelled _ -> true;
        };
    return connection
        .preparedQuery(
            schema.sql(
                """
                update {schema}.pipeline_run
                   set status = $2, result = $3, reason = $4,
                       ended_at = case when $5 then now() end
                 where id = $1\
                """))
        .execute(
            Tuple.of(
                run.id(),
                RunFacts.statusOf(state),
                state instanceof PipelineRun.Completed(Map<String, Object> result)
                    ? new JsonObject(result)
                    : null,
                state instanceof PipelineRun.Failed(String reason) ? reason : null,
                ended))
        .chain(() -> tell(connection, run, RunFacts.moved(run)));
  }

  /** Writes what a locked run tells, for its readers and for the world. */
  Uni<Void> tell(SqlConnection connection, StoredRun run, List<Object> facts) {
    if (facts.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    String[] types =
        facts.stream().map(fact -> EventType.of(fact.getClass()).name()).toArray(String[]::new);
    String[] bodies = facts.stream().map(PgRuns::json).toArray(String[]::new);
    List<OutgoingEvent> events =
        facts.stream()
            .map(fact ->
                OutgoingEvent.of(Topics.BATCH_EVENTS, run.id().toString(), fact)
                    .correlatedWith(run.id().toString()))
            .toList();
    return connection
        .preparedQuery(
            schema.sql(
                """
                insert into {schema}.pipeline_event (run_id, position, type, body)
                select $1, e.position + (select coalesce(max(position), 0)
                                           from {schema}.pipeline_event where run_id = $1),
                       e.type, e.body::jsonb
                  from unnest($2::text[], $3::text[]) with ordinality e (type, body, position)\
                """))
        .execute(Tuple.of(run.id(), types, bodies))
        .chain(() -> outbox.append(connection, events));
  }

  /** What a run told after a position, in order. */
  public Uni<List<RunEvent>> events(SqlConnection connection, UUID run, int after, int limit) {
    return connection
        .preparedQuery(
            schema.sql(
                """
                select position, type, body, at from {schema}.pipeline_event
                 where run_id = $1 and position > $2 order by position limit $3\
                """))
        .execute(Tuple.of(run, after, limit))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false)
                .map(row ->
                    new RunEvent(
                        row.getInteger("position"),
                        row.getString("type"),
                        row.getOffsetDateTime("at").toInstant(),
                        JsonTrees.read(row, "body")))
                .toList());
  }

  /**
   * One thing a run told.
   *
   * @param position its place, from 1
   * @param type the fact's name
   * @param at when
   * @param body the fact
   */
  public record RunEvent(int position, String type, Instant at, Map<String, Object> body) {}

  private static String json(Object fact) {
    try {
      return ContractJson.mapper().writeValueAsString(fact);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException("a contract record is JSON", e);
    }
  }

  private static List<StoredRun> list(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(PgRuns::toRun).toList();
  }

  private static StoredRun toRun(Row row) {
    UUID id = row.getUUID("id");
    return new StoredRun(
        id,
        row.getString("pipeline"),
        row.getInteger("version"),
        new StoredRun.Audit(
            row.getString("trigger"),
            row.getString("started_by"),
            row.getOffsetDateTime("created_at").toInstant(),
            row.getOffsetDateTime("ended_at") == null
                ? Instant.MAX
                : row.getOffsetDateTime("ended_at").toInstant()),
        new RunContext(
            id.toString(), JsonTrees.read(row, "parameters"), JsonTrees.read(row, "event")),
        toState(row));
  }

  private static PipelineRun toState(Row row) {
    String status = row.getString("status");
    return switch (status) {
      case "running" -> new PipelineRun.Running();
      case "stopping" -> new PipelineRun.Stopping();
      case "stopped" -> new PipelineRun.Stopped();
      case "completed" -> new PipelineRun.Completed(JsonTrees.read(row, "result"));
      case "failed" -> new PipelineRun.Failed(row.getString("reason"));
      case "cancelled" -> new PipelineRun.Cancelled();
      default -> throw new IllegalStateException("status of a run: " + status);
    };
  }
}
