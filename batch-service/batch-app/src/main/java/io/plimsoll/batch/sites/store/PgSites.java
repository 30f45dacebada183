package io.plimsoll.batch.sites.store;

import io.plimsoll.batch.sites.core.Sites;
import io.plimsoll.platform.queue.Completion;
import io.plimsoll.platform.work.Schema;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** {@link Sites} in the database: one row for each site, its newest scan. */
@ApplicationScoped
public class PgSites implements Sites {
  /** Words anywhere, or a part of the domain. */
  private static final String FOUND =
      """
      from {schema}.site
      where ($1::text is null or search @@ websearch_to_tsquery('simple', $1)
        or domain like '%' || replace(replace(replace(lower($1), '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%')
      """;

  private final Schema schema;

  PgSites(Schema schema) {
    this.schema = schema;
  }

  /**
   * A site as its newest scan found it.
   *
   * @param report what the scan gave
   */
  public record Site(
      String domain, UUID batchId, long itemId, Instant scannedAt, JsonObject report) {}

  @Override
  public Completion completion(UUID batch, long item, JsonObject report) {
    return new Completion.InTransaction(report, connection -> put(connection, batch, item, report));
  }

  private Uni<Void> put(SqlConnection connection, UUID batch, long item, JsonObject report) {
    return connection
        .preparedQuery(
            schema.sql(
                """
                insert into {schema}.site (domain, batch_id, item_id, report)
                values ($1, $2, $3, $4)
                on conflict (domain) do update set batch_id = excluded.batch_id,
                  item_id = excluded.item_id, report = excluded.report, scanned_at = now()\
                """))
        .execute(Tuple.of(report.getString("domain"), batch, item, report))
        .replaceWithVoid();
  }

  /** How many sites a search finds. */
  public Uni<Long> count(SqlConnection connection, Optional<String> query) {
    return connection
        .preparedQuery(schema.sql("select count(*) as n " + FOUND))
        .execute(Tuple.of(query.orElse(null)))
        .map(rows -> rows.iterator().next().getLong("n"));
  }

  /** A page of what a search finds, by domain. */
  public Uni<List<Site>> page(
      SqlConnection connection, Optional<String> query, int limit, int offset) {
    return some(
        connection,
        "select * " + FOUND + "order by domain limit $2 offset $3",
        Tuple.of(query.orElse(null), limit, offset));
  }

  /** What a search finds after a domain, for reading all of it page by page. */
  public Uni<List<Site>> after(
      SqlConnection connection, Optional<String> query, String last, int most) {
    return some(
        connection,
        "select * " + FOUND + "and domain > $2 order by domain limit $3",
        Tuple.of(query.orElse(null), last, most));
  }

  private Uni<List<Site>> some(SqlConnection connection, String sql, Tuple arguments) {
    return connection
        .preparedQuery(schema.sql(sql))
        .execute(arguments)
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(PgSites::toSite).toList());
  }

  private static Site toSite(Row row) {
    return new Site(
        row.getString("domain"),
        row.getUUID("batch_id"),
        row.getLong("item_id"),
        row.getOffsetDateTime("scanned_at").toInstant(),
        row.getJsonObject("report"));
  }
}
