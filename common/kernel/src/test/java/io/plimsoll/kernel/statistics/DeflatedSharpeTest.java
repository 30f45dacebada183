package io.plimsoll.kernel.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DeflatedSharpeTest {
  /** The example prints four decimals. */
  private static final double PRINTED = 5e-5;

  /**
   * Bailey and Lopez de Prado (2014), the numerical example: annual Sharpe 2.5 over five years of
   * 250 days, 100 trials with a variance of 1/2 per year, skew -3, kurtosis 10.
   */
  @Test
  void givesTheNumbersOfThePublishedExample() {
    Trials trials = new Trials(100, 0.5 / 250);
    SharpeSignificance chosen = new SharpeSignificance(2.5 / Math.sqrt(250), 1_250, -3, 10);

    assertThat(trials.expectedMaximum()).isCloseTo(0.1132, within(PRINTED));
    assertThat(trials.deflate(chosen).orElseThrow()).isCloseTo(0.9004, within(PRINTED));
  }

  @Test
  void isTheProbabilisticRatioAgainstZeroForASingleTrial() {
    SharpeSignificance chosen = new SharpeSignificance(0.1, 101, 0, 3);

    // z = .1 x 10 / sqrt(1 + .005)
    assertThat(new Trials(1, 0).deflate(chosen)).isEqualTo(chosen.probabilityAbove(0));
    assertThat(chosen.probabilityAbove(0).orElseThrow()).isCloseTo(0.840740, within(5e-6));
    assertThat(chosen.probabilityAbove(0.1).orElseThrow()).isCloseTo(0.5, within(1e-15));
  }

  @Test
  void fallsWithEveryFurtherTrial() {
    SharpeSignificance chosen = new SharpeSignificance(0.1, 500, 0, 3);
    double before = 1;
    for (long count = 1; count <= 100_000; count *= 10) {
      double now = new Trials(count, 0.001).deflate(chosen).orElseThrow();

      assertThat(now).isLessThan(before);
      before = now;
    }
  }

  @Test
  void isEmptyWhereTheEstimatorHasNoVariance() {
    assertThat(new SharpeSignificance(1, 10, 4, 5).probabilityAbove(0)).isEmpty();
  }
}
