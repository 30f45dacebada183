package io.plimsoll.batch.risk.store;

import static java.util.stream.Collectors.groupingBy;

import io.plimsoll.batch.risk.core.NightInputs;
import io.plimsoll.batch.risk.core.NightInputs.DatedPrice;
import io.plimsoll.batchkernel.factor.Factor;
import io.plimsoll.batchkernel.factor.FactorModel;
import io.plimsoll.batchkernel.portfolio.Instrument;
import io.plimsoll.batchkernel.portfolio.OccSymbol;
import io.plimsoll.batchkernel.portfolio.Position;
import io.plimsoll.kernel.market.BarChunk;
import io.plimsoll.kernel.market.BarPeriod;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.platform.work.Schema;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the prices of a night, once for all of its portfolios. */
@ApplicationScoped
class PgDayPrices {
  /** As far back as value at risk and its backtest look. */
  private static final int YEARS = 4;

  /** How old the quote of an option may be that only shows a volatility. */
  private static final int SURFACE_DAYS = 7;

  private final Schema schema;

  PgDayPrices(Schema schema) {
    this.schema = schema;
  }

  /** Reads bars and quotes of positions, their underlyings and the factor funds. */
  Uni<NightInputs.Market> read(
      SqlConnection connection, LocalDate asOf, Collection<List<Position>> held) {
    Set<String> codes = new TreeSet<>();
    Set<String> roots = new TreeSet<>();
    FactorModel.STANDARD.factors().stream().map(Factor::symbol).forEach(codes::add);
    for (List<Position> positions : held) {
      for (Position position : positions) {
        Instrument instrument = position.instrument();
        String underlying = instrument.underlying().value();
        codes.addAll(List.of(instrument.code(), underlying, underlying + ".FORWARD"));
        if (instrument instanceof Instrument.Option) {
          roots.add("%-6s".formatted(underlying));
        }
      }
    }
    return daily(connection, asOf, codes)
        .chain(daily ->
            quotes(connection, asOf, codes, roots)
                .map(quotes -> new NightInputs.Market(daily, quotes)));
  }

  /** The newest chunks of the last years, in one query. */
  private Uni<Map<String, List<BarChunk>>> daily(
      SqlConnection connection, LocalDate asOf, Set<String> codes) {
    String[] years =
        IntStream.rangeClosed(asOf.getYear() - YEARS + 1, asOf.getYear())
            .mapToObj(Integer::toString)
            .toArray(String[]::new);
    String[] symbols =
        codes.stream().filter(code -> !OccSymbol.looksLike(code)).toArray(String[]::new);
    return connection
        .preparedQuery(
            schema.sql(
                "select c.symbol, c.period, c.exchange, c.columns from {schema}.bar_head h"
                    + " join {schema}.bar_chunk c using (hash)"
                    + " where h.known_to is null and h.timeframe = '1d'"
                    + " and h.symbol = any($1) and h.period = any($2)"
                    + " order by c.symbol, c.period"))
        .execute(Tuple.of(symbols, years))
        .map(rows ->
            stream(rows)
                .map(PgDayPrices::toChunk)
                .collect(groupingBy(chunk -> chunk.symbol().value())));
  }

  /** The newest quote of each code, and of every option on the same underlyings. */
  private Uni<Map<String, DatedPrice>> quotes(
      SqlConnection connection, LocalDate asOf, Set<String> codes, Set<String> roots) {
    return connection
        .preparedQuery(
            schema.sql(
                "select distinct on (instrument) instrument, quote_date, price"
                    + " from {schema}.instrument_quote where quote_date <= $2"
                    + " and (instrument = any($1) or (length(instrument) = 21"
                    + " and left(instrument, 6) = any($3) and quote_date > $4))"
                    + " order by instrument, quote_date desc"))
        .execute(
            Tuple.of(
                codes.toArray(String[]::new),
                asOf,
                roots.toArray(String[]::new),
                asOf.minusDays(SURFACE_DAYS)))
        .map(rows -> {
          Map<String, DatedPrice> quotes = new HashMap<>();
          rows.forEach(row ->
              quotes.put(
                  row.getString("instrument"),
                  new DatedPrice(row.getLocalDate("quote_date"), row.getBigDecimal("price"))));
          return quotes;
        });
  }

  private static BarChunk toChunk(Row row) {
    return BarChunk.unpack(
        Symbol.parse(row.getString("symbol")),
        new BarPeriod(Timeframe.ONE_DAY, row.getString("period")),
        Exchange.valueOf(row.getString("exchange")),
        row.getBuffer("columns").getBytes());
  }

  private static Stream<Row> stream(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }
}
