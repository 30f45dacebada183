package io.plimsoll.batch.marketdata.store;

import io.plimsoll.batch.marketdata.core.ChunkPlan.NewChunk;
import io.plimsoll.batch.marketdata.core.HeadChunk;
import io.plimsoll.kernel.market.BarChunk;
import io.plimsoll.kernel.market.BarPeriod;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.SnapshotHash;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.platform.work.Schema;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * Chunks, heads and snapshots. Chunks never change; a head moves to a new version of its period.
 */
@ApplicationScoped
public class PgBars {
  private final Schema schema;

  PgBars(Schema schema) {
    this.schema = schema;
  }

  /** The newest chunks of symbols whose period lies between two, both included, still packed. */
  Uni<List<PackedHead>> heads(
      SqlConnection connection, Set<Symbol> symbols, BarPeriod first, BarPeriod last) {
    return connection
        .preparedQuery(
            schema.sql(
                """
                select h.symbol, h.timeframe, h.period, h.version, h.hash, c.exchange, c.columns
                  from {schema}.bar_head h join {schema}.bar_chunk c on c.hash = h.hash
                 where h.known_to is null and h.symbol = any($1) and h.timeframe = $2
                   and h.period between $3 and $4
                 order by h.symbol, h.period\
                """))
        .execute(
            Tuple.tuple()
                .addArrayOfString(names(symbols))
                .addString(first.timeframe().text())
                .addString(first.text())
                .addString(last.text()))
        .map(PgBars::toHeads);
  }

  /**
   * The newest chunks of one symbol with a bar that opens at an instant or later and before
   * another, as many of them as hold a number of bars, by period.
   */
  public Uni<List<PackedHead>> heads(
      SqlConnection connection, Symbol symbol, Timeframe timeframe, Window window) {
    return connection
        .preparedQuery(
            schema.sql(
                """
                select symbol, timeframe, period, version, hash, exchange, columns
                  from (select h.symbol, h.timeframe, h.period, h.version, h.hash, c.exchange, c.columns,
                               sum(c.bar_count) over (order by h.period) - c.bar_count as before,
                               first_value(c.bar_count) over (order by h.period) as first_count
                          from {schema}.bar_head h join {schema}.bar_chunk c on c.hash = h.hash
                         where h.known_to is null and h.symbol = $1 and h.timeframe = $2
                           and c.last_open >= $3 and c.first_open < $4) chunks
                 where before <= $5::bigint + first_count
                 order by period\
                """))
        .execute(
            Tuple.tuple()
                .addString(symbol.value())
                .addString(timeframe.text())
                .addOffsetDateTime(utc(window.from()))
                .addOffsetDateTime(utc(window.before()))
                .addLong((long) window.limit()))
        .map(PgBars::toHeads);
  }

  /** Keeps imports of the same symbols apart until the transaction ends. */
  Uni<Void> lock(SqlConnection connection, Set<Symbol> symbols) {
    return connection
        .preparedQuery(
            """
            select pg_advisory_xact_lock(hashtextextended('bars|' || s.symbol, 0))
              from (select symbol from unnest($1::text[]) u (symbol) order by symbol) s\
            """)
        .execute(Tuple.tuple().addArrayOfString(names(symbols)))
        .replaceWithVoid();
  }

  /** Whether each chunk would follow directly on the version that is there now. */
  Uni<Boolean> areNext(SqlConnection connection, List<NewChunk> chunks) {
    return connection
        .preparedQuery(
            schema.sql(
                """
                select count(*) as n
                  from unnest($1::text[], $2::text[], $3::text[], $4::int[])
                       p (symbol, timeframe, period, version)
                  left join {schema}.bar_head h
                    on h.symbol = p.symbol and h.timeframe = p.timeframe and h.period = p.period
                   and h.known_to is null
                 where coalesce(h.version, 0) + 1 <> p.version\
                """))
        .execute(
            Tuple.tuple()
                .addArrayOfString(texts(chunks, chunk -> chunk.chunk().symbol().value()))
                .addArrayOfString(texts(chunks, chunk -> chunk.chunk().period().timeframe().text()))
                .addArrayOfString(texts(chunks, chunk -> chunk.chunk().period().text()))
                .addArrayOfInteger(chunks.stream().map(NewChunk::version).toArray(Integer[]::new)))
        .map(rows -> rows.iterator().next().getLong("n") == 0);
  }

