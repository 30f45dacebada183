package io.plimsoll.batch.items.store;

import io.plimsoll.platform.work.Schema;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads the items of batches, which are work items. */
@ApplicationScoped
public class PgItems {
  /** A transaction that began at an instant is seen among the active ones a moment later. */
  private static final Duration UNSEEN = Duration.ofMillis(100);

  private final Schema schema;

  PgItems(Schema schema) {
    this.schema = schema;
  }

  /**
   * One item.
   *
   * @param id the item, which is a work item
   * @param item as its processor took it
   * @param status pending, processing, completed, failed or cancelled
   * @param attempts how often it was started
   */
  public record Item(
      long id,
      Object item,
      String status,
      int attempts,
      Optional<String> error,
      Optional<Instant> startedAt,
      Optional<Instant> finishedAt,
      Optional<JsonObject> result) {}

  /** A page, in the order in which the items were sent; those refused come last. */
  public Uni<List<Item>> page(
      SqlConnection connection, UUID batch, Optional<String> status, PgBatches.Range range) {
    return some(
        connection,
        """
        select * from {schema}.batch_item where batch_id = $1::text::uuid
          and ($2::text is null or status = $2) order by item_id limit $3 offset $4\
        """,
        Tuple.of(batch.toString(), status.orElse(null), range.limit(), range.offset()));
  }

  /** The items after one, for reading all of them page by page. */
  public Uni<List<Item>> after(SqlConnection connection, UUID batch, long last, int most) {
    return some(
        connection,
        """
        select * from {schema}.batch_item where batch_id = $1::text::uuid and item_id > $2
        order by item_id limit $3\
        """,
        Tuple.of(batch.toString(), last, most));
  }

  /** How many items there are. */
  public Uni<Long> count(SqlConnection connection, UUID batch, Optional<String> status) {
    return connection
        .preparedQuery(
            schema.sql(
                """
                select count(*) as n from {schema}.batch_item where batch_id = $1::text::uuid
                  and ($2::text is null or status = $2)\
                """))
        .execute(Tuple.of(batch.toString(), status.orElse(null)))
        .map(rows -> rows.iterator().next().getLong("n"));
  }

  /** Those that were refused when the batch was taken on. */
  public Uni<List<Item>> refused(SqlConnection connection, UUID batch) {
    return some(
        connection,
        """
        select * from {schema}.batch_item where batch_id = $1::text::uuid and status = 'failed'
          and attempts = 0 order by item_id\
        """,
        Tuple.of(batch.toString()));
  }

  /** Those that are being worked on. */
  public Uni<List<Item>> processing(SqlConnection connection, UUID batch) {
    return some(
        connection,
        """
        select * from {schema}.batch_item where batch_id = $1::text::uuid
          and status = 'processing' order by item_id\
        """,
        Tuple.of(batch.toString()));
  }

  /**
   * The instant before which every item that ended is seen: no transaction that began before it is
   * still under way. Read before {@link #ended}, on a connection without a transaction.
   */
  public Uni<Instant> horizon(SqlConnection connection) {
    return connection
        .query(
            """
            select coalesce(min(xact_start), now()) as at from pg_stat_activity
            where usename = current_user and datname = current_database()\
            """)
        .execute()
        .map(rows -> rows.iterator().next().getOffsetDateTime("at").toInstant().minus(UNSEEN));
  }

  /** Those that ended after a position and before the horizon, in that order. */
  public Uni<List<Item>> ended(
      SqlConnection connection, UUID batch, Position after, Instant horizon, int most) {
    return some(
        connection,
        """
        select id as item_id, payload -> 'item' as item,
          case status when 'done' then 'completed' else status end as status,
          attempt as attempts, error, started_at, finished_at, null::jsonb as result
        from {schema}.work_done
        where group_id = $1 and (finished_at, id) > ($2, $3) and finished_at < $4
        order by finished_at, id limit $5\
        """,
        Tuple.of(
            batch.toString(),
            after.at().atOffset(ZoneOffset.UTC),
            after.item(),
            horizon.atOffset(ZoneOffset.UTC),
            most));
  }

  /** Where a reader of ended items stands: after the item that ended then. */
  public record Position(Instant at, long item) {
    /** Before everything. */
    public static final Position START = new Position(Instant.EPOCH, 0);
  }

  private Uni<List<Item>> some(SqlConnection connection, String sql, Tuple arguments) {
    return connection
        .preparedQuery(schema.sql(sql))
        .execute(arguments)
        .map(rows -> stream(rows).map(PgItems::toItem).toList());
  }

  private static Stream<Row> stream(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }

  private static Item toItem(Row row) {
    return new Item(
        row.getLong("item_id"),
        plain(row.getValue("item")),
        row.getString("status"),
        row.getInteger("attempts"),
        Optional.ofNullable(row.getString("error")),
        instant(row, "started_at"),
        instant(row, "finished_at"),
        Optional.ofNullable(row.getJsonObject("result")));
  }

  private static Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case JsonObject object -> object.getMap();
      case JsonArray array -> array.getList();
      default -> value;
    };
  }

  private static Optional<Instant> instant(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
  }
}
