package io.plimsoll.batchkernel.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.random.SeededStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TailRiskTest {
  private static Vec bent() {
    return Vec.of(
        IntStream.range(0, 100)
            .mapToDouble(k ->
                Math.sin(12.9898 * k) * 10 * (1 + .6 * Math.cos(k * .37)) - (k % 17 == 3 ? 25 : 0))
            .toArray());
  }

  /** 252 days, losses 1..252: 12.6 of them lie beyond 95 %, 2.52 beyond 99 %. */
  @Test
  void takesTheRankRoundedUpAndWeighsTheBoundaryByItsFraction() {
    Vec profits = Vec.of(IntStream.rangeClosed(1, 252).mapToDouble(i -> -i).toArray());

    TailLoss at95 = TailRisk.historical(profits, Confidence.P95);
    TailLoss at99 = TailRisk.historical(profits, Confidence.P99);

    assertThat(at95.valueAtRisk()).isEqualTo(240); // the 13th worst
    double twelve = IntStream.rangeClosed(241, 252).sum();
    assertThat(at95.expectedShortfall()).isCloseTo((twelve + .6 * 240) / 12.6, within(1e-11));
    assertThat(at99.valueAtRisk()).isEqualTo(250); // the 3rd worst
    assertThat(at99.expectedShortfall()).isCloseTo((252 + 251 + .52 * 250) / 2.52, within(1e-11));
  }

  @Test
  void takesAWholeTailWithoutABoundary() {
    Vec profits = Vec.of(IntStream.rangeClosed(1, 20).mapToDouble(i -> -i).toArray());

    assertThat(TailRisk.historical(profits, Confidence.P95)).isEqualTo(new TailLoss(20, 20));
    assertThat(TailRisk.historical(Vec.of(-3), Confidence.P99)).isEqualTo(new TailLoss(3, 3));
  }

  /** Numbers of scipy 1.10: moments unbiased, the bent quantile integrated numerically. */
  @Test
  void givesTheParametricAndBentNumbersOfAnotherProgram() {
    TailLoss normal = TailRisk.parametric(bent(), Confidence.P95);
    TailRisk.CornishFisher at95 = TailRisk.cornishFisher(bent(), Confidence.P95);
    TailRisk.CornishFisher at99 = TailRisk.cornishFisher(bent(), Confidence.P99);

    assertThat(normal.valueAtRisk()).isCloseTo(17.090594849413957, within(1e-10));
    assertThat(normal.expectedShortfall()).isCloseTo(21.206812758143066, within(1e-10));
    assertThat(at95.loss().valueAtRisk()).isCloseTo(19.50407807854535, within(1e-10));
    assertThat(at95.loss().expectedShortfall()).isCloseTo(27.96636763243197, within(1e-8));
    assertThat(at99.loss().valueAtRisk()).isCloseTo(33.0727825589986, within(1e-10));
    assertThat(at99.loss().expectedShortfall()).isCloseTo(41.70788779751424, within(1e-8));
    assertThat(at95.isMonotone()).isTrue();
  }

  @Test
  void saysWhereTheBentDistributionIsNone() {
    // one loss in a hundred of equal gains: skewness about -10
    Vec profits = Vec.of(IntStream.range(0, 100).mapToDouble(i -> i == 7 ? -100 : 1).toArray());

    assertThat(TailRisk.cornishFisher(profits, Confidence.P99).isMonotone()).isFalse();
  }

  @Test
  void isCoherentOverRandomSamples() {
    for (long seed = 0; seed < 500; seed++) {
      SeededStream random = SeededStream.of(seed).stream("tail");
      double[] profits =
          IntStream.range(0, 5 + random.nextInt(300))
              .mapToDouble(_ -> random.nextGaussian())
              .toArray();
      Vec sample = Vec.of(profits);
      Vec doubled =
          Vec.of(IntStream.range(0, profits.length).mapToDouble(i -> 2 * profits[i]).toArray());

      TailLoss at95 = TailRisk.historical(sample, Confidence.P95);
      TailLoss at99 = TailRisk.historical(sample, Confidence.P99);

      assertThat(at95.expectedShortfall()).isGreaterThanOrEqualTo(at95.valueAtRisk() - 1e-12);
      assertThat(at99.valueAtRisk()).isGreaterThanOrEqualTo(at95.valueAtRisk());
      assertThat(at99.expectedShortfall()).isGreaterThanOrEqualTo(at95.expectedShortfall() - 1e-12);
      assertThat(TailRisk.historical(doubled, Confidence.P95).valueAtRisk())
          .isEqualTo(2 * at95.valueAtRisk());
    }
  }

  @Test
  void refusesNothingAndWhatIsNotANumber() {
    assertThatThrownBy(() -> TailRisk.historical(Vec.empty(), Confidence.P95))
        .hasMessageContaining("at least 1");
    assertThatThrownBy(() -> TailRisk.parametric(Vec.of(1, 2, 3), Confidence.P95))
        .hasMessageContaining("at least 4");
    assertThatThrownBy(() -> TailRisk.historical(Vec.of(1, Double.NaN), Confidence.P95))
        .hasMessageContaining("profits[1]");
    assertThatThrownBy(() -> new Confidence(10_000)).hasMessageContaining("basisPoints");
  }

  @Test
  void scalesTenDaysFromAShortHistoryAndOverlapsALongOne() {
    SeededStream random = SeededStream.of(9).stream("ten");
    double[] profits = IntStream.range(0, 600).mapToDouble(_ -> random.nextGaussian()).toArray();

    TailReport brief = TailReport.of(Vec.of(profits).slice(0, 252)).orElseThrow();
    TailReport lengthy = TailReport.of(Vec.of(profits)).orElseThrow();

    TailReport.Level at95 = brief.levels().getFirst();
    assertThat(brief.tenDayOverlapping()).isFalse();
    assertThat(at95.tenDays().valueAtRisk())
        .isEqualTo(at95.historical().valueAtRisk() * Math.sqrt(10));
    assertThat(at95.backtest()).isEmpty();
    assertThat(lengthy.tenDayOverlapping()).isTrue();
    assertThat(lengthy.days()).isEqualTo(252);
    assertThat(lengthy.levels().getFirst().backtest().orElseThrow().days()).isEqualTo(348);
    // ten independent days are about root ten of one
    assertThat(lengthy.levels().getFirst().tenDays().valueAtRisk()).isBetween(3.0, 8.0);
    assertThat(TailReport.of(Vec.of(profits).slice(0, 59))).isEmpty();
  }
}
