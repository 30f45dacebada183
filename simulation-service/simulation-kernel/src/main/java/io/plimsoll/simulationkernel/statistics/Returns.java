package io.plimsoll.simulationkernel.statistics;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.statistics.SharpeSignificance;
import java.util.Arrays;
import java.util.Optional;

/**
 * Simple returns per bar and what one reads from their distribution.
 *
 * <p>Shape: n values of equity give n - 1 returns. A return on an account worth 0 or less is 0.
 * Cost: O(n), the tail O(n log n).
 */
public final class Returns {
  private final Vec returns;
  private final double[] values;
  private final double mean;
  private final double deviation;

  private Returns(Vec returns) {
    this.returns = returns;
    this.values = returns.toArrayUnsafe();
    this.mean =
        values.length == 0 ? Double.NaN : io.plimsoll.kernel.statistics.Statistics.mean(returns);
    this.deviation =
        values.length < 2
            ? Double.NaN
            : io.plimsoll.kernel.statistics.Statistics.standardDeviation(returns, 1);
  }

  /** The returns of an equity curve. */
  public static Returns ofEquity(Vec equity) {
    double[] worth = equity.toArrayUnsafe();
    double[] returns = new double[Math.max(0, worth.length - 1)];
    for (int i = 0; i < returns.length; i++) {
      returns[i] = worth[i] > 0 ? worth[i + 1] / worth[i] - 1 : 0;
    }
    return new Returns(Vec.ofUnsafe(returns));
  }

  /** Returns that are known already. */
  public static Returns of(Vec returns) {
    return new Returns(returns);
  }

  /** How many returns there are. */
  public int size() {
    return values.length;
  }

  /** The mean; NaN without returns. */
  public double mean() {
    return mean;
  }

  /** The sample standard deviation; NaN for fewer than two returns. */
  public double deviation() {
    return deviation;
  }

  /** Mean over standard deviation; NaN where that is 0. */
  public double sharpe() {
    return deviation == 0 ? Double.NaN : mean / deviation;
  }

  /** The root of the mean squared loss over all bars; NaN without returns. */
  public double downsideDeviation() {
    double squares = 0;
    for (double value : values) {
      squares += value < 0 ? value * value : 0;
    }
    return Math.sqrt(squares / values.length);
  }

  /** The third standardised moment of the sample; NaN where all returns are equal. */
  public double skew() {
    return values.length == 0
        ? Double.NaN
        : io.plimsoll.kernel.statistics.Statistics.skewness(returns).orElse(Double.NaN);
  }

  /** The fourth standardised moment of the sample, 3 for a normal. */
  public double kurtosis() {
    return values.length == 0
        ? Double.NaN
        : io.plimsoll.kernel.statistics.Statistics.kurtosis(returns).orElse(Double.NaN);
  }

  /** What is needed to judge the Sharpe ratio; empty where there is none. */
  Optional<SharpeSignificance> significance() {
    double sharpe = sharpe();
    return values.length < 2 || !Double.isFinite(sharpe)
        ? Optional.empty()
        : Optional.of(new SharpeSignificance(sharpe, values.length, skew(), kurtosis()));
  }

  /**
   * The loss that a share of the returns exceeds, by linear interpolation between order statistics
   * (the common definition, number 7 of Hyndman and Fan 1996), positive for a loss.
   */
  public double valueAtRisk(double tail) {
    if (values.length == 0) {
      return Double.NaN;
    }
    return -io.plimsoll.kernel.statistics.Statistics.quantile(returns, tail);
  }

  /**
   * The mean of the worst share of the returns, the boundary one weighted by its fraction, positive
   * for a loss. With less than one return in the tail it is the worst return.
   */
  public double tailMean(double tail) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double count = Math.max(1, tail * sorted.length);
    int whole = (int) Math.floor(count);
    double sum = 0;
    for (int i = 0; i < whole; i++) {
      sum += sorted[i];
    }
    double rest = count - whole;
    return -(rest == 0 ? sum : sum + rest * sorted[whole]) / count;
  }

  /** The slope of these returns on others of the same length; NaN where those do not vary. */
  public double beta(Returns benchmark) {
    double product = 0;
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      double deviation = benchmark.values[i] - benchmark.mean;
      product += (values[i] - mean) * deviation;
      squares += deviation * deviation;
    }
    return squares == 0 ? Double.NaN : product / squares;
  }

  /** The returns as a column. */
  public Vec toVec() {
    return returns;
  }
}
