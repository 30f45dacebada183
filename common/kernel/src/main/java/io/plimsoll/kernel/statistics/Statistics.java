package io.plimsoll.kernel.statistics;

import io.plimsoll.kernel.array.Vec;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Moments, quantiles and correlations of samples.
 *
 * <p>Sums are Neumaier's, in the order of the values, and moments are taken about the mean in a
 * second pass, so the same values give the same bits and large levels cost no digits. Values must
 * be finite. What a constant sample does not have (skewness, kurtosis, correlation) is empty. Every
 * method costs O(n) time but {@link #quantile} and {@link #rankCorrelation}, which sort.
 *
 * <p>Source: Neumaier (1974), "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher
 * Summen", ZAMM 54; conventions in docs/methods/statistics.md.
 */
public final class Statistics {
  private Statistics() {}

  /** The sum, to about one rounding whatever the size; 0 of nothing. */
  public static double sum(Vec values) {
    double sum = 0;
    double lost = 0;
    for (double value : values.toArrayUnsafe()) {
      double next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
      sum = next;
    }
    return sum + lost;
  }

  /**
   * The mean.
   *
   * @throws IllegalArgumentException if there is no value, or one is not finite
   */
  public static double mean(Vec values) {
    requireFinite(values, 1);
    double first = values.get(0);
    return first + sum(shifted(values, first)) / values.size();
  }

  /**
   * The variance: squared deviations from the mean over n - ddof.
   *
   * @param ddof 1 for the unbiased estimate from a sample, 0 for the whole population
   * @throws IllegalArgumentException if there are not more than ddof values, or one is not finite
   */
  public static double variance(Vec values, int ddof) {
    if (ddof < 0) {
      throw new IllegalArgumentException("ddof: %d (expected: 0 or more)".formatted(ddof));
    }
    requireFinite(values, ddof + 1);
    Vec deviations = deviations(values);
    return sum(powers(deviations, 2)) / (values.size() - ddof);
  }

  /** The square root of {@link #variance}. */
  public static double standardDeviation(Vec values, int ddof) {
    return Math.sqrt(variance(values, ddof));
  }

  /**
   * The skewness of the values as a population, g1 = m3 / m2^1.5; empty if they are all equal.
   *
   * <p>For the unbiased sample skewness G1 (pandas, Excel) see {@link #sampleSkewness}.
   */
  public static OptionalDouble skewness(Vec values) {
    requireFinite(values, 1);
    Vec deviations = deviations(values);
    double m2 = sum(powers(deviations, 2)) / values.size();
    double m3 = sum(powers(deviations, 3)) / values.size();
    return m2 == 0 ? OptionalDouble.empty() : OptionalDouble.of(m3 / (m2 * Math.sqrt(m2)));
  }

  /**
   * The skewness of the population behind a sample, G1 = g1 sqrt(n(n-1)) / (n-2); empty if all
   * values are equal.
   *
   * @throws IllegalArgumentException if there are fewer than 3 values
   */
  public static OptionalDouble sampleSkewness(Vec values) {
    requireFinite(values, 3);
    double n = values.size();
    OptionalDouble g1 = skewness(values);
    return g1.isEmpty()
        ? g1
        : OptionalDouble.of(g1.getAsDouble() * Math.sqrt(n * (n - 1)) / (n - 2));
  }

  /**
   * The raw kurtosis of the values as a population, m4 / m2^2, which is 3 for the normal
   * distribution; empty if they are all equal.
   */
  public static OptionalDouble kurtosis(Vec values) {
    requireFinite(values, 1);
    Vec deviations = deviations(values);
    double m2 = sum(powers(deviations, 2)) / values.size();
    double m4 = sum(powers(deviations, 4)) / values.size();
    return m2 == 0 ? OptionalDouble.empty() : OptionalDouble.of(m4 / (m2 * m2));
  }

  /** {@link #kurtosis} less 3, g2; empty if all values are equal. */
  public static OptionalDouble excessKurtosis(Vec values) {
    OptionalDouble raw = kurtosis(values);
    return raw.isEmpty() ? raw : OptionalDouble.of(raw.getAsDouble() - 3);
  }

  /**
   * The excess kurtosis of the population behind a sample, G2 = (n-1) ((n+1) g2 + 6) / ((n-2)
   * (n-3)); empty if all values are equal.
   *
   * @throws IllegalArgumentException if there are fewer than 4 values
   */
  public static OptionalDouble sampleExcessKurtosis(Vec values) {
    requireFinite(values, 4);
    double n = values.size();
    OptionalDouble g2 = excessKurtosis(values);
    return g2.isEmpty()
        ? g2
        : OptionalDouble.of(((n + 1) * g2.getAsDouble() + 6) * (n - 1) / ((n - 2) * (n - 3)));
  }

  /**
   * The quantile of a probability, linear between the order statistics (type 7 of Hyndman and Fan
   * 1996, "Sample quantiles in statistical packages", The American Statistician 50(4); as numpy and
   * R do by default).
   *
   * @throws IllegalArgumentException if there is no value, or the probability is not in [0, 1]
   */
  public static double quantile(Vec values, double probability) {
    requireFinite(values, 1);
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "probability: %s (expected: 0 to 1)".formatted(probability));
    }
    double[] sorted = values.toArray();
    Arrays.sort(sorted);
    double place = (sorted.length - 1) * probability;
    int below = (int) place;
    if (below == sorted.length - 1) {
      return sorted[below];
    }
    double weight = place - below;
    return sorted[below] + weight * (sorted[below + 1] - sorted[below]);
  }

  /**
   * The covariance of two samples: products of deviations over n - ddof.
   *
   * @throws IllegalArgumentException if the sizes differ, there are not more than ddof values, or
   *     one is not finite
   */
  public static double covariance(Vec x, Vec y, int ddof) {
    requireSameSize(x, y);
    requireFinite(x, ddof + 1);
    requireFinite(y, ddof + 1);
    return sum(products(deviations(x), deviations(y))) / (x.size() - ddof);
  }

  /**
   * Pearson's correlation, within [-1, 1]; empty if either sample is constant.
   *
   * @throws IllegalArgumentException if the sizes differ, there are fewer than 2 values, or one is
   *     not finite
   */
  public static OptionalDouble correlation(Vec x, Vec y) {
    requireSameSize(x, y);
    requireFinite(x, 2);
    requireFinite(y, 2);
    Vec dx = deviations(x);
    Vec dy = deviations(y);
    double scale = Math.sqrt(sum(powers(dx, 2))) * Math.sqrt(sum(powers(dy, 2)));
    if (scale == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(Math.clamp(sum(products(dx, dy)) / scale, -1, 1));
  }

  /**
   * Spearman's rank correlation, ties sharing their mean rank; empty if either sample is constant.
   *
   * @throws IllegalArgumentException as {@link #correlation}
   */
  public static OptionalDouble rankCorrelation(Vec x, Vec y) {
    requireSameSize(x, y);
    requireFinite(x, 2);
    requireFinite(y, 2);
    return correlation(ranks(x), ranks(y));
  }

  /** The rank of each value, from 1; equal values share the mean of their ranks. */
  public static Vec ranks(Vec values) {
    int n = values.size();
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(values.get(a), values.get(b)));
    double[] ranks = new double[n];
    int from = 0;
    while (from < n) {
      int to = from + 1;
      while (to < n && values.get(order[to]) == values.get(order[from])) {
        to++;
      }
      for (int k = from; k < to; k++) {
        ranks[order[k]] = (from + 1 + to) / 2.0;
      }
      from = to;
    }
    return Vec.ofUnsafe(ranks);
  }

  private static Vec deviations(Vec values) {
    Vec shifted = shifted(values, values.get(0));
    return shifted(shifted, sum(shifted) / values.size());
  }

  private static Vec shifted(Vec values, double by) {
    double[] shifted = values.toArray();
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] -= by;
    }
    return Vec.ofUnsafe(shifted);
  }

  private static Vec powers(Vec values, int exponent) {
    double[] powers = values.toArray();
    for (int i = 0; i < powers.length; i++) {
      double value = powers[i];
      for (int k = 1; k < exponent; k++) {
        powers[i] *= value;
      }
    }
    return Vec.ofUnsafe(powers);
  }

  private static Vec products(Vec x, Vec y) {
    double[] products = x.toArray();
    for (int i = 0; i < products.length; i++) {
      products[i] *= y.get(i);
    }
    return Vec.ofUnsafe(products);
  }

  private static void requireSameSize(Vec x, Vec y) {
    if (x.size() != y.size()) {
      throw new IllegalArgumentException(
          "y: %d values (expected: %d, as many as x)".formatted(y.size(), x.size()));
    }
  }

  private static void requireFinite(Vec values, int atLeast) {
    if (values.size() < atLeast) {
      throw new IllegalArgumentException(
          "values: %d (expected: at least %d)".formatted(values.size(), atLeast));
    }
    for (int i = 0; i < values.size(); i++) {
      if (!Double.isFinite(values.get(i))) {
        throw new IllegalArgumentException(
            "values[%d]: %s (expected: finite)".formatted(i, values.get(i)));
      }
    }
  }
}