  /** Writes chunks and makes them the heads of their periods. */
  Uni<Void> add(SqlConnection connection, List<NewChunk> chunks) {
    return addChunks(connection, chunks).chain(() -> moveHeads(connection, chunks));
  }

  private Uni<Void> addChunks(SqlConnection connection, List<NewChunk> chunks) {
    return connection
        .preparedQuery(
            schema.sql(
                """
                insert into {schema}.bar_chunk
                  (hash, symbol, timeframe, period, exchange, bar_count, first_open, last_open, columns)
                select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[],
                                     $6::int[], $7::timestamptz[], $8::timestamptz[], $9::bytea[])
                on conflict (hash) do nothing\
                """))
        .execute(Tuple.newInstance(chunkColumns(chunks)))
        .replaceWithVoid();
  }

  /** The client's own tuple: the wrapped one takes no arrays of bytes. */
  private static io.vertx.sqlclient.Tuple chunkColumns(List<NewChunk> chunks) {
    return io.vertx.sqlclient.Tuple.tuple()
        .addArrayOfString(texts(chunks, NewChunk::hash))
        .addArrayOfString(texts(chunks, chunk -> chunk.chunk().symbol().value()))
        .addArrayOfString(texts(chunks, chunk -> chunk.chunk().period().timeframe().text()))
        .addArrayOfString(texts(chunks, chunk -> chunk.chunk().period().text()))
        .addArrayOfString(texts(chunks, chunk -> chunk.chunk().bars().exchange().name()))
        .addArrayOfInteger(
            chunks.stream().map(chunk -> chunk.chunk().bars().size()).toArray(Integer[]::new))
        .addArrayOfOffsetDateTime(times(chunks, _ -> 0))
        .addArrayOfOffsetDateTime(times(chunks, bars -> bars.size() - 1))
        .addArrayOfBuffer(
            chunks.stream()
                .map(chunk -> io.vertx.core.buffer.Buffer.buffer(chunk.chunk().pack()))
                .toArray(io.vertx.core.buffer.Buffer[]::new));
  }

  private Uni<Void> moveHeads(SqlConnection connection, List<NewChunk> chunks) {
    Tuple heads =
        Tuple.tuple()
            .addArrayOfString(texts(chunks, chunk -> chunk.chunk().symbol().value()))
            .addArrayOfString(texts(chunks, chunk -> chunk.chunk().period().timeframe().text()))
            .addArrayOfString(texts(chunks, chunk -> chunk.chunk().period().text()))
            .addArrayOfInteger(chunks.stream().map(NewChunk::version).toArray(Integer[]::new))
            .addArrayOfString(texts(chunks, NewChunk::hash));
    return connection
        .preparedQuery(
            schema.sql(
                """
                update {schema}.bar_head h set known_to = now()
                  from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::text[])
                       p (symbol, timeframe, period, version, hash)
                 where h.symbol = p.symbol and h.timeframe = p.timeframe and h.period = p.period
                   and h.version = p.version - 1 and p.hash <> h.hash\
                """))
        .execute(heads)
        .chain(() ->
            connection
                .preparedQuery(
                    schema.sql(
                        """
                        insert into {schema}.bar_head (symbol, timeframe, period, version, hash)
                        select * from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::text[])\
                        """))
                .execute(heads))
        .replaceWithVoid();
  }

