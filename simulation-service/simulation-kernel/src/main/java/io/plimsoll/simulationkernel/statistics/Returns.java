package io.plimsoll.simulationkernel.statistics;

import io.plimsoll.kernel.array.Vec;
import java.util.Arrays;

/**
 * Simple returns per bar and what one reads from their distribution.
 *
 * <p>Shape: n values of equity give n - 1 returns. A return on an account worth 0 or less is 0.
 * Cost: O(n), the tail O(n log n).
 */
public final class Returns {
  private final double[] values;
  private final double mean;
  private final double variance;

  private Returns(double[] values) {
    this.values = values;
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    this.mean = sum / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    this.variance = squares / (values.length - 1);
  }

  /** The returns of an equity curve. */
  public static Returns ofEquity(Vec equity) {
    double[] worth = equity.toArrayUnsafe();
    double[] returns = new double[Math.max(0, worth.length - 1)];
    for (int i = 0; i < returns.length; i++) {
      returns[i] = worth[i] > 0 ? worth[i + 1] / worth[i] - 1 : 0;
    }
    return new Returns(returns);
  }

  /** Returns that are known already. */
  public static Returns of(Vec returns) {
    return new Returns(returns.toArray());
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
    return values.length < 2 ? Double.NaN : Math.sqrt(variance);
  }

  /** Mean over standard deviation; NaN where that is 0. */
  public double sharpe() {
    double deviation = deviation();
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
    return standardisedMoment(3);
  }

  /** The fourth standardised moment of the sample, 3 for a normal. */
  public double kurtosis() {
    return standardisedMoment(4);
  }

  private double standardisedMoment(int order) {
    double second = 0;
    double wanted = 0;
    for (double value : values) {
      double deviation = value - mean;
      double square = deviation * deviation;
      second += square;
      wanted += order == 3 ? square * deviation : square * square;
    }
    second /= values.length;
    wanted /= values.length;
    double scale = order == 3 ? second * Math.sqrt(second) : second * second;
    return scale == 0 ? Double.NaN : wanted / scale;
  }

  /**
   * The loss that a share of the returns exceeds, by linear interpolation between order statistics
   * (the common definition, number 7 of Hyndman and Fan 1996), positive for a loss.
   */
  public double valueAtRisk(double tail) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = sorted();
    double place = tail * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return -(sorted[below] + (place - below) * (sorted[above] - sorted[below]));
  }

  /**
   * The mean of the worst share of the returns, the boundary one weighted by its fraction, positive
   * for a loss. With less than one return in the tail it is the worst return.
   */
  public double tailMean(double tail) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = sorted();
    double count = Math.max(1, tail * sorted.length);
    int whole = (int) Math.floor(count);
    double sum = 0;
    for (int i = 0; i < whole; i++) {
      sum += sorted[i];
    }
    double rest = count - whole;
    return -(rest == 0 ? sum : sum + rest * sorted[whole]) / count;
  }

  private double[] sorted() {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
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

  /** A copy as a column. */
  public Vec toVec() {
    return Vec.of(values);
  }
}
