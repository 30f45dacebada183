package io.plimsoll.learning.preprocess;

import io.plimsoll.kernel.array.Vec;
import java.util.Arrays;
import java.util.Comparator;

/** How likely a column's correlation with the target would be by chance. */
public final class Significance {
  private static final double[] LANCZOS = {
    0.99999999999980993,
    676.5203681218851,
    -1259.1392167224028,
    771.32342877765313,
    -176.61502916214059,
    12.507343278686905,
    -0.13857109526572012,
    9.9843695780195716e-6,
    1.5056327351493116e-7
  };
  private static final int MOST_TERMS = 500;

  private Significance() {}

  /**
   * The p-value of the F-test of a regression of y on one column, F = r^2/(1 - r^2) (n - 2).
   *
   * @param correlation of column and target over {@code rows} rows
   * @return 1 for a column or target without spread (a correlation of NaN)
   */
  public static double pValue(double correlation, int rows) {
    double freedom = rows - 2.0;
    if (!(freedom > 0) || Double.isNaN(correlation)) {
      return 1;
    }
    double unexplained = Math.max(0, 1 - correlation * correlation);
    return incompleteBeta(freedom / 2, 0.5, unexplained);
  }

  /**
   * Adjusts p-values so that a threshold on them bounds the share of false discoveries.
   *
   * <p>Source: Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57(1).
   */
  public static Vec adjusted(Vec pValues) {
    int n = pValues.size();
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(pValues::get).thenComparing(i -> i));
    double[] adjusted = new double[n];
    double least = 1;
    for (int rank = n; rank >= 1; rank--) {
      int at = order[rank - 1];
      least = Math.min(least, pValues.get(at) * n / rank);
      adjusted[at] = least;
    }
    return Vec.ofUnsafe(adjusted);
  }

  /**
   * The regularised incomplete beta function I_x(a, b), by Lentz's continued fraction.
   *
   * <p>Source: Press et al. (2007), "Numerical Recipes", section 6.4.
   */
  static double incompleteBeta(double a, double b, double x) {
    if (x <= 0 || x >= 1) {
      return x <= 0 ? 0 : 1;
    }
    double front =
        StrictMath.exp(
            logGamma(a + b)
                - logGamma(a)
                - logGamma(b)
                + a * StrictMath.log(x)
                + b * StrictMath.log1p(-x));
    return x < (a + 1) / (a + b + 2)
        ? front * fraction(a, b, x) / a
        : 1 - front * fraction(b, a, 1 - x) / b;
  }

  private static double fraction(double a, double b, double x) {
    double tiny = 1e-300;
    double c = 1;
    double d = 1 / away(1 - (a + b) * x / (a + 1), tiny);
    double h = d;
    for (int m = 1; m <= MOST_TERMS; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / away(1 + even * d, tiny);
      c = away(1 + even / c, tiny);
      h *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / away(1 + odd * d, tiny);
      c = away(1 + odd / c, tiny);
      double step = d * c;
      h *= step;
      if (Math.abs(step - 1) < 1e-15) {
        break;
      }
    }
    return h;
  }

  private static double away(double value, double tiny) {
    return Math.abs(value) < tiny ? tiny : value;
  }

  private static double logGamma(double x) {
    if (x < 0.5) {
      return StrictMath.log(Math.PI / StrictMath.sin(Math.PI * x)) - logGamma(1 - x);
    }
    double sum = LANCZOS[0];
    for (int i = 1; i < LANCZOS.length; i++) {
      sum += LANCZOS[i] / (x - 1 + i);
    }
    double t = x + 6.5;
    return 0.5 * StrictMath.log(2 * Math.PI)
        + (x - 0.5) * StrictMath.log(t)
        - t
        + StrictMath.log(sum);
  }
}
