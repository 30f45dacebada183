package io.plimsoll.kernel.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.plimsoll.kernel.random.SeededStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalTest {
  /** A relative error of 1e-15, in percent: four to five roundings. */
  private static final double RELATIVE = 1e-13;

  /** mpmath, ncdf and npdf with 40 digits, rounded to double. */
  @ParameterizedTest
  @CsvSource({
    "-37.5, 4.605353009581955e-308, 1.7282337322841054e-306",
    "-30.0, 4.906713927148187e-198, 1.4736461348785476e-196",
    "-20.0, 2.7536241186062337e-89, 5.520948362159764e-88",
    "-12.3, 4.5287069561587846e-35, 5.60665692630384e-34",
    "-8.0, 6.220960574271784e-16, 5.052271083536892e-15",
    "-5.0, 2.866515718791939e-07, 1.4867195147342977e-06",
    "-3.0, 0.0013498980316300946, 0.0044318484119380075",
    "-1.96, 0.024997895148220435, 0.05844094433345146",
    "-1.0, 0.15865525393145705, 0.24197072451914334",
    "-0.5, 0.3085375387259869, 0.35206532676429947",
    "-0.1, 0.460172162722971, 0.39695254747701175",
    "0.0, 0.5, 0.3989422804014327",
    "0.1, 0.539827837277029, 0.39695254747701175",
    "0.5, 0.6914624612740131, 0.35206532676429947",
    "1.0, 0.8413447460685429, 0.24197072451914334",
    "1.6448536269514722, 0.95, 0.10313564037537139",
    "3.0, 0.9986501019683699, 0.0044318484119380075",
    "6.0, 0.9999999990134123, 6.075882849823285e-09",
    "8.0, 0.9999999999999993, 5.052271083536892e-15",
  })
  void agreesWithFortyDigits(double z, double cdf, double pdf) {
    assertThat(Normal.cdf(z)).isCloseTo(cdf, withinPercentage(RELATIVE));
    assertThat(Normal.pdf(z)).isCloseTo(pdf, withinPercentage(RELATIVE));
  }

  @Test
  void reachesItsLimits() {
    assertThat(Normal.cdf(-39)).isZero();
    assertThat(Normal.cdf(39)).isEqualTo(1);
    assertThat(Normal.cdf(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(Normal.cdf(Double.POSITIVE_INFINITY)).isEqualTo(1);
    assertThat(Normal.cdf(Double.NaN)).isNaN();
    assertThat(Normal.pdf(40)).isZero();
    assertThat(Normal.pdf(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(Normal.inverseCdf(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Normal.inverseCdf(1)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Normal.inverseCdf(0.5)).isZero();
  }

  @Test
  void risesAndIsSymmetric() {
    SeededStream random = SeededStream.of(1);
    for (int i = 0; i < 10_000; i++) {
      double z = -38 * random.nextDouble();
      double more = z + 1e-3;

      assertThat(Normal.cdf(more)).isGreaterThan(Normal.cdf(z));
      assertThat(Normal.cdf(-z)).isEqualTo(1 - Normal.cdf(z));
      assertThat(Normal.pdf(-z)).isEqualTo(Normal.pdf(z));
    }
  }

  @Test
  void invertsItself() {
    SeededStream random = SeededStream.of(2);
    for (int i = 0; i < 10_000; i++) {
      double z = -1 - 36 * random.nextDouble();
      double probability = Normal.cdf(z);

      // the probability's own rounding moves z by 1e-16 p / (z pdf)
      assertThat(Normal.inverseCdf(probability)).isCloseTo(z, withinPercentage(1e-11));
    }
  }

  /** Published quantiles, to the last digit printed: Abramowitz and Stegun, table 26.5 and 26.6. */
  @ParameterizedTest
  @CsvSource({
    "0.975, 1.95996398454005",
    "0.99, 2.32634787404084",
    "0.999, 3.09023230616781",
    "0.0001, -3.71901648545568",
    "1e-10, -6.36134090240406"
  })
  void knowsPublishedQuantiles(double probability, double z) {
    assertThat(Normal.inverseCdf(probability)).isCloseTo(z, withinPercentage(1e-12));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e-9, 1.1, Double.NaN})
  void refusesWhatIsNoProbability(double value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Normal.inverseCdf(value))
        .withMessage("probability: %s (expected: 0 to 1)", value);
  }
}
