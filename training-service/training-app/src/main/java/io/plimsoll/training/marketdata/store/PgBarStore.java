package io.plimsoll.training.marketdata.store;

import io.plimsoll.contracts.market.BarsPublished;
import io.plimsoll.kernel.market.BarChunk;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.SnapshotHash;
import io.plimsoll.platform.work.Schema;
import io.plimsoll.platform.work.SqlWork;
import io.plimsoll.training.marketdata.BarStore;
import io.plimsoll.training.marketdata.Series;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

/** The {@link BarStore} in the service's own schema: packed columns, named by what they hold. */
@ApplicationScoped
final class PgBarStore implements BarStore {
  private static final String PUT_CHUNK =
      """
      insert into {schema}.bar_chunk
        (hash, symbol, exchange, timeframe, period, bars, first_open, last_open, content)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      on conflict do nothing
      """;
  private static final String PUT_HEAD =
      """
      insert into {schema}.bar_head as head (symbol, timeframe, period, hash, version, known_from)
      values ($1, $2, $3, $4, $5, $6)
      on conflict (symbol, timeframe, period) do update
      set hash = excluded.hash, version = excluded.version, known_from = excluded.known_from
      where head.version < excluded.version
      """;
  private static final String ANNOUNCE =
      """
      insert into {schema}.bars_announced (snapshot, symbols, timeframe, announced_at)
      values ($1, $2, $3, $4)
      on conflict do nothing
      """;
  private static final String SERIES =
      """
      select h.symbol, h.timeframe, min(c.first_open) as first, max(c.last_open) as last,
        sum(c.bars) as bars, array_agg(h.hash::text order by h.period collate "C") as chunks
      from {schema}.bar_head h join {schema}.bar_chunk c on c.hash = h.hash
      group by h.symbol, h.timeframe
      order by h.symbol collate "C", h.timeframe collate "C"
      """;

  private final SqlWork work;
  private final Schema schema;

  PgBarStore(SqlWork work, Schema schema) {
    this.work = work;
    this.schema = schema;
  }

  @Override
  public Uni<Void> put(SqlConnection connection, BarChunk chunk, Version version) {
    String hash = chunk.hash();
    return connection
        .preparedQuery(schema.sql(PUT_CHUNK))
        .execute(chunkRow(chunk, hash))
        .chain(() ->
            connection.preparedQuery(schema.sql(PUT_HEAD)).execute(headRow(chunk, hash, version)))
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> announce(SqlConnection connection, BarsPublished published, Instant at) {
    Tuple row =
        Tuple.of(
            published.snapshot(),
            published.symbols().toArray(String[]::new),
            published.timeframe(),
            at.atOffset(ZoneOffset.UTC));
    return connection.preparedQuery(schema.sql(ANNOUNCE)).execute(row).replaceWithVoid();
  }

  @Override
  public Uni<List<Series>> series() {
    return work.reading(connection -> connection.query(schema.sql(SERIES)).execute())
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false).map(PgBarStore::seriesOf).toList());
  }

  private static Tuple chunkRow(BarChunk chunk, String hash) {
    Bars bars = chunk.bars();
    return Tuple.from(
        List.<Object>of(
            hash,
            chunk.symbol().value(),
            bars.exchange().name(),
            chunk.period().timeframe().text(),
            chunk.period().text(),
            bars.size(),
            at(bars.openTime(0)),
            at(bars.openTime(bars.size() - 1)),
            Buffer.buffer(chunk.pack())));
  }

  private static Tuple headRow(BarChunk chunk, String hash, Version version) {
    return Tuple.of(
        chunk.symbol().value(),
        chunk.period().timeframe().text(),
        chunk.period().text(),
        hash,
        version.number(),
        version.knownFrom().atOffset(ZoneOffset.UTC));
  }

  private static Series seriesOf(Row row) {
    return new Series(
        row.getString("symbol"),
        row.getString("timeframe"),
        row.get(OffsetDateTime.class, "first").toInstant(),
        row.get(OffsetDateTime.class, "last").toInstant(),
        row.getLong("bars"),
        SnapshotHash.of(List.of(row.getArrayOfStrings("chunks"))));
  }

  private static OffsetDateTime at(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).atOffset(ZoneOffset.UTC);
  }
}