  /** Names the newest chunks of symbols and a timeframe, for ever. */
  Uni<String> takeSnapshot(SqlConnection connection, Set<Symbol> symbols, Timeframe timeframe) {
    return connection
        .preparedQuery(
            schema.sql(
                """
                select hash from {schema}.bar_head
                 where known_to is null and symbol = any($1) and timeframe = $2
                 order by symbol, period\
                """))
        .execute(Tuple.tuple().addArrayOfString(names(symbols)).addString(timeframe.text()))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getString("hash"))
                .toList())
        .chain(hashes -> addSnapshot(connection, hashes));
  }

  private Uni<String> addSnapshot(SqlConnection connection, List<String> hashes) {
    String snapshot = SnapshotHash.of(hashes);
    return connection
        .preparedQuery(
            schema.sql(
                """
                insert into {schema}.snapshot (hash, chunks) values ($1, $2)
                on conflict (hash) do nothing\
                """))
        .execute(Tuple.tuple().addString(snapshot).addArrayOfString(hashes.toArray(String[]::new)))
        .replaceWith(snapshot);
  }

  /** The transaction's time, which its rows are known from. */
  Uni<Instant> now(SqlConnection connection) {
    return connection
        .query("select now() as now")
        .execute()
        .map(rows -> rows.iterator().next().getOffsetDateTime("now").toInstant());
  }

  /** What there is of each symbol and timeframe. */
  public Uni<List<Series>> series(SqlConnection connection, int limit, int offset) {
    return connection
        .preparedQuery(
            schema.sql(
                """
                select h.symbol, h.timeframe, min(c.exchange) as exchange, min(c.first_open) as first_open,
                       max(c.last_open) as last_open, sum(c.bar_count)::bigint as bars,
                       count(*)::int as chunks, max(h.known_from) as known_from,
                       array_agg(h.hash order by h.period) as hashes
                  from {schema}.bar_head h join {schema}.bar_chunk c on c.hash = h.hash
                 where h.known_to is null
                 group by h.symbol, h.timeframe
                 order by h.symbol, h.timeframe limit $1 offset $2\
                """))
        .execute(Tuple.of(limit, offset))
        .map(
            rows -> StreamSupport.stream(rows.spliterator(), false).map(PgBars::toSeries).toList());
  }

  /** How many pairs of symbol and timeframe there are. */
  public Uni<Long> countSeries(SqlConnection connection) {
    return connection
        .query(
            schema.sql(
                """
                select count(*) as n from (select distinct symbol, timeframe
                  from {schema}.bar_head where known_to is null) s\
                """))
        .execute()
        .map(rows -> rows.iterator().next().getLong("n"));
  }

  private static Series toSeries(Row row) {
    return new Series(
        row.getString("symbol"),
        row.getString("timeframe"),
        row.getString("exchange"),
        row.getOffsetDateTime("first_open").toInstant(),
        row.getOffsetDateTime("last_open").toInstant(),
        row.getLong("bars"),
        row.getInteger("chunks"),
        row.getOffsetDateTime("known_from").toInstant(),
        SnapshotHash.of(List.of(row.getArrayOfStrings("hashes"))));
  }

  private static List<PackedHead> toHeads(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row ->
            new PackedHead(
                new Symbol(row.getString("symbol")),
                new BarPeriod(Timeframe.parse(row.getString("timeframe")), row.getString("period")),
                Exchange.valueOf(row.getString("exchange")),
                row.getInteger("version"),
                row.getString("hash"),
                row.getBuffer("columns")))
        .toList();
  }

  private static String[] names(Set<Symbol> symbols) {
    return symbols.stream().map(Symbol::value).toArray(String[]::new);
  }

  private static String[] texts(List<NewChunk> chunks, Function<NewChunk, String> column) {
    return chunks.stream().map(column).toArray(String[]::new);
  }

  private static OffsetDateTime[] times(List<NewChunk> chunks, Function<Bars, Integer> index) {
    return chunks.stream()
        .map(chunk -> chunk.chunk().bars())
        .map(bars -> utc(Instant.ofEpochMilli(bars.openTime(index.apply(bars)))))
        .toArray(OffsetDateTime[]::new);
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /**
   * Which bars are asked for.
   *
   * @param from the first open
   * @param before the open that is not asked for any more
   * @param limit how many bars at the most
   */
  public record Window(Instant from, Instant before, int limit) {}

  /** The newest chunk of a period, packed as it is stored; unpack it off the event loop. */
  public record PackedHead(
      Symbol symbol,
      BarPeriod period,
      Exchange exchange,
      int version,
      String hash,
      Buffer columns) {
    /** Its bars. */
    public HeadChunk unpack() {
      return new HeadChunk(
          BarChunk.unpack(symbol, period, exchange, columns.getBytes()), hash, version);
    }
  }

  /**
   * What there is of a symbol and timeframe.
   *
   * @param knownFrom when it changed last
   * @param snapshot the hash over its chunks
   */
  public record Series(
      String symbol,
      String timeframe,
      String exchange,
      Instant from,
      Instant to,
      long bars,
      int chunks,
      Instant knownFrom,
      String snapshot) {}
}
