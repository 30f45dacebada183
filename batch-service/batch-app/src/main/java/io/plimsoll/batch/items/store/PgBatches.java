package io.plimsoll.batch.items.store;

import io.plimsoll.batch.ItemOptions;
import io.plimsoll.batch.items.core.BatchProgress;
import io.plimsoll.batch.items.core.BatchProgress.Status;
import io.plimsoll.batch.items.core.BatchRequest;
import io.plimsoll.batch.items.core.Intaken;
import io.plimsoll.batch.items.core.StoredBatch;
import io.plimsoll.contracts.batch.BatchTally;
import io.plimsoll.platform.problem.ServiceException.NotFound;
import io.plimsoll.platform.work.Schema;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The rows of batches, read with where they stand. */
@ApplicationScoped
public class PgBatches {
  private static final String SHOWN =
      """
      select b.*, p.status, p.paused, p.pending, p.processing, p.completed, p.failed, p.cancelled,
        p.refused, p.started_at, p.finished_at, p.recent, now() as seen_at
      from {schema}.batch b join {schema}.batch_progress p on p.batch_id = b.id
      """;

  /** A batch that was told to have ended stands so until it is retried. */
  private static final String FILTER =
      """
      where ($1::text is null or b.processor = $1)
        and ($2::text is null
          or ((b.told = $2 or b.told in ('pending', 'processing')) and p.status = $2))
      """;

  private final Schema schema;

  PgBatches(Schema schema) {
    this.schema = schema;
  }

  /** Writes a new batch; false when its asker's key names one already. */
  Uni<Boolean> add(SqlConnection connection, UUID id, BatchRequest request, Intaken items) {
    return connection
        .preparedQuery(
            schema.sql(
                """
                insert into {schema}.batch (id, processor, options, total, duplicates,
                  idempotency_key, request_hash, created_by, correlation)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                on conflict (created_by, idempotency_key) do nothing\
                """))
        .execute(
            Tuple.from(
                java.util.Arrays.asList(
                    id,
                    request.processor(),
                    request.options().toJson(),
                    items.total(),
                    items.duplicates(),
                    request.origin().key().orElse(null),
                    items.hash(),
                    request.origin().actor(),
                    request.origin().correlation().orElse(null))))
        .map(rows -> rows.rowCount() == 1);
  }

  /** The batch of an asker's key. */
  Uni<StoredBatch> getByKey(SqlConnection connection, String actor, String key) {
    return some(
            connection,
            SHOWN + "where b.created_by = $1 and b.idempotency_key = $2",
            Tuple.of(actor, key))
        .map(found -> found.getFirst());
  }

  /** A batch. */
  public Uni<StoredBatch> get(SqlConnection connection, UUID id) {
    return some(connection, SHOWN + "where b.id = $1", Tuple.of(id))
        .map(found -> found.stream().findFirst().orElseThrow(() -> new NotFound("batch", id)));
  }

  /** A batch whose row stays locked until the transaction ends. */
  Uni<StoredBatch> getLocked(SqlConnection connection, UUID id) {
    return connection
        .preparedQuery(schema.sql("select id from {schema}.batch where id = $1 for update"))
        .execute(Tuple.of(id))
        .chain(() -> get(connection, id));
  }

  /** A page, newest first. */
  public Uni<List<StoredBatch>> page(SqlConnection connection, Filter filter, Range range) {
    return some(
        connection,
        SHOWN + FILTER + "order by b.created_at desc, b.id desc limit $3 offset $4",
        filter.tuple().addInteger(range.limit()).addInteger(range.offset()));
  }

  /** How many there are. */
  public Uni<Long> count(SqlConnection connection, Filter filter) {
    String from =
        filter.status().isEmpty()
            ? "from {schema}.batch b where ($1::text is null or b.processor = $1)"
                + " and $2::text is null"
            : "from {schema}.batch b join {schema}.batch_progress p on p.batch_id = b.id " + FILTER;
    return connection
        .preparedQuery(schema.sql("select count(*) as n " + from))
        .execute(filter.tuple())
        .map(rows -> rows.iterator().next().getLong("n"));
  }

