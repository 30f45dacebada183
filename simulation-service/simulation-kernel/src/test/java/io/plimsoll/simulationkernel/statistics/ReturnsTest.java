package io.plimsoll.simulationkernel.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.kernel.array.Vec;
import org.junit.jupiter.api.Test;

class ReturnsTest {
  /** Sums of four small numbers. */
  private static final double EXACT = 1e-15;

  private static final Returns SAMPLE = Returns.of(Vec.of(0.02, -0.01, 0.03, -0.02));

  @Test
  void measuresFourReturnsAsWorkedOutByHand() {
    assertThat(SAMPLE.mean()).isCloseTo(0.005, within(EXACT));
    // deviations .015, -.015, .025, -.025: squares sum to .0017, over 3
    assertThat(SAMPLE.deviation()).isCloseTo(Math.sqrt(0.0017 / 3), within(EXACT));
    assertThat(SAMPLE.sharpe()).isCloseTo(0.005 / Math.sqrt(0.0017 / 3), within(1e-13));
    assertThat(SAMPLE.downsideDeviation()).isCloseTo(Math.sqrt(0.0005 / 4), within(EXACT));
    assertThat(SAMPLE.skew()).isCloseTo(0, within(1e-12));
    // m2 = .000425, m4 = (2 x .015^4 + 2 x .025^4) / 4 = 2.20625e-7
    assertThat(SAMPLE.kurtosis()).isCloseTo(2.20625e-7 / (0.000425 * 0.000425), within(1e-12));
  }

  @Test
  void takesTheLossByInterpolationAndTheTailByFractions() {
    // sorted -.02, -.01, .02, .03; place .05 x 3 = .15
    assertThat(SAMPLE.valueAtRisk(0.05)).isCloseTo(0.02 - 0.15 * 0.01, within(EXACT));
    assertThat(SAMPLE.tailMean(0.05)).isCloseTo(0.02, within(EXACT));
    assertThat(SAMPLE.tailMean(0.375)).isCloseTo((0.02 + 0.5 * 0.01) / 1.5, within(EXACT));
  }

  @Test
  void hasSlopeTwoOnReturnsHalfAsLarge() {
    Returns half = Returns.of(Vec.of(0.01, -0.005, 0.015, -0.01));

    assertThat(SAMPLE.beta(half)).isCloseTo(2, within(1e-13));
  }

  @Test
  void makesReturnsOfEquityAndNoneOfARuinedAccount() {
    assertThat(Returns.ofEquity(Vec.of(100, 110, -10, -20)).toVec())
        .isEqualTo(Vec.of(110.0 / 100 - 1, -10.0 / 110 - 1, 0));
  }

  @Test
  void hasNoRatioWithoutVariation() {
    Returns constant = Returns.of(Vec.of(0, 0, 0));

    assertThat(constant.sharpe()).isNaN();
    assertThat(constant.skew()).isNaN();
    assertThat(SAMPLE.beta(Returns.of(Vec.of(0, 0, 0, 0)))).isNaN();
    assertThat(Returns.of(Vec.empty()).valueAtRisk(0.05)).isNaN();
    assertThat(Returns.of(Vec.of(1)).deviation()).isNaN();
  }
}
