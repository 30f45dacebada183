package io.plimsoll.platform.marketdata;

import static java.util.stream.Collectors.groupingBy;

import io.plimsoll.kernel.market.BarChunk;
import io.plimsoll.kernel.market.BarPeriod;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.SnapshotHash;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.platform.marketdata.PriceSnapshot.Span;
import io.plimsoll.platform.work.Schema;
import io.plimsoll.platform.work.SqlWork;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The {@link Prices} in the service's own schema. */
@ApplicationScoped
class PgPrices implements Prices {
  private static final String HEADS =
      """
      select h.symbol, h.timeframe, h.period, h.hash::text as hash, c.first_open, c.last_open
      from {schema}.bar_head h join {schema}.bar_chunk c on c.hash = h.hash
      where h.symbol = any($1) and h.timeframe = any($2)
      """;
  private static final String KEEP =
      "insert into {schema}.snapshot (hash, chunk_hashes) values ($1, $2) on conflict do nothing";
  private static final String CHUNKS =
      """
      select c.symbol, c.exchange, c.timeframe, c.period, c.content
      from {schema}.snapshot s
      cross join lateral unnest(s.chunk_hashes) with ordinality as part (hash, place)
      join {schema}.bar_chunk c on c.hash = cast(part.hash as char(64))
      where s.hash = $1
      order by part.place
      """;
  private static final String ARRIVAL =
      """
      select exists (select from {schema}.snapshot where hash = $1) as known,
        (select array_agg(h.hash::text order by h.symbol collate "C", h.period collate "C")
         from {schema}.bar_head h where h.symbol = any($2) and h.timeframe = $3) as asked
      """;
  private static final String SERIES =
      """
      select h.symbol, h.timeframe, min(c.first_open) as first, max(c.last_open) as last,
        sum(c.bars) as bars, array_agg(h.hash::text order by h.period collate "C") as chunks
      from {schema}.bar_head h join {schema}.bar_chunk c on c.hash = h.hash
      group by h.symbol, h.timeframe
      order by h.symbol collate "C", h.timeframe collate "C"
      """;
  private static final String COUNT = "select count(distinct symbol) as n from {schema}.bar_head";

  private final SqlWork work;
  private final Schema schema;

  PgPrices(SqlWork work, Schema schema) {
    this.work = work;
    this.schema = schema;
  }

  @Override
  public Uni<PriceSnapshot> newest(
      List<Symbol> symbols, Timeframe timeframe, Optional<Instant> until) {
    Tuple names = Tuple.of(texts(symbols), notCoarserThan(timeframe));
    return work.reading(connection -> connection.preparedQuery(schema.sql(HEADS)).execute(names))
        .map(rows -> choose(headsOf(rows, until), symbols));
  }

  @Override
  public Uni<Boolean> has(String snapshot, List<Symbol> symbols, Timeframe timeframe) {
    Tuple asked = Tuple.of(snapshot, texts(symbols), timeframe.text());
    return work.reading(connection -> connection.preparedQuery(schema.sql(ARRIVAL)).execute(asked))
        .map(rows -> isThere(rows.iterator().next(), snapshot));
  }

  @Override
  public Uni<Void> keep(SqlConnection connection, PriceSnapshot snapshot) {
    Tuple row = Tuple.of(snapshot.hash(), snapshot.chunks().toArray(String[]::new));
    return connection.preparedQuery(schema.sql(KEEP)).execute(row).replaceWithVoid();
  }

  @Override
  public Uni<List<Supplier<BarChunk>>> load(String snapshot) {
    return work.reading(
            connection -> connection.preparedQuery(schema.sql(CHUNKS)).execute(Tuple.of(snapshot)))
        .map(rows -> stream(rows).map(PgPrices::packed).toList());
  }

  @Override
  public Uni<List<Series>> series() {
    return work.reading(connection -> connection.query(schema.sql(SERIES)).execute())
        .map(rows -> stream(rows).map(PgPrices::seriesOf).toList());
  }

