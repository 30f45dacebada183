package io.plimsoll.batchkernel.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.batchkernel.returns.ReturnPanel;
import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.linear.Cholesky;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.random.SeededStream;
import io.plimsoll.kernel.time.ExchangeCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CorrelationStudyTest {
  private static final int DAYS = 61;

  private static Vec noise(String name) {
    SeededStream draw = SeededStream.of(21).stream(name);
    double[] values = new double[DAYS];
    for (int i = 0; i < DAYS; i++) {
      values[i] = .01 * draw.nextGaussian();
    }
    return Vec.of(values);
  }

  private static Vec mixed(Vec base, double loading, String own) {
    Vec alone = noise(own);
    double[] values = new double[DAYS];
    for (int i = 0; i < DAYS; i++) {
      values[i] = loading * base.get(i) + Math.sqrt(1 - loading * loading) * alone.get(i);
    }
    return Vec.of(values);
  }

  private static ReturnPanel panel() {
    Vec base = noise("base");
    Map<String, Vec> returns = new HashMap<>();
    returns.put("A", mixed(base, .97, "a"));
    returns.put("B", mixed(base, .97, "b"));
    returns.put("C", mixed(base, .97, "c"));
    returns.put("D", mixed(base, -.97, "d"));
    returns.put("E", noise("e"));
    double[] young = noise("young").toArray();
    Arrays.fill(young, 0, DAYS - 19, Double.NaN);
    returns.put("YOUNG", Vec.of(young));
    List<LocalDate> sessions =
        ExchangeCalendar.of(Exchange.NYSE)
            .sessions(LocalDate.of(2025, 3, 1), LocalDate.of(2025, 6, 30))
            .subList(0, DAYS);
    return new ReturnPanel(sessions, returns);
  }

  private static Holding holding(String symbol, double gross, double exposure, String... tags) {
    return new Holding(symbol, gross, exposure, List.of(tags), Optional.empty());
  }

  @Test
  void joinsWhatMovesAlikeAndNeverWhatMovesAgainstIt() {
    CorrelationStudy study =
        CorrelationStudy.of(
                List.of(
                    holding("A", 50_000, 50_000, "chips"),
                    holding("B", 30_000, 30_000, "chips"),
                    holding("C", 20_000, 20_000),
                    holding("D", 40_000, 40_000),
                    holding("E", 60_000, 60_000)),
                panel())
            .orElseThrow();

    assertThat(study.symbols()).containsExactly("E", "A", "D", "B", "C");
    assertThat(study.clusters()).hasSize(1);
    CorrelationStudy.Cluster cluster = study.clusters().getFirst();
    assertThat(cluster.symbols()).containsExactly("A", "B", "C");
    assertThat(cluster.nickname()).isEqualTo("chips");
    assertThat(cluster.weight()).isCloseTo(.5, within(1e-12));
    assertThat(cluster.meanCorrelation()).isGreaterThan(.85);
    assertThat(study.bets().concentration()).isCloseTo(.25 + .3 * .3 + .2 * .2, within(1e-12));
    assertThat(study.bets().effective().orElseThrow()).isGreaterThan(1);
  }

  @Test
  void namesAClusterByItsSectorOrItsLargest() {
    List<Holding> bySector = new ArrayList<>();
    for (String symbol : List.of("A", "B", "C")) {
      bySector.add(new Holding(symbol, 50_000, 50_000, List.of(symbol), Optional.of("Energy")));
    }

    assertThat(
            CorrelationStudy.of(bySector, panel()).orElseThrow().clusters().getFirst().nickname())
        .isEqualTo("Energy");
    assertThat(
            CorrelationStudy.of(List.of(holding("B", 60_000, 1), holding("A", 50_000, 1)), panel())
                .orElseThrow()
                .clusters()
                .getFirst()
                .nickname())
        .isEqualTo("B lookalikes");
  }

  @Test
  void leavesOutWhatIsSmallOrYoung() {
    CorrelationStudy study =
        CorrelationStudy.of(
                List.of(
                    holding("A", 9_999.99, 1),
                    holding("B", 10_000, 1),
                    holding("C", 1_100_000, 1),
                    holding("YOUNG", 20_000, 1)),
                panel())
            .orElseThrow();

    assertThat(study.symbols()).containsExactly("C"); // B is large enough but below 1 %
    assertThat(study.warnings())
        .containsExactly("YOUNG: 19 returns, left out (expected: at least 20)");
    assertThat(CorrelationStudy.of(List.of(holding("A", 1, 1)), panel())).isEmpty();
  }

  @Test
  void countsEqualIndependentBetsAndSeesThroughAHedge() {
    // identity: four equal longs are four bets; A against itself is none
    CorrelationStudy twice =
        CorrelationStudy.of(
                List.of(holding("A", 50_000, 50_000), holding("E", 50_000, 50_000)), panel())
            .orElseThrow();
    double rho = twice.matrix().values().get(0, 1);

    assertThat(twice.bets().effective().orElseThrow())
        .isCloseTo(1 / (.5 + .5 * rho), within(1e-12));

    CorrelationStudy hedged =
        CorrelationStudy.of(
                List.of(holding("A", 50_000, 50_000), holding("B", 50_000, -50_000)), panel())
            .orElseThrow();
    assertThat(hedged.bets().isHedged()).isTrue();
    assertThat(hedged.bets().effective().orElseThrow()).isGreaterThan(2);
    assertThat(hedged.bets().meanCorrelation().orElseThrow()).isGreaterThan(.85);
  }

  /** Correlation of a normal sample: Fisher's z has a standard deviation of 1 / root(n - 3). */
  @Test
  void findsTheCorrelationsThatTheReturnsWereMadeWith() {
    CorrelationMatrix matrix =
        CorrelationMatrix.of(
            Matrix.ofColumns(
                List.of(
                    panel().of("A").orElseThrow(),
                    panel().of("B").orElseThrow(),
                    panel().of("E").orElseThrow())));

    double band = 3 / Math.sqrt(DAYS - 3);
    assertThat(atanh(matrix.values().get(0, 1))).isCloseTo(atanh(.97 * .97), within(band));
    assertThat(atanh(matrix.values().get(0, 2))).isCloseTo(0, within(band));
    assertThat(matrix.isClipped()).isFalse();
    assertThat(matrix.observations()).isEqualTo(DAYS);
  }

  private static double atanh(double r) {
    return .5 * Math.log((1 + r) / (1 - r));
  }

  /** Three series seen on different days, whose pairwise correlations contradict each other. */
  @Test
  void clipsWhatIsNoCorrelationMatrix() {
    int days = 90;
    double[] a = new double[days];
    double[] b = new double[days];
    double[] c = new double[days];
    SeededStream draw = SeededStream.of(2).stream("clip");
    for (int i = 0; i < days; i++) {
      double x = draw.nextGaussian();
      a[i] = i < 60 ? x : Double.NaN;
      b[i] = i < 30 ? x : i < 60 ? Double.NaN : x;
      c[i] = i < 30 ? Double.NaN : i < 60 ? x : -x;
    }

    CorrelationMatrix matrix =
        CorrelationMatrix.of(Matrix.ofColumns(List.of(Vec.of(a), Vec.of(b), Vec.of(c))));

    assertThat(matrix.isClipped()).isTrue();
    SymmetricEigen eigen = SymmetricEigen.of(matrix.values());
    for (int i = 0; i < 3; i++) {
      assertThat(eigen.values().get(i)).isGreaterThan(-1e-12);
      assertThat(matrix.values().get(i, i)).isEqualTo(1);
    }
  }

  @Test
  void takesASymmetricMatrixApartAndPutsItTogether() {
    SeededStream draw = SeededStream.of(6).stream("eigen");
    int n = 12;
    double[][] values = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        values[i][j] = draw.nextGaussian();
        values[j][i] = values[i][j];
      }
    }
    Matrix matrix = Matrix.ofRows(values);

    SymmetricEigen eigen = SymmetricEigen.of(matrix);

    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double again = 0;
        for (int k = 0; k < n; k++) {
          again += eigen.values().get(k) * eigen.vectors().get(i, k) * eigen.vectors().get(j, k);
        }
        assertThat(again).isCloseTo(values[i][j], within(1e-12));
      }
    }
    assertThat(Cholesky.of(matrix)).isInstanceOf(Cholesky.NotPositiveDefinite.class);
  }
}
