package io.plimsoll.learning.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.kernel.random.SeededStream;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollingTest {
  /** Differences of prices near 60,000 are known to 7e-12; a square root of them a little less. */
  private static final double ROUNDING = 1e-10;

  private static double[] walk(int n, double start, double step) {
    SeededStream random = SeededStream.of(11).stream("walk");
    double[] values = new double[n];
    double level = start;
    for (int t = 0; t < n; t++) {
      level += step * random.nextGaussian();
      values[t] = level;
    }
    return values;
  }

  private static double[] oracle(
      double[] values, int window, ToDoubleFunction<double[]> statistic) {
    double[] result = new double[values.length];
    for (int t = 0; t < values.length; t++) {
      result[t] =
          t < window - 1
              ? Double.NaN
              : statistic.applyAsDouble(Arrays.copyOfRange(values, t - window + 1, t + 1));
    }
    return result;
  }

  private static double deviation(double[] window) {
    double mean = Arrays.stream(window).average().orElseThrow();
    double squares = Arrays.stream(window).map(x -> (x - mean) * (x - mean)).sum();
    return Math.sqrt(squares / (window.length - 1));
  }

  private static double median(double[] window) {
    double[] sorted = window.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static void assertClose(double[] found, double[] expected, double relative) {
    for (int t = 0; t < expected.length; t++) {
      if (Double.isNaN(expected[t])) {
        assertThat(found[t]).as("row %d", t).isNaN();
      } else {
        assertThat(found[t])
            .as("row %d", t)
            .isCloseTo(expected[t], within(relative * Math.abs(expected[t]) + ROUNDING));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 20, 60, 600})
  void meansAsDirectSumsDo(int window) {
    double[] values = walk(3_000, 100, 1);

    assertClose(
        Rolling.mean(values, window),
        oracle(values, window, w -> Arrays.stream(w).average().orElseThrow()),
        1e-13);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 20, 60})
  void keepsTheDeviationOfSmallStepsAtAHighPrice(int window) {
    double[] values = walk(3_000, 60_000, 0.01);

    assertClose(
        Rolling.deviation(values, window, 1), oracle(values, window, RollingTest::deviation), 1e-9);
  }

  @Test
  void forgetsASpikeAsItLeaves() {
    double[] values = walk(900, 100, 1);
    values[300] = 1e12;

    double[] deviation = Rolling.deviation(values, 20, 1);
    double[] sum = Rolling.sum(values, 20);

    double[] expected = oracle(values, 20, RollingTest::deviation);
    assertThat(deviation[320]).isCloseTo(expected[320], within(1e-12 * expected[320]));
    assertThat(sum[320]).isCloseTo(Arrays.stream(values, 301, 321).sum(), within(1e-10));
  }

  @Test
  void findsNoSpreadInAConstantWindowAfterAnythingElse() {
    double[] values = walk(700, 100, 1);
    Arrays.fill(values, 400, 700, 101.3);

    double[] deviation = Rolling.deviation(values, 20, 1);

    assertThat(Arrays.copyOfRange(deviation, 419, 700)).containsOnly(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 14, 252})
  void findsExtremesAndMediansAsSortingDoes(int window) {
    double[] values = walk(1_200, 100, 1);

    assertThat(Rolling.highest(values, window))
        .containsExactly(oracle(values, window, w -> Arrays.stream(w).max().orElseThrow()));
    assertThat(Rolling.lowest(values, window))
        .containsExactly(oracle(values, window, w -> Arrays.stream(w).min().orElseThrow()));
    assertClose(Rolling.median(values, window), oracle(values, window, RollingTest::median), 1e-15);
  }

  @Test
  void countsTheNewestOfEqualExtremes() {
    double[] rows = Rolling.rowsSinceHighest(new double[] {3, 5, 5, 1, 2}, 3);

    assertThat(rows).containsExactly(Double.NaN, Double.NaN, 0, 1, 2);
  }

  @Test
  void isMissingExactlyWhileAMissingValueIsInTheWindow() {
    double[] values = {1, 2, Double.NaN, 4, 5, 6, 7};

    assertThat(Rolling.sum(values, 2))
        .containsExactly(Double.NaN, 3, Double.NaN, Double.NaN, 9, 11, 13);
    assertThat(Rolling.deviation(values, 2, 1)[4]).isCloseTo(Math.sqrt(0.5), within(1e-15));
    assertThat(Rolling.deviation(values, 2, 1)[3]).isNaN();
    assertThat(Rolling.highest(values, 2))
        .containsExactly(Double.NaN, 2, Double.NaN, Double.NaN, 5, 6, 7);
    assertThat(Rolling.median(values, 2))
        .containsExactly(Double.NaN, 1.5, Double.NaN, Double.NaN, 4.5, 5.5, 6.5);
  }

  @Test
  void averagesAsWilderAndPandasDo() {
    double[] values = {Double.NaN, 2, 4, 6, 12};

    assertThat(Rolling.wilder(values, 3))
        .containsExactly(Double.NaN, Double.NaN, Double.NaN, 4, 4 + 8.0 / 3);
    assertThat(Rolling.exponential(values, 0.5, 2))
        .containsExactly(Double.NaN, Double.NaN, 3, 4.5, 8.25);
  }
}
