package io.plimsoll.kernel.statistics;

import java.util.OptionalDouble;

/**
 * A Sharpe ratio with what is needed to judge it: not made annual, with the number of returns and
 * the shape of their distribution.
 *
 * <p>Source: Bailey and Lopez de Prado (2012), "The Sharpe ratio efficient frontier", Journal of
 * Risk 15(2), for the probabilistic Sharpe ratio.
 *
 * @param sharpe mean over standard deviation, per return
 * @param returns how many returns it was measured on
 * @param kurtosis the fourth standardised moment, 3 for a normal
 */
public record SharpeSignificance(double sharpe, int returns, double skew, double kurtosis) {

  public SharpeSignificance {
    if (returns < 2) {
      throw new IllegalArgumentException("returns: %d (expected: at least 2)".formatted(returns));
    }
    if (!Double.isFinite(sharpe) || !Double.isFinite(skew) || !Double.isFinite(kurtosis)) {
      throw new IllegalArgumentException(
          "sharpe, skew, kurtosis: %s, %s, %s (expected: finite)"
              .formatted(sharpe, skew, kurtosis));
    }
  }

  /**
   * The probabilistic Sharpe ratio: the probability that the true ratio is above a benchmark.
   *
   * @param benchmark a ratio per return, like {@code sharpe}
   * @return empty where the estimator's variance is not positive
   */
  public OptionalDouble probabilityAbove(double benchmark) {
    double variance = 1 - skew * sharpe + (kurtosis - 1) / 4 * sharpe * sharpe;
    return variance > 0
        ? OptionalDouble.of(
            Normal.cdf((sharpe - benchmark) * Math.sqrt(returns - 1.0) / Math.sqrt(variance)))
        : OptionalDouble.empty();
  }
}