  @Override
  public Uni<Integer> countSymbols() {
    return work.reading(connection -> connection.query(schema.sql(COUNT)).execute())
        .map(rows -> rows.iterator().next().getInteger("n"));
  }

  private static boolean isThere(Row row, String snapshot) {
    return row.getBoolean("known") || isSnapshotOf(row.getArrayOfStrings("asked"), snapshot);
  }

  private static boolean isSnapshotOf(String @Nullable [] chunks, String snapshot) {
    return chunks != null && SnapshotHash.of(List.of(chunks)).equals(snapshot);
  }

  private static List<Head> headsOf(RowSet<Row> rows, Optional<Instant> until) {
    return stream(rows)
        .map(Head::of)
        .filter(head -> until.isEmpty() || !head.span().first().isAfter(until.get()))
        .toList();
  }

  /** Takes each symbol's coarsest bars; the query gave none that are too coarse. */
  private static PriceSnapshot choose(List<Head> heads, List<Symbol> symbols) {
    Map<String, List<Head>> bySymbol = heads.stream().collect(groupingBy(Head::symbol));
    List<Head> chosen = new ArrayList<>();
    List<Symbol> absent = new ArrayList<>();
    for (Symbol symbol : symbols.stream().sorted().toList()) {
      List<Head> own = bySymbol.getOrDefault(symbol.value(), List.of());
      Optional<Timeframe> source = own.stream().map(Head::timeframe).max(Comparator.naturalOrder());
      source.ifPresentOrElse(
          coarsest ->
              own.stream()
                  .filter(head -> head.timeframe() == coarsest)
                  .sorted(Comparator.comparing(Head::period))
                  .forEach(chosen::add),
          () -> absent.add(symbol));
    }
    List<String> hashes = chosen.stream().map(Head::hash).toList();
    return PriceSnapshot.of(hashes, absent, spanOf(chosen, symbols.getFirst()));
  }

  private static Span spanOf(List<Head> chosen, Symbol primary) {
    List<Span> spans =
        chosen.stream()
            .filter(head -> head.symbol().equals(primary.value()))
            .map(Head::span)
            .toList();
    return spans.isEmpty()
        ? new Span(Instant.EPOCH, Instant.EPOCH)
        : new Span(spans.getFirst().first(), spans.getLast().last());
  }

  private static Supplier<BarChunk> packed(Row row) {
    Symbol symbol = new Symbol(row.getString("symbol"));
    Exchange exchange = Exchange.valueOf(row.getString("exchange"));
    BarPeriod period =
        new BarPeriod(Timeframe.parse(row.getString("timeframe")), row.getString("period"));
    byte[] content = row.getBuffer("content").getBytes();
    return () -> BarChunk.unpack(symbol, period, exchange, content);
  }

  private static Series seriesOf(Row row) {
    return new Series(
        row.getString("symbol"),
        row.getString("timeframe"),
        instant(row, "first"),
        instant(row, "last"),
        row.getLong("bars"),
        SnapshotHash.of(List.of(row.getArrayOfStrings("chunks"))));
  }

  private static Instant instant(Row row, String column) {
    return row.get(OffsetDateTime.class, column).toInstant();
  }

  private static String[] notCoarserThan(Timeframe timeframe) {
    return Arrays.stream(Timeframe.values())
        .filter(other -> other.compareTo(timeframe) <= 0)
        .map(Timeframe::text)
        .toArray(String[]::new);
  }

  private static String[] texts(List<Symbol> symbols) {
    return symbols.stream().map(Symbol::value).toArray(String[]::new);
  }

  private static Stream<Row> stream(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }

  /** The newest chunk of one period, without its bars. */
  private record Head(String symbol, Timeframe timeframe, String period, String hash, Span span) {

    static Head of(Row row) {
      return new Head(
          row.getString("symbol"),
          Timeframe.parse(row.getString("timeframe")),
          row.getString("period"),
          row.getString("hash"),
          new Span(instant(row, "first_open"), instant(row, "last_open")));
    }
  }
}
