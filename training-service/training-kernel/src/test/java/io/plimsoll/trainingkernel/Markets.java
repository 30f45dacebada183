package io.plimsoll.trainingkernel;

import io.plimsoll.kernel.array.LongVec;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.BarColumns;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.kernel.random.SeededStream;
import io.plimsoll.learning.feature.MarketData;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/** Made-up markets. */
public final class Markets {
  public static final Symbol SYMBOL = new Symbol("TEST-USD");
  private static final long START = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();

  private Markets() {}

  /** Hourly bars whose returns are pure chance. */
  public static MarketData noise(long seed, int bars) {
    return market(seed, bars, 0);
  }

  /**
   * Hourly bars in which a close near the top of its bar is followed by a fall: the feature {@code
   * ibs} foretells the next return, with the given strength in standard deviations, and nothing
   * else does.
   */
  public static MarketData planted(long seed, int bars, double strength) {
    return market(seed, bars, strength);
  }

  private static MarketData market(long seed, int rows, double strength) {
    SeededStream random = SeededStream.of(seed).stream("market");
    long[] times = new long[rows];
    double[][] prices = new double[4][rows];
    double[] volume = new double[rows];
    double close = 100;
    double place = 0.5;
    for (int t = 0; t < rows; t++) {
      times[t] = START + t * 3_600_000L;
      double open = close;
      double drift = -strength * (place - 0.5) * 0.01 * Math.sqrt(12);
      close = open * Math.exp(0.01 * random.nextGaussian() + drift);
      place = random.nextDouble();
      double range = Math.abs(close - open) + close * 0.02;
      double low = Math.min(close - place * range, Math.min(open, close));
      double high = low + range;
      high = Math.max(high, Math.max(open, close));
      place = (close - low) / (high - low);
      prices[0][t] = open;
      prices[1][t] = high;
      prices[2][t] = low;
      prices[3][t] = close;
      volume[t] = 1000 * (0.5 + random.nextDouble());
    }
    double[] ones = new double[rows];
    Arrays.fill(ones, 1);
    Bars bars =
        Bars.of(
            Timeframe.ONE_HOUR,
            Exchange.CRYPTO,
            new BarColumns(
                LongVec.of(times),
                new BarColumns.Prices(
                    Vec.of(prices[0]), Vec.of(prices[1]), Vec.of(prices[2]), Vec.of(prices[3])),
                Vec.of(volume),
                Vec.of(ones),
                Vec.of(new double[rows])));
    return new MarketData(SYMBOL, Map.of(SYMBOL, bars));
  }
}
