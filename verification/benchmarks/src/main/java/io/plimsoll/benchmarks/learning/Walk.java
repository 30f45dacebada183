package io.plimsoll.benchmarks.learning;

import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.BarsBuilder;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.kernel.random.SeededStream;
import io.plimsoll.learning.feature.MarketData;
import java.time.Instant;
import java.util.Map;

/** Seeded minutes of a market that trades around the clock. */
final class Walk {
  static final Symbol SYMBOL = new Symbol("WALK-USD");
  private static final long START = Instant.parse("2022-01-01T00:00:00Z").toEpochMilli();

  private Walk() {}

  static MarketData of(int rows) {
    SeededStream random = SeededStream.of(42).stream("walk");
    BarsBuilder bars = Bars.builder(Timeframe.ONE_MINUTE, Exchange.CRYPTO);
    double close = 100;
    for (int t = 0; t < rows; t++) {
      double open = close * (1 + 1e-4 * random.nextGaussian());
      close = 100 + 0.99999 * (open * Math.exp(1e-3 * random.nextGaussian()) - 100);
      double top = Math.max(open, close) * (1 + 1e-4 + 5e-4 * random.nextDouble());
      double bottom = Math.min(open, close) * (1 - 1e-4 - 5e-4 * random.nextDouble());
      bars.add(START + 60_000L * t, open, top, bottom, close, 10 + 1000 * random.nextDouble());
    }
    return new MarketData(SYMBOL, Map.of(SYMBOL, bars.build()));
  }
}
