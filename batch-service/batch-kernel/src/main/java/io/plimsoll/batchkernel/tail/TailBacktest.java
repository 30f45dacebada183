package io.plimsoll.batchkernel.tail;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.statistics.Normal;
import java.util.Arrays;
import java.util.Optional;

/**
 * How a value at risk that was told beforehand stood against the days that followed.
 *
 * <p>Kupiec asks whether losses beyond it were as frequent as they should be, Christoffersen
 * whether they came one by one or in a row, and both together. Each is a likelihood ratio, as
 * chi-squared with 1, 1 and 2 degrees of freedom for long histories.
 *
 * <p>Source: Kupiec (1995), "Techniques for verifying the accuracy of risk measurement models",
 * Journal of Derivatives 3(2); Christoffersen (1998), "Evaluating interval forecasts",
 * International Economic Review 39(4).
 *
 * @param days how many days were looked at
 * @param exceptions on how many of them the loss was larger
 * @param coverage Kupiec's test
 * @param independence Christoffersen's test; empty where fewer than two days were looked at
 * @param conditional both together
 */
public record TailBacktest(
    int days,
    int exceptions,
    Ratio coverage,
    Optional<Ratio> independence,
    Optional<Ratio> conditional) {

  /**
   * A likelihood ratio test.
   *
   * @param statistic minus twice the logarithm of the ratio, 0 or more
   * @param probability of one as large or larger if the model is right
   */
  public record Ratio(double statistic, double probability) {}

  /**
   * Tests a series of exceptions.
   *
   * @param exceeded 1 on a day with a loss beyond the value at risk, else 0, in order
   * @throws IllegalArgumentException if there is no day
   */
  public static TailBacktest of(Vec exceeded, Confidence confidence) {
    int n = exceeded.size();
    if (n == 0) {
      throw new IllegalArgumentException("exceeded: no day (expected: at least one)");
    }
    int x = 0;
    for (int i = 0; i < n; i++) {
      x += isException(exceeded, i) ? 1 : 0;
    }
    double expected = confidence.tail();
    Ratio coverage =
        oneDegree(2 * (likelihood(n - x, x, (double) x / n) - likelihood(n - x, x, expected)));
    Optional<Ratio> independence = n < 2 ? Optional.empty() : Optional.of(independence(exceeded));
    return new TailBacktest(
        n,
        x,
        coverage,
        independence,
        independence.map(ratio -> twoDegrees(coverage.statistic() + ratio.statistic())));
  }

  /**
   * Rolls the historical value at risk over a history: each day is held against that of the window
   * before it.
   *
   * @param profits one a day, in order
   * @param window how many days the value at risk is taken from
   * @return empty where there is no day after the first window
   */
  public static Optional<TailBacktest> rolling(Vec profits, Confidence confidence, int window) {
    int days = profits.size() - window;
    if (days < 1) {
      return Optional.empty();
    }
    double[] exceeded = new double[days];
    double[] sorted = profits.slice(0, window).toArray();
    Arrays.sort(sorted);
    int worst = confidence.quantileRank(window) - 1;
    for (int i = 0; i < days; i++) {
      exceeded[i] = profits.get(i + window) < sorted[worst] ? 1 : 0;
      replace(sorted, profits.get(i), profits.get(i + window));
    }
    return Optional.of(of(Vec.ofUnsafe(exceeded), confidence));
  }

  /** Takes one value out of a sorted window and puts another in. Cost: O(window) moves. */
  private static void replace(double[] sorted, double leaving, double entering) {
    int out = Arrays.binarySearch(sorted, leaving);
    System.arraycopy(sorted, out + 1, sorted, out, sorted.length - out - 1);
    int found = Arrays.binarySearch(sorted, 0, sorted.length - 1, entering);
    int in = found >= 0 ? found : -found - 1;
    System.arraycopy(sorted, in, sorted, in + 1, sorted.length - in - 1);
    sorted[in] = entering;
  }

  private static Ratio independence(Vec exceeded) {
    int[][] moves = new int[2][2];
    for (int i = 1; i < exceeded.size(); i++) {
      moves[isException(exceeded, i - 1) ? 1 : 0][isException(exceeded, i) ? 1 : 0]++;
    }
    int calm = moves[0][0] + moves[0][1];
    int after = moves[1][0] + moves[1][1];
    double shareCalm = calm == 0 ? 0 : (double) moves[0][1] / calm;
    double shareAfter = after == 0 ? 0 : (double) moves[1][1] / after;
    double share = (double) (moves[0][1] + moves[1][1]) / (calm + after);
    double apart =
        likelihood(moves[0][0], moves[0][1], shareCalm)
            + likelihood(moves[1][0], moves[1][1], shareAfter);
    double together = likelihood(moves[0][0] + moves[1][0], moves[0][1] + moves[1][1], share);
    return oneDegree(2 * (apart - together));
  }

  /** The logarithm of (1 - p)^no p^yes, with 0 ln 0 = 0. */
  private static double likelihood(int no, int yes, double p) {
    return (no == 0 ? 0 : no * StrictMath.log1p(-p)) + (yes == 0 ? 0 : yes * StrictMath.log(p));
  }

  private static Ratio oneDegree(double statistic) {
    double positive = Math.max(0, statistic);
    return new Ratio(positive, 2 * Normal.cdf(-Math.sqrt(positive)));
  }

  private static Ratio twoDegrees(double statistic) {
    return new Ratio(statistic, StrictMath.exp(-statistic / 2));
  }

  private static boolean isException(Vec exceeded, int day) {
    return exceeded.get(day) != 0;
  }
}
