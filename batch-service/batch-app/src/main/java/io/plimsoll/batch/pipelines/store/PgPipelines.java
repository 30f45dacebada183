package io.plimsoll.batch.pipelines.store;

import io.plimsoll.batch.pipelines.core.BuiltInPipelines;
import io.plimsoll.batch.pipelines.core.CronSchedule;
import io.plimsoll.batch.pipelines.core.StoredPipeline;
import io.plimsoll.batchkernel.pipeline.ParsedPipeline;
import io.plimsoll.batchkernel.pipeline.PipelineDefinition;
import io.plimsoll.batchkernel.pipeline.PipelineParser;
import io.plimsoll.batchkernel.pipeline.PipelineTrigger;
import io.plimsoll.kernel.identity.Fingerprint;
import io.plimsoll.platform.problem.ServiceException.NotFound;
import io.plimsoll.platform.work.Schema;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Definitions by name and version, and the triggers of the newest version of each. */
@ApplicationScoped
public class PgPipelines {
  private static final String COLUMNS =
      "name, version, definition, fingerprint, created_by, created_at";

  private final Schema schema;
  private final BuiltInPipelines builtIn;

  PgPipelines(Schema schema, BuiltInPipelines builtIn) {
    this.schema = schema;
    this.builtIn = builtIn;
  }

  /** The newest version; a built-in one that is not there yet is written first. */
  public Uni<StoredPipeline> getNewest(SqlConnection connection, String name) {
    return findNewest(connection, name)
        .chain(found ->
            found.map(Uni.createFrom()::item).orElseGet(() -> addBuiltIn(connection, name)));
  }

  private Uni<StoredPipeline> addBuiltIn(SqlConnection connection, String name) {
    return builtIn
        .find(name)
        .map(definition -> put(connection, definition, BuiltInPipelines.AUTHOR))
        .orElseGet(() -> Uni.createFrom().failure(new NotFound("pipeline", name)));
  }

  /** Writes the built-in definitions that are not there, or were and have changed. */
  public Uni<Void> putBuiltIn(SqlConnection connection) {
    Uni<Void> done = Uni.createFrom().voidItem();
    for (PipelineDefinition definition : builtIn.all()) {
      done =
          done.chain(() -> findNewest(connection, definition.name()))
              .chain(found ->
                  found.filter(newest -> !isOurs(newest)).isPresent()
                      ? Uni.createFrom().voidItem()
                      : put(connection, definition, BuiltInPipelines.AUTHOR).replaceWithVoid());
    }
    return done;
  }

  private static boolean isOurs(StoredPipeline pipeline) {
    return pipeline.createdBy().equals(BuiltInPipelines.AUTHOR);
  }

  /** The version of that number. */
  Uni<StoredPipeline> get(SqlConnection connection, String name, int version) {
    return connection
        .preparedQuery(
            schema.sql(
                "select " + COLUMNS + " from {schema}.pipeline where name = $1 and version = $2"))
        .execute(Tuple.of(name, version))
        .map(rows -> toPipeline(rows.iterator().next()));
  }

