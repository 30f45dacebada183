package io.plimsoll.batchkernel.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.batchkernel.factor.SymbolBetas.Estimated;
import io.plimsoll.batchkernel.factor.SymbolBetas.History;
import io.plimsoll.batchkernel.factor.SymbolBetas.Method;
import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.linear.Cholesky;
import io.plimsoll.kernel.random.SeededStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FactorDesignTest {
  private static final int DAYS = 252;
  private static final double NOISE = .01;

  private static Vec column(int n, IntToDoubleFunction value) {
    return Vec.of(IntStream.range(0, n).mapToDouble(value).toArray());
  }

  private static Matrix gaussian(SeededStream random, int columns) {
    List<Vec> factors = new ArrayList<>();
    for (int j = 0; j < columns; j++) {
      SeededStream draw = random.stream(j);
      factors.add(column(DAYS, _ -> .01 * draw.nextGaussian()));
    }
    return Matrix.ofColumns(factors);
  }

  /** Numbers of statsmodels 0.13.5: OLS, cov_type HAC, maxlags 5, use_correction. */
  @Test
  void givesTheBetasAndErrorsOfAnotherProgram() {
    Vec x1 = column(80, i -> Math.sin(1.7 * i) + .3 * Math.cos(.9 * i * i % 7));
    Vec x2 = column(80, i -> Math.cos(2.3 * i) + .2 * Math.sin(.31 * i));
    Vec y =
        column(
            80,
            i ->
                .5
                    + 1.2 * x1.get(i)
                    - .7 * x2.get(i)
                    + .4 * Math.sin(12.9898 * i) * (1 + .5 * Math.cos(.2 * i)));
    FactorDesign design = FactorDesign.of(Matrix.ofColumns(List.of(x1, x2)));

    Estimated fit = (Estimated) design.fit(y);

    assertThat(fit.betas().get(0)).isCloseTo(1.1772270129787474, within(1e-12));
    assertThat(fit.betas().get(1)).isCloseTo(-.6974062683181641, within(1e-12));
    assertThat(fit.quality().alpha()).isCloseTo(.5233868495065224, within(1e-12));
    assertThat(fit.quality().rSquared()).isCloseTo(.9189921978388106, within(1e-12));
    Vec t = ((Method.LeastSquares) fit.quality().method()).tStatistics();
    assertThat(t.get(0)).isCloseTo(66.52626707762641, within(1e-8));
    assertThat(t.get(1)).isCloseTo(-29.64447079649495, within(1e-8));
    assertThat(design.conditionNumber()).isCloseTo(1.0140185289621095, within(1e-10));
    assertThat(design.inflation().get(0)).isCloseTo(1.0001938117205118, within(1e-10));
    assertThat(fit.quality().history()).isEqualTo(History.LIMITED);
  }

  /** With the true noise known, each z is exactly standard normal. */
  @Test
  void recoversTheTruthFromUncorrelatedFactors() {
    SeededStream random = SeededStream.of(11).stream("truth");
    Matrix factors = gaussian(random.stream("factors"), 9);
    FactorDesign design = FactorDesign.of(factors);
    Matrix inverse = inverseOfCentred(factors);
    int near = 0;
    int all = 0;
    for (int symbol = 0; symbol < 200; symbol++) {
      SeededStream draw = random.stream("symbol").stream(symbol);
      double[] truth = draw9(draw);
      Vec returns =
          column(
              DAYS,
              i -> {
                double sum = NOISE * draw.nextGaussian();
                for (int j = 0; j < 9; j++) {
                  sum += truth[j] * factors.get(i, j);
                }
                return sum;
              });

      Estimated fit = (Estimated) design.fit(returns);

      assertThat(fit.quality().method()).isInstanceOf(Method.LeastSquares.class);
      for (int j = 0; j < 9; j++) {
        double z = (fit.betas().get(j) - truth[j]) / (NOISE * Math.sqrt(inverse.get(j, j)));
        assertThat(Math.abs(z)).isLessThanOrEqualTo(4);
        near += Math.abs(z) <= 2 ? 1 : 0;
        all++;
      }
    }
    double deviation = Math.sqrt(.9545 * .0455 / all);
    assertThat((double) near / all).isCloseTo(.9545, within(3 * deviation));
  }

  private static double[] draw9(SeededStream draw) {
    return IntStream.range(0, 9).mapToDouble(_ -> draw.nextGaussian()).toArray();
  }

  private static Matrix inverseOfCentred(Matrix factors) {
    int k = factors.columns();
    double[][] centred = new double[k][];
    for (int j = 0; j < k; j++) {
      double[] column = factors.column(j).toArray();
      double mean = Arrays.stream(column).average().orElseThrow();
      centred[j] = Arrays.stream(column).map(value -> value - mean).toArray();
    }
    List<Vec> gram = new ArrayList<>();
    for (int j = 0; j < k; j++) {
      int column = j;
      gram.add(
          column(
              k,
              i ->
                  IntStream.range(0, centred[0].length)
                      .mapToDouble(t -> centred[i][t] * centred[column][t])
                      .sum()));
    }
    Cholesky.Factor factor = (Cholesky.Factor) Cholesky.of(Matrix.ofColumns(gram));
    return Matrix.ofColumns(
        IntStream.range(0, k).mapToObj(j -> factor.solve(column(k, i -> i == j ? 1 : 0))).toList());
  }

  /** (X'X + I) b = X'y on standardised columns, put in rather than solved. */
  @Test
  void isTheClosedFormRidgeWhereFactorsAreAlike() {
    SeededStream random = SeededStream.of(3).stream("alike");
    Matrix apart = gaussian(random, 2);
    Vec nearly = column(DAYS, i -> apart.get(i, 0) + .0003 * apart.get(i, 1));
    Matrix factors = Matrix.ofColumns(List.of(apart.column(0), apart.column(1), nearly));
    SeededStream noise = random.stream("noise");
    Vec returns = column(DAYS, i -> 1.5 * apart.get(i, 0) + .002 * noise.nextGaussian());
    FactorDesign design = FactorDesign.of(factors);

    Estimated fit = (Estimated) design.fit(returns);

    assertThat(design.conditionNumber()).isGreaterThan(FactorDesign.RIDGE_FROM);
    Method.Ridge method = (Method.Ridge) fit.quality().method();
    double[][] z = new double[3][];
    double[] b = new double[3];
    for (int j = 0; j < 3; j++) {
      double[] column = factors.column(j).toArray();
      double mean = Arrays.stream(column).average().orElseThrow();
      double spread =
          Math.sqrt(Arrays.stream(column).map(v -> (v - mean) * (v - mean)).sum() / DAYS);
      z[j] = Arrays.stream(column).map(v -> (v - mean) / spread).toArray();
      b[j] = fit.betas().get(j) * spread;
    }
    double meanReturn = Arrays.stream(returns.toArray()).average().orElseThrow();
    for (int p = 0; p < 3; p++) {
      double left = b[p];
      double right = 0;
      for (int t = 0; t < DAYS; t++) {
        right += z[p][t] * (returns.get(t) - meanReturn);
        for (int q = 0; q < 3; q++) {
          left += z[p][t] * z[q][t] * b[q];
        }
      }
      assertThat(left).isCloseTo(right, within(1e-10));
    }
    assertThat(method.bias().size()).isEqualTo(3);
    assertThat(design.inflation().get(0)).isGreaterThan(1_000);
  }

  @Test
  void cutsABetaOffAtFiveAndSaysSo() {
    Matrix factors = gaussian(SeededStream.of(5).stream("cap"), 1);

    Estimated fit =
        (Estimated) FactorDesign.of(factors).fit(column(DAYS, i -> 7 * factors.get(i, 0)));

    assertThat(fit.betas().get(0)).isEqualTo(FactorDesign.CAP);
    assertThat(fit.marketBeta()).isEqualTo(FactorDesign.CAP);
    assertThat(fit.quality().isCapped()).isTrue();
    assertThat(fit.quality().history()).isEqualTo(History.FULL);
  }

  @Test
  void saysThatAConstantPriceHasNoBetas() {
    Matrix factors = gaussian(SeededStream.of(5).stream("constant"), 2);

    assertThat(FactorDesign.of(factors).fit(Vec.of(new double[DAYS])))
        .isEqualTo(new SymbolBetas.Constant());
  }

  @Test
  void refusesTooFewDaysAndAFactorThatNeverMoves() {
    assertThatThrownBy(() -> FactorDesign.of(gaussian(SeededStream.of(1), 2).sliceRows(0, 59)))
        .hasMessageContaining("59 days");
    assertThatThrownBy(() -> FactorDesign.of(Matrix.ofColumns(List.of(Vec.of(new double[DAYS])))))
        .hasMessageContaining("standard deviation");
  }
}
