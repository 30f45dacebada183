package io.plimsoll.batch.marketdata.store;

import io.plimsoll.batch.marketdata.core.ImportSource;
import io.plimsoll.batch.marketdata.core.ReadPrices.SourceFault;
import io.plimsoll.batch.marketdata.core.StoredImport;
import io.plimsoll.platform.work.Schema;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Imports as rows, and what was uploaded until they are finished. */
@ApplicationScoped
public class PgImports {
  private static final String COLUMNS =
      "id, source, name, options, bytes, sha256, status, row_count, chunk_count, duplicate, symbols,"
          + " timeframe, first_open, last_open, snapshot, faults, error, created_by, correlation,"
          + " created_at, finished_at";

  private final Schema schema;

  PgImports(Schema schema) {
    this.schema = schema;
  }

  /** Writes a new import. */
  Uni<Void> add(SqlConnection connection, NewImport added) {
    return connection
        .preparedQuery(
            schema.sql(
                """
                insert into {schema}.market_import
                  (id, source, name, options, bytes, sha256, created_by, correlation)
                values ($1, $2, $3, $4, $5, $6, $7, $8)\
                """))
        .execute(
            Tuple.tuple()
                .addUUID(added.id())
                .addString(added.source().text())
                .addString(added.source().name())
                .addJsonObject(ImportSources.write(added.source()))
                .addLong(0L)
                .addString("")
                .addString(added.createdBy())
                .addString(added.correlation()))
        .replaceWithVoid();
  }

  /** Writes a piece of what was uploaded. */
  Uni<Void> addPart(SqlConnection connection, UUID id, int part, Buffer bytes) {
    return connection
        .preparedQuery(
            schema.sql(
                """
                insert into {schema}.market_import_part (import_id, part, bytes)
                values ($1, $2, $3)\
                """))
        .execute(Tuple.tuple().addUUID(id).addInteger(part).addBuffer(bytes))
        .replaceWithVoid();
  }

  /** Writes how much was uploaded, once all of it was read. */
  Uni<Void> measure(SqlConnection connection, UUID id, long bytes, String sha256) {
    return connection
        .preparedQuery(
            schema.sql("update {schema}.market_import set bytes = $2, sha256 = $3 where id = $1"))
        .execute(Tuple.of(id, bytes, sha256))
        .replaceWithVoid();
  }

