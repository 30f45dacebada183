package io.plimsoll.trainingkernel.fit;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.BarColumns;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.learning.feature.MarketData;
import java.util.Map;

/** Markets whose later bars were altered. */
final class Tampered {
  private Tampered() {}

  /** The same bars to a row, and doubled, reversed nonsense from it on. */
  static MarketData after(MarketData data, int row) {
    Bars bars = data.primaryBars();
    Bars changed =
        Bars.of(
            bars.timeframe(),
            bars.exchange(),
            new BarColumns(
                bars.openTimes(),
                new BarColumns.Prices(
                    changed(bars.open(), row),
                    changed(bars.high(), row),
                    changed(bars.low(), row),
                    changed(bars.close(), row)),
                changed(bars.volume(), row),
                bars.splitFactor(),
                bars.dividend()));
    return new MarketData(data.primary(), Map.of(data.primary(), changed));
  }

  private static Vec changed(Vec column, int row) {
    double[] values = column.toArray();
    for (int t = row; t < values.length; t++) {
      values[t] = 2 * column.get(values.length - 1 - (t - row));
    }
    return Vec.of(values);
  }
}
