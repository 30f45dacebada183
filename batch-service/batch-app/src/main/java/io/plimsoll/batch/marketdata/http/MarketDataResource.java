package io.plimsoll.batch.marketdata.http;

import io.plimsoll.batch.marketdata.core.HeadChunk;
import io.plimsoll.batch.marketdata.store.PgBars;
import io.plimsoll.batch.marketdata.store.PgBars.PackedHead;
import io.plimsoll.batchkernel.marketdata.BarQuality;
import io.plimsoll.batchkernel.marketdata.QualityReport;
import io.plimsoll.kernel.market.BarChunk;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.kernel.time.ExchangeCalendar;
import io.plimsoll.platform.http.Page;
import io.plimsoll.platform.http.PageParams;
import io.plimsoll.platform.problem.ServiceException.NotFound;
import io.plimsoll.platform.security.Roles;
import io.plimsoll.platform.work.KernelPool;
import io.plimsoll.platform.work.SqlWork;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What there is of market data, and how good it is. Wholly reactive. */
@Path("/api/v1/market-data")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "market data")
public class MarketDataResource {
  private static final Clock CLOCK = Clock.systemUTC();

  private final SqlWork work;
  private final KernelPool pool;
  private final PgBars bars;

  MarketDataResource(SqlWork work, KernelPool pool, PgBars bars) {
    this.work = work;
    this.pool = pool;
    this.bars = bars;
  }

  /** Every symbol and timeframe there is. */
  @GET
  @Path("/symbols")
  @Operation(summary = "Symbols with timeframe, first and last bar, count and snapshot")
  public Uni<Page<PgBars.Series>> symbols(@BeanParam PageParams params) {
    int limit = params.limit();
    int offset = params.offset();
    return work.reading(connection ->
        bars.countSeries(connection)
            .chain(total ->
                bars.series(connection, limit, offset).map(page -> Page.of(page, total, params))));
  }

  /** Bars of one symbol, page by page. */
  @GET
  @Path("/bars")
  @Operation(summary = "Raw bars, oldest first; next is the 'from' of the following page")
  public Uni<BarsView> bars(
      @QueryParam("symbol") @Nullable String symbol,
      @QueryParam("timeframe") @Nullable String timeframe,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("layout") @Nullable String layout) {
    Symbol of = SeriesParams.symbol(symbol);
    int most = PageParams.whole("limit", limit, 1, PageParams.MAX_LIMIT, PageParams.MAX_LIMIT);
    PgBars.Window window =
        new PgBars.Window(SeriesParams.from(from), SeriesParams.before(to), most);
    boolean asRows =
        switch (layout == null ? "columns" : layout) {
          case "columns" -> false;
          case "rows" -> true;
          default -> throw SeriesParams.wrong("layout", layout, "columns or rows");
        };
    Timeframe wanted = SeriesParams.timeframe(timeframe);
    return work.reading(connection -> bars.heads(connection, of, wanted, window))
        .map(heads -> existing(heads, of, wanted))
        .chain(heads -> pool.compute(() -> page(heads, window, asRows)));
  }

  private static List<PackedHead> existing(
      List<PackedHead> heads, Symbol symbol, Timeframe timeframe) {
    if (heads.isEmpty()) {
      throw new NotFound("bars of", symbol + " " + timeframe.text() + " in that range");
    }
    return heads;
  }

  private static BarsView page(List<PackedHead> heads, PgBars.Window window, boolean asRows) {
    Bars all = all(heads);
    int first = all.indexFrom(window.from().toEpochMilli());
    int end = all.indexFrom(window.before().toEpochMilli());
    int last = Math.min(end, first + window.limit());
    Optional<Instant> next =
        last < end ? Optional.of(Instant.ofEpochMilli(all.openTime(last))) : Optional.empty();
    return BarsView.of(heads.getFirst().symbol().value(), all.slice(first, last), next, asRows);
  }

  private static Bars all(List<PackedHead> heads) {
    return Bars.concat(
        heads.stream().map(PackedHead::unpack).map(HeadChunk::chunk).map(BarChunk::bars).toList());
  }

  /** Coverage, gaps, staleness and outliers of one symbol's bars. */
  @GET
  @Path("/quality")
  @Operation(summary = "Coverage, gaps, staleness and outliers of a symbol's bars")
  public Uni<QualityReport> quality(
      @QueryParam("symbol") @Nullable String symbol,
      @QueryParam("timeframe") @Nullable String timeframe) {
    Symbol of = SeriesParams.symbol(symbol);
    Timeframe wanted = SeriesParams.timeframe(timeframe);
    PgBars.Window everything =
        new PgBars.Window(SeriesParams.from(null), SeriesParams.before(null), Integer.MAX_VALUE);
    Instant now = CLOCK.instant();
    return work.reading(connection -> bars.heads(connection, of, wanted, everything))
        .map(heads -> existing(heads, of, wanted))
        .chain(heads -> pool.compute(() -> BarQuality.measure(all(heads), now)));
  }

  /** The sessions of an exchange. */
  @GET
  @Path("/calendar")
  @Operation(summary = "The sessions of an exchange: opens, closes, early closes")
  public Uni<Page<Session>> calendar(
      @QueryParam("exchange") @Nullable String exchange,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @BeanParam PageParams params) {
    Exchange of = SeriesParams.exchange(exchange);
    ExchangeCalendar calendar = ExchangeCalendar.of(of);
    LocalDate today = calendar.localDate(CLOCK.instant());
    LocalDate first = SeriesParams.date("from", from, today.minusYears(1));
    LocalDate last = SeriesParams.date("to", to, today);
    List<LocalDate> dates = calendar.sessions(first, last);
    List<Session> page =
        dates.stream()
            .skip(params.offset())
            .limit(params.limit())
            .map(date -> Session.of(of, calendar, date))
            .toList();
    return Uni.createFrom().item(Page.of(page, dates.size(), params));
  }

  /**
   * One session.
   *
   * @param earlyClose whether it closes before the usual hour
   */
  public record Session(
      String exchange, LocalDate date, Instant open, Instant close, boolean earlyClose) {
    static Session of(Exchange exchange, ExchangeCalendar calendar, LocalDate date) {
      return new Session(
          exchange.name(),
          date,
          calendar.open(date),
          calendar.close(date),
          calendar.isEarlyClose(date));
    }
  }
}
