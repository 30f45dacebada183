package io.plimsoll.learning.preprocess;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.Bars;
import java.util.Arrays;

/**
 * What is predicted at the close of bar t: a price of bar t + horizon.
 *
 * @param column which price
 * @param transform in which form a regression predicts it
 * @param horizon how many bars ahead
 */
public record Target(TargetColumn column, TargetTransform transform, int horizon) {
  public Target {
    if (horizon < 1) {
      throw new IllegalArgumentException(
          "horizon: %d bars (expected: 1 or more)".formatted(horizon));
    }
  }

  /**
   * The regression target of each row; NaN for the last {@code horizon} rows, whose future is not
   * in the bars.
   *
   * @param bars the primary symbol's bars, adjusted
   */
  public Vec values(Bars bars) {
    Vec price = column.of(bars);
    Vec close = bars.close();
    double[] values = unknown(bars.size());
    for (int t = 0; t + horizon < values.length; t++) {
      values[t] = transform.target(price.get(t + horizon), close.get(t));
    }
    return Vec.ofUnsafe(values);
  }

  /**
   * The class of each row: 1 where the future target price is above the target price now, else 0;
   * NaN for the last {@code horizon} rows. The transform plays no part.
   */
  public Vec labels(Bars bars) {
    Vec price = column.of(bars);
    double[] values = unknown(bars.size());
    for (int t = 0; t + horizon < values.length; t++) {
      values[t] = price.get(t + horizon) > price.get(t) ? 1 : 0;
    }
    return Vec.ofUnsafe(values);
  }

  private static double[] unknown(int rows) {
    double[] values = new double[rows];
    Arrays.fill(values, Double.NaN);
    return values;
  }
}
