package io.plimsoll.kernel.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.random.SeededStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values of the two samples by numpy 2.4.6 and scipy 1.17.1. */
class StatisticsTest {
  /** A few roundings of sums of twelve values. */
  private static final double ROUNDING = 1e-13;

  private static final Vec X =
      Vec.of(2.5, -1.25, 0.75, 3.5, 8.0, -4.5, 1.0, 0.75, 2.0, -0.5, 6.25, 1.5);
  private static final Vec Y =
      Vec.of(1.0, 0.5, -2.0, 3.0, 4.5, -3.5, 2.5, 0.0, 1.0, -1.0, 2.0, 0.5);

  @Test
  void agreesWithScipyOnMoments() {
    assertThat(Statistics.mean(X)).isEqualTo(1.6666666666666667, within(ROUNDING));
    assertThat(Statistics.variance(X, 0)).isEqualTo(9.888888888888888, within(ROUNDING));
    assertThat(Statistics.variance(X, 1)).isEqualTo(10.787878787878787, within(ROUNDING));
    assertThat(Statistics.standardDeviation(X, 1))
        .isEqualTo(Math.sqrt(10.787878787878787), within(ROUNDING));
    assertThat(Statistics.skewness(X).orElseThrow())
        .isEqualTo(0.2298367945403536, within(ROUNDING));
    assertThat(Statistics.sampleSkewness(X).orElseThrow())
        .isEqualTo(0.26406237294331014, within(ROUNDING));
    assertThat(Statistics.kurtosis(X).orElseThrow())
        .isEqualTo(3.0712992953856832, within(ROUNDING));
    assertThat(Statistics.excessKurtosis(X).orElseThrow())
        .isEqualTo(0.07129929538568325, within(ROUNDING));
    assertThat(Statistics.sampleExcessKurtosis(X).orElseThrow())
        .isEqualTo(0.8466199915572528, within(ROUNDING));
  }

  @Test
  void agreesWithScipyOnPairs() {
    assertThat(Statistics.covariance(X, Y, 1)).isEqualTo(6.06439393939394, within(ROUNDING));
    assertThat(Statistics.covariance(X, Y, 0)).isEqualTo(5.559027777777779, within(ROUNDING));
    assertThat(Statistics.correlation(X, Y).orElseThrow())
        .isEqualTo(0.8393457293188016, within(ROUNDING));
    assertThat(Statistics.rankCorrelation(X, Y).orElseThrow())
        .isEqualTo(0.8435865400514445, within(ROUNDING));
    assertThat(Statistics.ranks(X))
        .isEqualTo(Vec.of(9.0, 2.0, 4.5, 10.0, 12.0, 1.0, 6.0, 4.5, 8.0, 3.0, 11.0, 7.0));
  }

  @ParameterizedTest
  @CsvSource({"0, -4.5", "0.05, -2.7125", "0.25, 0.4375", "0.5, 1.25", "0.9, 5.975", "1, 8"})
  void agreesWithNumpyOnQuantiles(double probability, double quantile) {
    assertThat(Statistics.quantile(X, probability)).isEqualTo(quantile, within(ROUNDING));
  }

  @Test
  void sumsWithoutLosingSmallValues() {
    // Neumaier's example, on which Kahan's sum gives 0
    assertThat(Statistics.sum(Vec.of(1, 1e100, 1, -1e100))).isEqualTo(2);
    assertThat(Statistics.sum(Vec.empty())).isZero();
  }

  /** The level of the values costs no digits: prices of 60,000 that move by cents. */
  @Test
  void doesNotLoseDigitsAtAHighLevel() {
    SeededStream random = SeededStream.of(1);
    double[] small = new double[10_000];
    Arrays.setAll(small, _ -> random.nextInt(1_000) / 1024.0);
    double[] high = small.clone();
    Arrays.setAll(high, i -> high[i] + 65_536 * 1024);

    assertThat(Statistics.variance(Vec.of(high), 1))
        .isCloseTo(Statistics.variance(Vec.of(small), 1), withinPercentage(1e-11));
  }

  @Test
  void hasNoShapeWhereNothingVaries() {
    Vec constant = Vec.of(0.1, 0.1, 0.1, 0.1, 0.1);

    assertThat(Statistics.mean(constant)).isEqualTo(0.1);
    assertThat(Statistics.variance(constant, 1)).isZero();
    assertThat(Statistics.skewness(constant)).isEmpty();
    assertThat(Statistics.sampleSkewness(constant)).isEmpty();
    assertThat(Statistics.kurtosis(constant)).isEmpty();
    assertThat(Statistics.excessKurtosis(constant)).isEmpty();
    assertThat(Statistics.sampleExcessKurtosis(constant)).isEmpty();
    assertThat(Statistics.correlation(constant, Vec.of(1, 2, 3, 4, 5))).isEmpty();
    assertThat(Statistics.rankCorrelation(Vec.of(1, 2, 3, 4, 5), constant)).isEmpty();
  }

  @Test
  void keepsItsLawsForAnySample() {
    for (int seed = 0; seed < 500; seed++) {
      SeededStream random = SeededStream.of(seed);
      int n = 4 + random.nextInt(60);
      double[] values = new double[n];
      Arrays.setAll(values, _ -> random.nextGaussian());
      double[] moved = new double[n];
      Arrays.setAll(moved, i -> 3 - 2 * values[i]);
      Vec x = Vec.of(values);
      Vec y = Vec.of(moved);

      assertThat(Statistics.mean(y)).isEqualTo(3 - 2 * Statistics.mean(x), within(1e-12));
      assertThat(Statistics.variance(y, 1))
          .isCloseTo(4 * Statistics.variance(x, 1), withinPercentage(1e-10));
      assertThat(Statistics.skewness(y).orElseThrow())
          .isEqualTo(-Statistics.skewness(x).orElseThrow(), within(1e-10));
      assertThat(Statistics.kurtosis(y).orElseThrow())
          .isEqualTo(Statistics.kurtosis(x).orElseThrow(), within(1e-10))
          .isGreaterThanOrEqualTo(1);
      assertThat(Statistics.correlation(x, y).orElseThrow()).isEqualTo(-1, within(1e-12));
      assertThat(Statistics.rankCorrelation(x, y).orElseThrow()).isEqualTo(-1, within(1e-12));
      assertThat(Statistics.quantile(x, 0.3))
          .isLessThanOrEqualTo(Statistics.quantile(x, 0.31))
          .isBetween(Statistics.quantile(x, 0), Statistics.quantile(x, 1));
    }
  }

  @Test
  void takesOneValue() {
    assertThat(Statistics.mean(Vec.of(7))).isEqualTo(7);
    assertThat(Statistics.variance(Vec.of(7), 0)).isZero();
    assertThat(Statistics.quantile(Vec.of(7), 0.4)).isEqualTo(7);
  }

  @Test
  void saysWhatItNeeds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Statistics.mean(Vec.empty()))
        .withMessage("values: 0 (expected: at least 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Statistics.variance(Vec.of(1), 1))
        .withMessage("values: 1 (expected: at least 2)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Statistics.variance(X, -1))
        .withMessage("ddof: -1 (expected: 0 or more)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Statistics.mean(Vec.of(1, Double.NaN)))
        .withMessage("values[1]: NaN (expected: finite)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Statistics.correlation(X, Vec.of(1)))
        .withMessage("y: 1 values (expected: 12, as many as x)");
    for (double bad : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Statistics.quantile(X, bad))
          .withMessageStartingWith("probability: ");
    }
  }
}
