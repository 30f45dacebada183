package io.plimsoll.batchkernel.synthetic;

import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.BarsBuilder;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.kernel.random.SeededStream;
import io.plimsoll.kernel.time.ExchangeCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes daily bars of a market that never was: a factor model (market, growth over value, long
 * bonds, gold, and each symbol's own noise) whose prices pass exactly through given anchors.
 *
 * <p>A symbol's log return of a session depends on the seed, the symbol and the date only: other
 * symbols, or a longer range, change nothing. Days of high volatility come at random, so returns
 * have fat tails, but no clusters of volatility, no jumps of single names and no splits or
 * dividends: a stage set, not a model of markets. See docs/methods/synthetic-market.md.
 *
 * <p>Units: prices in USD, to 4 decimals; volume in shares.
 */
public final class SyntheticMarket {
  private static final ExchangeCalendar CALENDAR = ExchangeCalendar.of(Exchange.NYSE);
  private static final double UNANCHORED = 100;
  private static final double TICK = 10_000;
  private static final double OPENING_SHARE = 0.35;
  private static final double RANGE_SHARE = 0.45;

  private SyntheticMarket() {}

  /** The bars of each symbol, at every session of the range; no entry where there is none. */
  public static Map<Symbol, Bars> bars(SyntheticRequest request) {
    LocalDate anchor = CALENDAR.previousSession(request.anchorDate().plusDays(1));
    LocalDate from = request.from().isBefore(anchor) ? request.from() : anchor;
    LocalDate to = request.to().isAfter(anchor) ? request.to() : anchor;
    List<LocalDate> sessions = CALENDAR.sessions(CALENDAR.previousSession(from), to);
    SeededStream market = SeededStream.of(request.seed()).stream("market");
    List<FactorDay> days = sessions.stream().map(date -> FactorDay.of(market, date)).toList();
    Map<Symbol, Bars> bars = new TreeMap<>();
    for (Symbol symbol : request.symbols()) {
      Bars made = path(request, symbol, anchor, sessions, days);
      if (made.size() > 0) {
        bars.put(symbol, made);
      }
    }
    return bars;
  }

  private static Bars path(
      SyntheticRequest request,
      Symbol symbol,
      LocalDate anchor,
      List<LocalDate> sessions,
      List<FactorDay> days) {
    Loadings loadings = Loadings.of(symbol, request.seed());
    SeededStream own = SeededStream.of(request.seed()).stream("own").stream(symbol.value());
    List<SeededStream> draws = new ArrayList<>();
    double[] level = new double[sessions.size()];
    double sum = 0;
    for (int i = 0; i < level.length; i++) {
      SeededStream draw = own.stream(sessions.get(i).toEpochDay());
      sum += loadings.logReturn(days.get(i), draw.nextGaussian());
      level[i] = sum;
      draws.add(draw);
    }
    double price = request.anchors().getOrDefault(symbol, UNANCHORED);
    double atAnchor = level[sessions.indexOf(anchor)];
    BarsBuilder bars = Bars.builder(Timeframe.ONE_DAY, Exchange.NYSE);
    for (int i = 1; i < level.length; i++) {
      LocalDate session = sessions.get(i);
      if (!session.isBefore(request.from()) && !session.isAfter(request.to())) {
        double close = price * Math.exp(level[i] - atAnchor);
        double previous = price * Math.exp(level[i - 1] - atAnchor);
        double volatility = 0.008 * Math.abs(loadings.market()) + loadings.ownVolatility();
        add(bars, session, previous, close, volatility, draws.get(i));
      }
    }
    return bars.build();
  }

  /** Adds a bar around a close: its open near the previous close, high and low beyond both. */
  static void add(
      BarsBuilder bars,
      LocalDate session,
      double previous,
      double close,
      double volatility,
      SeededStream draw) {
    double open = previous * Math.exp(OPENING_SHARE * volatility * draw.nextGaussian());
    double up = Math.exp(RANGE_SHARE * volatility * Math.abs(draw.nextGaussian()));
    double down = Math.exp(-RANGE_SHARE * volatility * Math.abs(draw.nextGaussian()));
    double volume = Math.rint(1_000_000 * Math.exp(0.4 * draw.nextGaussian()));
    double roundedOpen = rounded(open);
    double roundedClose = rounded(close);
    bars.add(
        session,
        roundedOpen,
        Math.max(Math.max(roundedOpen, roundedClose), rounded(Math.max(open, close) * up)),
        Math.min(Math.min(roundedOpen, roundedClose), rounded(Math.min(open, close) * down)),
        roundedClose,
        volume);
  }

  static double rounded(double price) {
    return Math.max(1, Math.rint(price * TICK)) / TICK;
  }
}
