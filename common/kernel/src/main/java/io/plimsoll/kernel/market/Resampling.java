package io.plimsoll.kernel.market;

import io.plimsoll.kernel.time.ExchangeCalendar;
import java.time.Instant;

/**
 * Makes coarser bars of finer ones, and bars of trades, of CLOSED intervals only.
 *
 * <p>NYSE intervals count from the session's open (the last may be short, and what lies outside the
 * session is left out); CRYPTO intervals count from midnight UTC. An interval without data makes no
 * bar. An interval whose end is not known to have passed makes no bar either, so no bar changes
 * when more data come: see docs/methods/resampling.md.
 */
public final class Resampling {
  private static final long DAY_MILLIS = 86_400_000L;

  private Resampling() {}

  /**
   * Bars of a coarser timeframe, out of those intervals that end by the close of the last bar.
   *
   * <p>Cost: O(n) time. Bars that already have the timeframe come back as they are.
   *
   * @throws IllegalArgumentException if the timeframe is finer than the bars', if a bar crosses the
   *     border of an interval, or if a split lies inside one
   */
  public static Bars resample(Bars bars, Timeframe timeframe) {
    long knownAt = bars.size() == 0 ? 0 : bars.availableAt(bars.size() - 1);
    return resample(bars, timeframe, Instant.ofEpochMilli(knownAt));
  }

  /**
   * Bars of a coarser timeframe, out of those intervals that end by an instant, using bars known by
   * then.
   *
   * @throws IllegalArgumentException as {@link #resample(Bars, Timeframe)}
   */
  public static Bars resample(Bars bars, Timeframe timeframe, Instant knownAt) {
    if (timeframe.compareTo(bars.timeframe()) < 0) {
      throw new IllegalArgumentException(
          "timeframe: %s of %s bars (expected: not finer)"
              .formatted(timeframe.text(), bars.timeframe().text()));
    }
    Bars known = bars.upTo(knownAt);
    if (timeframe == bars.timeframe()) {
      return known;
    }
    Interval interval = new Interval(timeframe, bars.exchange());
    Candle candle = new Candle(Bars.builder(timeframe, bars.exchange()));
    for (int i = 0; i < known.size(); i++) {
      candle.carry(known.splitFactor().get(i), known.dividend().get(i));
      if (interval.isTrading(known.openTime(i))) {
        if (!interval.holds(known.openTime(i))) {
          candle.finish(interval, knownAt.toEpochMilli());
          interval.moveTo(known.openTime(i));
        }
        requireInside(known, i, interval);
        candle.add(known, i);
      }
    }
    candle.finish(interval, knownAt.toEpochMilli());
    return candle.built();
  }

  /**
   * Bars out of trades: one for each interval that has a trade and ends by the last trade.
   *
   * <p>Cost: O(n) time, no object per trade. Volume is the sum of the amounts.
   */
  public static Bars ofTicks(Ticks ticks, Timeframe timeframe) {
    int n = ticks.size();
    return ofTicks(ticks, timeframe, Instant.ofEpochMilli(n == 0 ? 0 : ticks.times().get(n - 1)));
  }

  /**
   * Bars out of the trades before an instant: one for each interval that has a trade and ends by
   * it.
   */
  public static Bars ofTicks(Ticks ticks, Timeframe timeframe, Instant knownAt) {
    Interval interval = new Interval(timeframe, ticks.exchange());
    Candle candle = new Candle(Bars.builder(timeframe, ticks.exchange()));
    long known = knownAt.toEpochMilli();
    for (int i = 0; i < ticks.size() && ticks.times().get(i) < known; i++) {
      long time = ticks.times().get(i);
      if (interval.isTrading(time)) {
        if (!interval.holds(time)) {
          candle.finish(interval, known);
          interval.moveTo(time);
        }
        double price = ticks.prices().get(i);
        candle.add(price, price, price, price, ticks.amounts().get(i));
      }
    }
    candle.finish(interval, known);
    return candle.built();
  }

  private static void requireInside(Bars bars, int i, Interval interval) {
    if (bars.availableAt(i) > interval.end) {
      throw new IllegalArgumentException(
          "open_time[%d]: a %s bar from %s to %s (expected: an end by %s, the end of its %s interval)"
              .formatted(
                  i,
                  bars.timeframe().text(),
                  Instant.ofEpochMilli(bars.openTime(i)),
                  Instant.ofEpochMilli(bars.availableAt(i)),
                  Instant.ofEpochMilli(interval.end),
                  interval.timeframe.text()));
    }
  }

  /** The interval of the coarser timeframe that holds the last row looked at. */
  private static final class Interval {
    private final Timeframe timeframe;
    private final Exchange exchange;
    private final ExchangeCalendar calendar;
    private long start = Long.MIN_VALUE;
    private long end = Long.MIN_VALUE;

    Interval(Timeframe timeframe, Exchange exchange) {
      this.timeframe = timeframe;
      this.exchange = exchange;
      this.calendar = ExchangeCalendar.of(exchange);
    }

    boolean isTrading(long time) {
      return calendar.isOpenAt(time);
    }

    boolean holds(long time) {
      return start <= time && time < end;
    }

    void moveTo(long time) {
      long origin = calendar.openBefore(time);
      long length = timeframe.isIntraday() ? timeframe.duration().toMillis() : DAY_MILLIS;
      start = origin + Math.floorDiv(time - origin, length) * length;
      end = BarRules.availableAt(timeframe, exchange, start);
    }
  }

  /** A bar in the making, and the bars made so far. */
  private static final class Candle {
    private final BarsBuilder made;
    private boolean isEmpty = true;
    private double open;
    private double high;
    private double low;
    private double close;
    private double volume;
    private double splitFactor = 1;
    private double dividend;
    private double pendingSplit = 1;
    private double pendingDividend;

    Candle(BarsBuilder made) {
      this.made = made;
    }

    /** Notes the actions of a row; they count from the next row that trades. */
    void carry(double split, double cash) {
      pendingDividend = pendingDividend / split + cash;
      pendingSplit *= split;
    }

    void add(Bars bars, int i) {
      if (!isEmpty && pendingSplit != 1) {
        throw new IllegalArgumentException(
            "split_factor[%d]: %s (expected: 1 inside a coarser bar)".formatted(i, pendingSplit));
      }
      add(
          bars.open().get(i),
          bars.high().get(i),
          bars.low().get(i),
          bars.close().get(i),
          bars.volume().get(i));
    }

    void add(double nextOpen, double nextHigh, double nextLow, double nextClose, double amount) {
      if (isEmpty) {
        open = nextOpen;
        high = nextHigh;
        low = nextLow;
        volume = 0;
        splitFactor = 1;
        dividend = 0;
        isEmpty = false;
      }
      high = Math.max(high, nextHigh);
      low = Math.min(low, nextLow);
      close = nextClose;
      volume += amount;
      splitFactor *= pendingSplit;
      dividend += pendingDividend;
      pendingSplit = 1;
      pendingDividend = 0;
    }

    /** Makes the bar if its interval ended by an instant; either way the next one starts. */
    void finish(Interval interval, long knownAt) {
      if (!isEmpty && interval.end <= knownAt) {
        made.add(interval.start, open, high, low, close, volume).withActions(splitFactor, dividend);
      }
      isEmpty = true;
    }

    Bars built() {
      return made.build();
    }
  }
}
