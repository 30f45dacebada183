package io.plimsoll.training.marketdata.store;

import io.plimsoll.contracts.market.BarsPublished;
import io.plimsoll.kernel.market.SnapshotHash;
import io.plimsoll.platform.work.Schema;
import io.plimsoll.platform.work.SqlWork;
import io.plimsoll.training.marketdata.Announcements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@link Announcements} in the service's own schema. */
@ApplicationScoped
class PgAnnouncements implements Announcements {
  private static final String REMEMBER =
      """
      insert into {schema}.bars_announced (snapshot, symbols, timeframe, announced_at)
      values ($1, $2, $3, $4)
      on conflict do nothing
      """;
  private static final String CHUNKS =
      """
      select array_agg(h.hash::text order by h.symbol collate "C", h.period collate "C") as chunks
      from {schema}.bars_announced a
      join {schema}.bar_head h on h.symbol = any(a.symbols) and h.timeframe = a.timeframe
      where a.snapshot = $1
      """;

  private final SqlWork work;
  private final Schema schema;

  PgAnnouncements(SqlWork work, Schema schema) {
    this.work = work;
    this.schema = schema;
  }

  @Override
  public Uni<Void> remember(SqlConnection connection, BarsPublished published, Instant at) {
    Tuple row =
        Tuple.of(
            published.snapshot(),
            published.symbols().toArray(String[]::new),
            published.timeframe(),
            at.atOffset(ZoneOffset.UTC));
    return connection.preparedQuery(schema.sql(REMEMBER)).execute(row).replaceWithVoid();
  }

  @Override
  public Uni<Boolean> isComplete(String snapshot) {
    return work.reading(
            connection -> connection.preparedQuery(schema.sql(CHUNKS)).execute(Tuple.of(snapshot)))
        .map(rows -> isSnapshot(chunks(rows), snapshot));
  }

  private static String @Nullable [] chunks(RowSet<Row> rows) {
    return rows.iterator().next().getArrayOfStrings("chunks");
  }

  private static boolean isSnapshot(String @Nullable [] chunks, String snapshot) {
    return chunks != null && SnapshotHash.of(List.of(chunks)).equals(snapshot);
  }
}
