package io.plimsoll.batchkernel.pipeline;

import io.plimsoll.kernel.statistics.Normal;
import java.util.List;
import java.util.Map;

/**
 * Answers how probable it is that a candidate's true Sharpe ratio is above what the best of as many
 * worthless candidates would show by luck.
 *
 * <p>Units: Sharpe ratios per bar, not made annual; kurtosis of a normal is 3. With one candidate
 * it is the probabilistic Sharpe ratio against 0.
 *
 * <p>Source: Bailey and Lopez de Prado (2014), "The deflated Sharpe ratio: correcting for selection
 * bias, backtest overfitting and non-normality", Journal of Portfolio Management 40(5).
 */
final class DeflatedSharpe {
  private static final double EULER_MASCHERONI = 0.5772156649015329;

  private final double threshold;

  private DeflatedSharpe(double threshold) {
    this.threshold = threshold;
  }

  /** The yardstick of a set of candidates: their number and the variance of their ratios. */
  static DeflatedSharpe of(List<Map<String, Object>> statistics) {
    double[] ratios =
        statistics.stream()
            .mapToDouble(one -> JsonTree.number(one, "sharpe_per_bar"))
            .filter(Double::isFinite)
            .toArray();
    return of(ratios.length, variance(ratios));
  }

  static DeflatedSharpe of(int trials, double variance) {
    if (trials < 2) {
      return new DeflatedSharpe(0);
    }
    double luck =
        (1 - EULER_MASCHERONI) * Normal.inverseCdf(1 - 1.0 / trials)
            + EULER_MASCHERONI * Normal.inverseCdf(1 - 1 / (trials * Math.E));
    return new DeflatedSharpe(Math.sqrt(variance) * luck);
  }

  /** The ratio that the best worthless candidate would show by luck, per bar. */
  double threshold() {
    return threshold;
  }

  /** The probability; NaN where a statistic it needs is missing. */
  double probability(Map<String, Object> statistics) {
    double ratio = JsonTree.number(statistics, "sharpe_per_bar");
    double skew = JsonTree.number(statistics, "skew");
    double kurtosis = JsonTree.number(statistics, "kurtosis");
    double spread = 1 - skew * ratio + (kurtosis - 1) / 4 * ratio * ratio;
    double bars = JsonTree.number(statistics, "bars");
    return spread > 0 && bars > 1
        ? Normal.cdf((ratio - threshold) * Math.sqrt(bars - 1) / Math.sqrt(spread))
        : Double.NaN;
  }

  private static double variance(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return values.length < 2 ? 0 : sum / (values.length - 1);
  }
}