  /** What was uploaded, piece by piece. */
  Uni<List<Buffer>> parts(SqlConnection connection, UUID id) {
    return connection
        .preparedQuery(
            schema.sql(
                "select bytes from {schema}.market_import_part where import_id = $1 order by part"))
        .execute(Tuple.of(id))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getBuffer("bytes"))
                .toList());
  }

  /** The source of an import and what waits for its end; nothing once it has ended. */
  Uni<Optional<QueuedImport>> findQueued(SqlConnection connection, UUID id) {
    return connection
        .preparedQuery(
            schema.sql(
                """
                select id, source, options, correlation from {schema}.market_import
                 where id = $1 and status = 'queued'\
                """))
        .execute(Tuple.of(id))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false)
                .map(row ->
                    new QueuedImport(
                        row.getUUID("id"),
                        ImportSources.read(row.getString("source"), row.getJsonObject("options")),
                        Optional.ofNullable(row.getString("correlation"))))
                .findFirst());
  }

  /** An import. */
  public Uni<Optional<StoredImport>> find(SqlConnection connection, UUID id) {
    return connection
        .preparedQuery(
            schema.sql("select " + COLUMNS + " from {schema}.market_import where id = $1"))
        .execute(Tuple.of(id))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false).map(PgImports::toImport).findFirst());
  }

  /** Imports, newest first. */
  public Uni<List<StoredImport>> page(SqlConnection connection, int limit, int offset) {
    return connection
        .preparedQuery(
            schema.sql(
                "select "
                    + COLUMNS
                    + " from {schema}.market_import order by created_at desc, id desc"
                    + " limit $1 offset $2"))
        .execute(Tuple.of(limit, offset))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false).map(PgImports::toImport).toList());
  }

  /** How many imports there are. */
  public Uni<Long> count(SqlConnection connection) {
    return connection
        .query(schema.sql("select count(*) as n from {schema}.market_import"))
        .execute()
        .map(rows -> rows.iterator().next().getLong("n"));
  }

  /** Ends an import well; what was uploaded is not needed any more. */
  Uni<Void> complete(SqlConnection connection, UUID id, StoredImport.Outcome outcome) {
    StoredImport.Span span = outcome.span().orElseThrow();
    return connection
        .preparedQuery(
            schema.sql(
                """
                update {schema}.market_import
                   set status = 'completed', row_count = $2, chunk_count = $3, duplicate = $4,
                       symbols = $5, timeframe = $6, first_open = $7, last_open = $8, snapshot = $9,
                       finished_at = now()
                 where id = $1\
                """))
        .execute(
            Tuple.tuple()
                .addUUID(id)
                .addLong(outcome.rows())
                .addInteger(outcome.chunks())
                .addBoolean(outcome.duplicate())
                .addArrayOfString(outcome.symbols().toArray(String[]::new))
                .addString(span.timeframe())
                .addOffsetDateTime(span.from().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(span.to().atOffset(ZoneOffset.UTC))
                .addString(outcome.snapshot().orElseThrow()))
        .chain(() -> dropParts(connection, id));
  }

  /** Ends an import without prices. */
  Uni<Void> fail(SqlConnection connection, UUID id, List<SourceFault> faults, String error) {
    JsonArray json = new JsonArray();
    faults.forEach(fault ->
        json.add(
            new JsonObject()
                .put("file", fault.file())
                .put("line", fault.line())
                .put("column", fault.column())
                .put("message", fault.message())));
    return connection
        .preparedQuery(
            schema.sql(
                """
                update {schema}.market_import
                   set status = 'failed', faults = $2, error = $3, finished_at = now()
                 where id = $1\
                """))
        .execute(Tuple.tuple().addUUID(id).addJsonArray(json).addString(error))
        .chain(() -> dropParts(connection, id));
  }

  private Uni<Void> dropParts(SqlConnection connection, UUID id) {
    return connection
        .preparedQuery(schema.sql("delete from {schema}.market_import_part where import_id = $1"))
        .execute(Tuple.of(id))
        .replaceWithVoid();
  }

  private static StoredImport toImport(Row row) {
    return new StoredImport(
        row.getUUID("id"),
        row.getString("source"),
        row.getString("name"),
        row.getString("status"),
        new StoredImport.Upload(
            row.getLong("bytes"),
            row.getString("sha256"),
            row.getString("created_by"),
            row.getOffsetDateTime("created_at").toInstant()),
        new StoredImport.Outcome(
            row.getLong("row_count"),
            row.getInteger("chunk_count"),
            row.getBoolean("duplicate"),
            Arrays.asList(row.getArrayOfStrings("symbols")),
            Optional.ofNullable(row.getString("timeframe"))
                .map(timeframe ->
                    new StoredImport.Span(
                        timeframe,
                        row.getOffsetDateTime("first_open").toInstant(),
                        row.getOffsetDateTime("last_open").toInstant())),
            Optional.ofNullable(row.getString("snapshot")),
            Optional.ofNullable(row.getOffsetDateTime("finished_at")).map(t -> t.toInstant())),
        faults(row));
  }

  private static List<SourceFault> faults(Row row) {
    List<SourceFault> faults =
        row.getJsonArray("faults").stream()
            .map(JsonObject.class::cast)
            .map(fault ->
                new SourceFault(
                    fault.getString("file"),
                    fault.getInteger("line"),
                    fault.getString("column"),
                    fault.getString("message")))
            .toList();
    String error = row.getString("error");
    return faults.isEmpty() && error != null
        ? List.of(new SourceFault(row.getString("name"), 0, "", error))
        : faults;
  }

  /** An import about to be written. */
  record NewImport(UUID id, ImportSource source, String createdBy, @Nullable String correlation) {}

  /**
   * An import that waits.
   *
   * @param correlation the command that waits for an answer, if there is one
   */
  record QueuedImport(UUID id, ImportSource source, Optional<String> correlation) {}
}