  /** The newest version, if there is one. */
  public Uni<Optional<StoredPipeline>> findNewest(SqlConnection connection, String name) {
    return connection
        .preparedQuery(
            schema.sql(
                "select "
                    + COLUMNS
                    + " from {schema}.pipeline where name = $1 order by version desc limit 1"))
        .execute(Tuple.of(name))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).findFirst())
        .map(row -> row.map(PgPipelines::toPipeline));
  }

  /** The newest version of each name, by name. */
  public Uni<List<StoredPipeline>> page(SqlConnection connection, int limit, int offset) {
    return connection
        .preparedQuery(
            schema.sql(
                "select distinct on (name) "
                    + COLUMNS
                    + " from {schema}.pipeline order by name, version desc limit $1 offset $2"))
        .execute(Tuple.of(limit, offset))
        .map(rows -> toList(rows));
  }

  /** How many names there are. */
  public Uni<Long> count(SqlConnection connection) {
    return connection
        .query(schema.sql("select count(distinct name) as n from {schema}.pipeline"))
        .execute()
        .map(rows -> rows.iterator().next().getLong("n"));
  }

  /**
   * Makes a definition the newest version of its name. What the newest version says already is not
   * written again.
   */
  public Uni<StoredPipeline> put(
      SqlConnection connection, PipelineDefinition definition, String author) {
    String fingerprint = Fingerprint.of(definition.toTree()).hex();
    return connection
        .preparedQuery("select pg_advisory_xact_lock(hashtextextended('pipeline|' || $1, 0))")
        .execute(Tuple.of(definition.name()))
        .chain(() -> findNewest(connection, definition.name()))
        .chain(newest ->
            newest
                .filter(same -> same.fingerprint().equals(fingerprint))
                .map(Uni.createFrom()::item)
                .orElseGet(() -> add(connection, definition, fingerprint, author, newest)));
  }

  private Uni<StoredPipeline> add(
      SqlConnection connection,
      PipelineDefinition definition,
      String fingerprint,
      String author,
      Optional<StoredPipeline> newest) {
    int version = newest.map(StoredPipeline::version).orElse(0) + 1;
    return connection
        .preparedQuery(
            schema.sql(
                "insert into {schema}.pipeline (name, version, definition, fingerprint, created_by)"
                    + " values ($1, $2, $3, $4, $5) returning "
                    + COLUMNS))
        .execute(
            Tuple.of(
                definition.name(),
                version,
                new JsonObject(definition.toTree()),
                fingerprint,
                author))
        .map(rows -> toPipeline(rows.iterator().next()))
        .call(() -> replaceTriggers(connection, definition));
  }

  private Uni<Void> replaceTriggers(SqlConnection connection, PipelineDefinition definition) {
    return connection
        .preparedQuery(schema.sql("delete from {schema}.pipeline_trigger where pipeline = $1"))
        .execute(Tuple.of(definition.name()))
        .chain(() -> connection.query("select now() as now").execute())
        .map(rows -> rows.iterator().next().getOffsetDateTime("now").toInstant())
        .chain(now -> addTriggers(connection, definition, now));
  }

  private Uni<Void> addTriggers(
      SqlConnection connection, PipelineDefinition definition, Instant now) {
    List<Tuple> rows = new ArrayList<>();
    for (int i = 0; i < definition.triggers().size(); i++) {
      Tuple row = Tuple.tuple().addString(definition.name()).addInteger(i);
      switch (definition.triggers().get(i)) {
        case PipelineTrigger.Request _ -> {}
        case PipelineTrigger.Event event ->
            rows.add(
                row.addString(event.eventType())
                    .addString(null)
                    .addString(null)
                    .addOffsetDateTime(null));
        case PipelineTrigger.Cron cron ->
            rows.add(
                row.addString(null)
                    .addString(cron.expression())
                    .addString(cron.zone().getId())
                    .addOffsetDateTime(
                        CronSchedule.of(cron)
                            .next(now)
                            .map(next -> next.atOffset(ZoneOffset.UTC))
                            .orElse(null)));
      }
    }
    if (rows.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return connection
        .preparedQuery(
            schema.sql(
                """
                insert into {schema}.pipeline_trigger (pipeline, position, event_type, cron, zone, next_at)
                values ($1, $2, $3, $4, $5, $6)\
                """))
        .executeBatch(rows)
        .replaceWithVoid();
  }

  private static List<StoredPipeline> toList(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(PgPipelines::toPipeline).toList();
  }

  private static StoredPipeline toPipeline(Row row) {
    PipelineDefinition definition =
        switch (PipelineParser.parse(JsonTrees.read(row, "definition"))) {
          case ParsedPipeline.Valid(PipelineDefinition valid) -> valid;
          case ParsedPipeline.Invalid(String field, String detail) ->
              throw new IllegalStateException(
                  "stored pipeline %s, %s: %s".formatted(row.getString("name"), field, detail));
        };
    return new StoredPipeline(
        definition,
        row.getInteger("version"),
        row.getString("fingerprint"),
        row.getString("created_by"),
        row.getOffsetDateTime("created_at").toInstant());
  }
}
