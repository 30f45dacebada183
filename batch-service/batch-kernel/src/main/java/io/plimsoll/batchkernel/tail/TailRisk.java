package io.plimsoll.batchkernel.tail;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.statistics.Normal;
import io.plimsoll.kernel.statistics.Statistics;
import java.util.Arrays;

/**
 * Value at risk and expected shortfall of a sample of profits, three ways.
 *
 * <p>Shape: profits are (n), one a day, negative for losses, in any order. Units: those of the
 * profits; losses come out positive. Cost: O(n log n).
 *
 * <p>Source: Acerbi and Tasche (2002), "On the coherence of expected shortfall", Journal of Banking
 * and Finance 26(7), for the tail mean of a finite sample; Cornish and Fisher (1938), "Moments and
 * cumulants in the specification of distributions", Revue de l'Institut International de
 * Statistique 5(4); Maillard (2012), "A user's guide to the Cornish Fisher expansion", for where it
 * is a quantile function at all.
 */
public final class TailRisk {
  private static final int FEWEST = 4;

  private TailRisk() {}

  /**
   * Of the sample itself: the quantile is the {@code ceil(n (1 - c))} worst loss; the shortfall the
   * mean of the n (1 - c) worst, the one at the boundary counting by its fraction.
   *
   * @throws IllegalArgumentException if there is no profit, or one is not finite
   */
  public static TailLoss historical(Vec profits, Confidence confidence) {
    double[] sorted = checked(profits, 1).toArray();
    Arrays.sort(sorted);
    int rank = confidence.quantileRank(sorted.length);
    double count = confidence.tailCount(sorted.length);
    double sum = 0;
    for (int i = 0; i < rank - 1; i++) {
      sum -= sorted[i];
    }
    double boundary = -sorted[rank - 1];
    return new TailLoss(boundary, (sum + (count - (rank - 1)) * boundary) / count);
  }

  /**
   * Of the normal distribution with the sample's mean and standard deviation (ddof 1).
   *
   * @throws IllegalArgumentException if there are fewer than 4 profits, or one is not finite
   */
  public static TailLoss parametric(Vec profits, Confidence confidence) {
    checked(profits, FEWEST);
    double mean = Statistics.mean(profits);
    double deviation = Statistics.standardDeviation(profits, 1);
    double z = Normal.inverseCdf(confidence.tail());
    return new TailLoss(
        -mean - deviation * z, -mean + deviation * Normal.pdf(z) / confidence.tail());
  }

  /**
   * Of the normal distribution bent by the sample's skewness and excess kurtosis (G1 and G2); the
   * shortfall is the mean of the bent quantiles beyond the level, in closed form.
   *
   * @throws IllegalArgumentException if there are fewer than 4 profits, or one is not finite
   */
  public static CornishFisher cornishFisher(Vec profits, Confidence confidence) {
    checked(profits, FEWEST);
    double mean = Statistics.mean(profits);
    double deviation = Statistics.standardDeviation(profits, 1);
    double s = Statistics.sampleSkewness(profits).orElse(0);
    double k = Statistics.sampleExcessKurtosis(profits).orElse(0);
    double tail = confidence.tail();
    double z = Normal.inverseCdf(tail);
    double bent =
        z
            + (z * z - 1) * s / 6
            + (z * z * z - 3 * z) * k / 24
            - (2 * z * z * z - 5 * z) * s * s / 36;
    // means over the tail of z, z^2, z^3: -f, 1 - z f, -(z^2 + 2) f with f the density over the
    // tail
    double f = Normal.pdf(z) / tail;
    double first = -f;
    double second = 1 - z * f;
    double third = -(z * z + 2) * f;
    double bentMean =
        first
            + (second - 1) * s / 6
            + (third - 3 * first) * k / 24
            - (2 * third - 5 * first) * s * s / 36;
    return new CornishFisher(
        new TailLoss(-mean - deviation * bent, -mean - deviation * bentMean), isMonotone(s, k));
  }

  /**
   * The bent normal distribution's answer.
   *
   * @param loss the numbers
   * @param isMonotone whether the bent quantiles rise with the probability everywhere; where they
   *     do not the expansion is no distribution and its numbers are not to be relied on
   */
  public record CornishFisher(TailLoss loss, boolean isMonotone) {}

  /** 1 + z s/3 + (z^2 - 1) k/8 - (6 z^2 - 5) s^2/36 is nowhere negative. */
  private static boolean isMonotone(double s, double k) {
    double a = k / 8 - s * s / 6;
    double b = s / 3;
    double c = 1 - k / 8 + 5 * s * s / 36;
    return a > 0 ? b * b <= 4 * a * c : a == 0 && b == 0 && c >= 0;
  }

  private static Vec checked(Vec profits, int fewest) {
    if (profits.size() < fewest) {
      throw new IllegalArgumentException(
          "profits: %d (expected: at least %d)".formatted(profits.size(), fewest));
    }
    for (int i = 0; i < profits.size(); i++) {
      if (!Double.isFinite(profits.get(i))) {
        throw new IllegalArgumentException(
            "profits[%d]: %s (expected: finite)".formatted(i, profits.get(i)));
      }
    }
    return profits;
  }
}
