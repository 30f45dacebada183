package io.plimsoll.batchkernel.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.random.SeededStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TailBacktestTest {
  private static Vec exceptionsOn(int days, int... on) {
    double[] exceeded = new double[days];
    for (int day : on) {
      exceeded[day] = 1;
    }
    return Vec.of(exceeded);
  }

  /** The statistic and its probability by scipy 1.10: 9 exceptions in 250 days at 99 %. */
  @Test
  void givesKupiecsRatio() {
    TailBacktest test =
        TailBacktest.of(
            exceptionsOn(250, 10, 40, 70, 100, 130, 160, 190, 220, 240), Confidence.P99);

    assertThat(test.exceptions()).isEqualTo(9);
    assertThat(test.coverage().statistic()).isCloseTo(10.229030632597755, within(1e-10));
    assertThat(test.coverage().probability()).isCloseTo(.0013824730075046687, within(1e-12));
  }

  /** Five in a row against five apart, from the counts 00 01 10 11 by hand. */
  @Test
  void tellsExceptionsInARowFromThoseApart() {
    TailBacktest row = TailBacktest.of(exceptionsOn(100, 50, 51, 52, 53, 54), Confidence.P95);
    TailBacktest apart = TailBacktest.of(exceptionsOn(100, 10, 30, 50, 70, 90), Confidence.P95);

    double share = 5 / 99.0;
    double expected =
        2
            * (93 * Math.log(93 / 94.0)
                + Math.log(1 / 94.0)
                + Math.log(1 / 5.0)
                + 4 * Math.log(4 / 5.0)
                - 94 * Math.log(1 - share)
                - 5 * Math.log(share));
    assertThat(row.independence().orElseThrow().statistic()).isCloseTo(expected, within(1e-10));
    assertThat(row.independence().orElseThrow().probability()).isLessThan(1e-5);
    assertThat(apart.independence().orElseThrow().probability()).isGreaterThan(.3);
    assertThat(row.conditional().orElseThrow().statistic())
        .isCloseTo(expected + row.coverage().statistic(), within(1e-10));
  }

  @Test
  void standsNoExceptionAndNothingButExceptions() {
    TailBacktest none = TailBacktest.of(exceptionsOn(100), Confidence.P99);
    TailBacktest all = TailBacktest.of(exceptionsOn(3, 0, 1, 2), Confidence.P99);

    assertThat(none.coverage().statistic()).isCloseTo(-200 * Math.log(.99), within(1e-11));
    assertThat(none.independence().orElseThrow().statistic()).isZero();
    assertThat(all.coverage().statistic()).isCloseTo(-6 * Math.log(.01), within(1e-11));
    assertThat(TailBacktest.of(exceptionsOn(1), Confidence.P99).independence()).isEmpty();
    assertThatThrownBy(() -> TailBacktest.of(Vec.empty(), Confidence.P99))
        .hasMessageContaining("no day");
  }

  /** The sorted window moved along against each window sorted anew, ties and all. */
  @Test
  void rollsAsIfEachWindowWereSortedAnew() {
    for (long seed = 0; seed < 50; seed++) {
      SeededStream random = SeededStream.of(seed).stream("ties");
      double[] values = IntStream.range(0, 120).mapToDouble(_ -> random.nextInt(12)).toArray();
      Vec profits = Vec.of(values);
      int window = 5 + random.nextInt(60);
      int anew = 0;
      for (int i = window; i < values.length; i++) {
        TailLoss told = TailRisk.historical(profits.slice(i - window, i), Confidence.P95);
        anew += -values[i] > told.valueAtRisk() ? 1 : 0;
      }

      TailBacktest rolled = TailBacktest.rolling(profits, Confidence.P95, window).orElseThrow();

      assertThat(rolled.exceptions()).isEqualTo(anew);
    }
  }

  @Test
  void rollsOverAHistoryWithoutLookingAhead() {
    SeededStream random = SeededStream.of(4).stream("history");
    double[] profits = IntStream.range(0, 1_252).mapToDouble(_ -> random.nextGaussian()).toArray();
    double[] worseLater = profits.clone();
    worseLater[1_251] = -100;

    TailBacktest fair = TailBacktest.rolling(Vec.of(profits), Confidence.P95, 252).orElseThrow();
    TailBacktest worse =
        TailBacktest.rolling(Vec.of(worseLater), Confidence.P95, 252).orElseThrow();

    assertThat(fair.days()).isEqualTo(1_000);
    assertThat(fair.coverage().probability()).isGreaterThan(.01);
    boolean wasOne = -profits[1_251] > 1.5;
    assertThat(worse.exceptions()).isEqualTo(fair.exceptions() + (wasOne ? 0 : 1));
    assertThat(TailBacktest.rolling(Vec.of(profits).slice(0, 252), Confidence.P95, 252)).isEmpty();
  }
}
