package io.plimsoll.learning.feature;

import io.plimsoll.kernel.array.LongVec;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.BarColumns;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.kernel.random.SeededStream;
import io.plimsoll.kernel.time.ExchangeCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Made-up bars for tests. */
public final class Series {
  static final Symbol STOCK = new Symbol("STOCK");
  static final Symbol MARKET = new Symbol("SPY");
  static final Symbol VOLATILITY = new Symbol("VIXY");
  private static final LocalDate FIRST = LocalDate.of(2023, 1, 3);

  private Series() {}

  /** Bars with flat ones, silent ones and repeated closes among them. */
  static Bars walk(long seed, Timeframe timeframe, int rows) {
    SeededStream random = SeededStream.of(seed).stream("series");
    long[] times = openTimes(timeframe, rows);
    double[][] prices = new double[4][rows];
    double[] volume = new double[rows];
    double close = 100;
    for (int t = 0; t < rows; t++) {
      boolean isFlat = random.nextInt(40) == 0;
      double open = isFlat ? close : close * Math.exp(0.004 * random.nextGaussian());
      double next = isFlat ? open : open * Math.exp(0.01 * random.nextGaussian());
      double reach = isFlat ? 0 : 0.01 * random.nextDouble();
      prices[0][t] = open;
      prices[1][t] = Math.max(open, next) * (1 + reach);
      prices[2][t] = Math.min(open, next) * (1 - reach);
      prices[3][t] = next;
      volume[t] = random.nextInt(30) == 0 ? 0 : Math.rint(1e5 * random.nextDouble());
      close = next;
    }
    return bars(timeframe, times, prices, volume);
  }

  /** Bars whose open, high, low and close are all the given values. */
  static Bars flat(Timeframe timeframe, double... closes) {
    double[] volume = new double[closes.length];
    Arrays.fill(volume, 1000);
    return bars(
        timeframe,
        openTimes(timeframe, closes.length),
        new double[][] {closes, closes, closes, closes},
        volume);
  }

  /** Bars of these rows: open, high, low, close, volume. */
  static Bars of(Timeframe timeframe, double[]... rows) {
    double[][] columns = new double[5][rows.length];
    for (int t = 0; t < rows.length; t++) {
      for (int j = 0; j < 5; j++) {
        columns[j][t] = rows[t][j];
      }
    }
    return bars(timeframe, openTimes(timeframe, rows.length), columns, columns[4]);
  }

  private static Bars bars(Timeframe timeframe, long[] times, double[][] prices, double[] volume) {
    return Bars.of(
        timeframe,
        Exchange.NYSE,
        BarColumns.plain(
            LongVec.of(times),
            new BarColumns.Prices(
                Vec.of(prices[0]), Vec.of(prices[1]), Vec.of(prices[2]), Vec.of(prices[3])),
            Vec.of(volume)));
  }

  /** A stock, the market and the volatility fund, all in the same timeframe. */
  public static MarketData three(Timeframe timeframe, int rows) {
    return three(1, timeframe, rows);
  }

  /** The same of another seed. */
  public static MarketData three(long seed, Timeframe timeframe, int rows) {
    Map<Symbol, Bars> bars = new LinkedHashMap<>();
    bars.put(STOCK, walk(seed, timeframe, rows));
    bars.put(MARKET, walk(seed + 1, timeframe, rows));
    bars.put(VOLATILITY, walk(seed + 2, timeframe, rows));
    return new MarketData(STOCK, bars);
  }

  static MarketData one(Bars bars) {
    return new MarketData(STOCK, Map.of(STOCK, bars));
  }

  private static long[] openTimes(Timeframe timeframe, int rows) {
    ExchangeCalendar calendar = ExchangeCalendar.of(Exchange.NYSE);
    List<Long> times = new ArrayList<>();
    long step = timeframe.duration().toMillis();
    LocalDate date = FIRST;
    while (times.size() < rows) {
      long open = calendar.open(date).toEpochMilli();
      long close = calendar.close(date).toEpochMilli();
      if (timeframe == Timeframe.ONE_DAY) {
        times.add(open);
      } else {
        for (long at = open; at < close && times.size() < rows; at += step) {
          times.add(at);
        }
      }
      date = calendar.nextSession(date);
    }
    return times.stream().mapToLong(Long::longValue).toArray();
  }
}
