package io.plimsoll.batchkernel.pipeline;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.statistics.SharpeSignificance;
import io.plimsoll.kernel.statistics.Statistics;
import io.plimsoll.kernel.statistics.Trials;
import java.util.List;
import java.util.Map;

/**
 * Answers how probable it is that a candidate's true Sharpe ratio is above what the best of as many
 * worthless candidates would show by luck.
 *
 * <p>Units: Sharpe ratios per bar, not made annual; kurtosis of a normal is 3. With one candidate
 * it is the probabilistic Sharpe ratio against 0.
 *
 * <p>Source: {@link Trials}, here of the candidates of one pipeline run.
 */
record DeflatedSharpe(Trials trials) {

  /** The yardstick of a set of candidates: their number and the variance of their ratios. */
  static DeflatedSharpe of(List<Map<String, Object>> statistics) {
    double[] ratios =
        statistics.stream()
            .mapToDouble(one -> JsonTree.number(one, "sharpe_per_bar"))
            .filter(Double::isFinite)
            .toArray();
    double variance = ratios.length < 2 ? 0 : Statistics.variance(Vec.ofUnsafe(ratios), 1);
    return new DeflatedSharpe(new Trials(Math.max(1, ratios.length), variance));
  }

  /** The ratio that the best worthless candidate would show by luck, per bar. */
  double threshold() {
    return trials.expectedMaximum();
  }

  /** The probability; NaN where a statistic it needs is missing. */
  double probability(Map<String, Object> statistics) {
    double ratio = JsonTree.number(statistics, "sharpe_per_bar");
    double skew = JsonTree.number(statistics, "skew");
    double kurtosis = JsonTree.number(statistics, "kurtosis");
    double bars = JsonTree.number(statistics, "bars");
    if (!Double.isFinite(ratio + skew + kurtosis) || !(bars >= 2)) {
      return Double.NaN;
    }
    return trials
        .deflate(new SharpeSignificance(ratio, (int) bars, skew, kurtosis))
        .orElse(Double.NaN);
  }
}