  /**
   * Which batches are asked for.
   *
   * @param processor of that processor only
   * @param status that stand there only
   */
  public record Filter(Optional<String> processor, Optional<Status> status) {
    Tuple tuple() {
      return Tuple.of(processor.orElse(null), status.map(Status::text).orElse(null));
    }
  }

  /** Which rows of a list are asked for. */
  public record Range(int limit, int offset) {}

  Uni<Void> requestCancel(SqlConnection connection, UUID id) {
    return run(
        connection,
        """
        update {schema}.batch set cancel_requested_at = coalesce(cancel_requested_at, now())
        where id = $1\
        """,
        Tuple.of(id));
  }

  Uni<Void> told(SqlConnection connection, StoredBatch batch) {
    return run(
        connection,
        "update {schema}.batch set told = $2, told_terminal = $3, told_at = now() where id = $1",
        Tuple.of(batch.id(), batch.progress().status().text(), batch.progress().terminal()));
  }

  Uni<Void> delete(SqlConnection connection, UUID id) {
    return run(connection, "delete from {schema}.batch where id = $1", Tuple.of(id));
  }

  private Uni<Void> run(SqlConnection connection, String sql, Tuple arguments) {
    return connection.preparedQuery(schema.sql(sql)).execute(arguments).replaceWithVoid();
  }

  /** The last fault of an item that failed; empty where none did. */
  public Uni<Optional<String>> lastError(SqlConnection connection, StoredBatch batch) {
    if (batch.progress().tally().failed() == 0) {
      return Uni.createFrom().item(Optional.empty());
    }
    return connection
        .preparedQuery(
            schema.sql(
                """
                select error from {schema}.work_done where group_id = $1 and status = 'failed'
                order by finished_at desc, id desc limit 1\
                """))
        .execute(Tuple.of(batch.group()))
        .map(rows -> stream(rows).map(row -> row.getString("error")).findFirst());
  }

  private Uni<List<StoredBatch>> some(SqlConnection connection, String sql, Tuple arguments) {
    return connection
        .preparedQuery(schema.sql(sql))
        .execute(arguments)
        .map(rows -> stream(rows).map(PgBatches::toBatch).toList());
  }

  private static java.util.stream.Stream<Row> stream(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }

  private static StoredBatch toBatch(Row row) {
    return new StoredBatch(
        row.getUUID("id"),
        row.getString("processor"),
        ItemOptions.of(row.getJsonObject("options")),
        new StoredBatch.Taken(
            row.getInteger("duplicates"),
            row.getString("request_hash"),
            row.getString("created_by"),
            Optional.ofNullable(row.getString("correlation")),
            row.getOffsetDateTime("created_at").toInstant(),
            instant(row, "cancel_requested_at")),
        new StoredBatch.Told(status(row.getString("told")), row.getInteger("told_terminal")),
        toProgress(row));
  }

  private static BatchProgress toProgress(Row row) {
    int pending = row.getLong("pending").intValue();
    int processing = row.getLong("processing").intValue();
    int completed = row.getLong("completed").intValue();
    int failed = row.getLong("failed").intValue();
    int cancelled = row.getLong("cancelled").intValue();
    return new BatchProgress(
        status(row.getString("status")),
        row.getBoolean("paused"),
        new BatchTally(row.getInteger("total"), pending, processing, completed, failed, cancelled),
        row.getLong("refused").intValue(),
        new BatchProgress.Pace(
            instant(row, "started_at"),
            instant(row, "finished_at"),
            row.getOffsetDateTime("seen_at").toInstant(),
            row.getLong("recent").intValue()));
  }

  private static Status status(String text) {
    return Status.find(text).orElseThrow();
  }

  private static Optional<Instant> instant(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
  }
}
