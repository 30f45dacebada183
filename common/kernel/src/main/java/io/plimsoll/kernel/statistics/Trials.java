package io.plimsoll.kernel.statistics;

import java.util.OptionalDouble;

/**
 * The tries among which a strategy was chosen: how many, and the variance of their Sharpe ratios.
 *
 * <p>Units: Sharpe ratios per return, not annual; the variance in their square.
 *
 * <p>Source: Bailey and Lopez de Prado (2014), "The deflated Sharpe ratio: correcting for selection
 * bias, backtest overfitting and non-normality", Journal of Portfolio Management 40(5).
 *
 * @param count how many strategies were tried, at least 1
 * @param variance the variance of their Sharpe ratios, 0 for one trial
 */
public record Trials(long count, double variance) {
  private static final double EULER_MASCHERONI = 0.5772156649015329;

  public Trials {
    if (count < 1) {
      throw new IllegalArgumentException("count: %d (expected: at least 1)".formatted(count));
    }
    if (!(variance >= 0) || variance == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "variance: %s (expected: finite and at least 0)".formatted(variance));
    }
  }

  /** The greatest Sharpe ratio to expect of that many tries without any skill; 0 for one try. */
  public double expectedMaximum() {
    if (count == 1) {
      return 0;
    }
    double most = Normal.inverseCdf(1 - 1.0 / count);
    double beyond = Normal.inverseCdf(1 - 1.0 / (count * Math.E));
    return Math.sqrt(variance) * ((1 - EULER_MASCHERONI) * most + EULER_MASCHERONI * beyond);
  }

  /**
   * The deflated Sharpe ratio: the probability that the true ratio of the chosen strategy is above
   * what the best of that many unskilled tries would have shown.
   */
  public OptionalDouble deflate(SharpeSignificance chosen) {
    return chosen.probabilityAbove(expectedMaximum());
  }
}
