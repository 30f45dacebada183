package io.plimsoll.kernel.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.linear.LinearFit.Fitted;
import io.plimsoll.kernel.linear.LinearFit.RankDeficient;
import io.plimsoll.kernel.random.SeededStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinearTest {
  /** Longley (1967), as in NIST's Statistical Reference Datasets. */
  private static final Matrix LONGLEY =
      Matrix.ofRows(
          new double[] {83.0, 234289, 2356, 1590, 107608, 1947},
          new double[] {88.5, 259426, 2325, 1456, 108632, 1948},
          new double[] {88.2, 258054, 3682, 1616, 109773, 1949},
          new double[] {89.5, 284599, 3351, 1650, 110929, 1950},
          new double[] {96.2, 328975, 2099, 3099, 112075, 1951},
          new double[] {98.1, 346999, 1932, 3594, 113270, 1952},
          new double[] {99.0, 365385, 1870, 3547, 115094, 1953},
          new double[] {100.0, 363112, 3578, 3350, 116219, 1954},
          new double[] {101.2, 397469, 2904, 3048, 117388, 1955},
          new double[] {104.6, 419180, 2822, 2857, 118734, 1956},
          new double[] {108.4, 442769, 2936, 2798, 120445, 1957},
          new double[] {110.8, 444546, 4681, 2637, 121950, 1958},
          new double[] {112.6, 482704, 3813, 2552, 123366, 1959},
          new double[] {114.2, 502601, 3931, 2514, 125368, 1960},
          new double[] {115.7, 518173, 4806, 2572, 127852, 1961},
          new double[] {116.9, 554894, 4007, 2827, 130081, 1962});

  private static final Vec EMPLOYED =
      Vec.of(
          60323, 61122, 60171, 61187, 63221, 63639, 64989, 63761, 66019, 67857, 68169, 66513, 68655,
          69564, 69331, 70551);

  /** NIST's certified coefficients; nine digits are left of sixteen at this conditioning. */
  @Test
  void fitsLongleyAsNistCertifies() {
    Fitted fit = fitted(LinearRegression.leastSquares(LONGLEY, EMPLOYED));

    assertThat(fit.intercept()).isCloseTo(-3482258.63459582, withinPercentage(1e-7));
    assertClose(
        fit.coefficients(),
        1e-7,
        15.0618722713733,
        -0.0358191792925910,
        -2.02022980381683,
        -1.03322686717359,
        -0.0511041056535807,
        1829.15146461355);
  }

  /** By mpmath with 50 digits, penalty 10 on the centred data. */
  @Test
  void fitsARidgeAsFiftyDigitsDo() {
    Fitted fit = fitted(LinearRegression.ridge(LONGLEY, EMPLOYED, 10));

    assertThat(fit.intercept()).isCloseTo(-66483.461433109495, withinPercentage(1e-5));
    assertClose(
        fit.coefficients(),
        1e-5,
        -26.135729802768304,
        0.06333029474782579,
        -0.5207629979457836,
        -0.5935976979258146,
        -0.3565496156667665,
        79.29531007883046);
  }

  @Test
  void isOrdinaryWithoutAPenalty() {
    assertThat(LinearRegression.ridge(LONGLEY, EMPLOYED, 0))
        .isEqualTo(LinearRegression.leastSquares(LONGLEY, EMPLOYED));
  }

  @Test
  void findsALineByHand() {
    Fitted fit =
        fitted(
            LinearRegression.leastSquares(
                Matrix.ofColumns(List.of(Vec.of(1, 2, 3))), Vec.of(2, 2, 5)));

    assertThat(fit.coefficients().get(0)).isEqualTo(1.5, within(1e-14));
    assertThat(fit.intercept()).isEqualTo(0, within(1e-14));
    assertThat(fit.predict(Vec.of(4))).isEqualTo(6, within(1e-13));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fit.predict(Vec.of(1, 2)))
        .withMessage("row: 2 values (expected: 1)");
  }

  @Test
  void findsWhatMadeTheData() {
    for (int seed = 0; seed < 200; seed++) {
      SeededStream random = SeededStream.of(seed);
      int p = 1 + random.nextInt(6);
      Matrix x = gaussian(random, p + 2 + random.nextInt(40), p);
      Vec beta = gaussian(random, p, 1).column(0);
      double[] y = new double[x.rows()];
      for (int i = 0; i < y.length; i++) {
        y[i] = 7;
        for (int j = 0; j < p; j++) {
          y[i] += beta.get(j) * x.get(i, j);
        }
      }

      Fitted exact = fitted(LinearRegression.leastSquares(x, Vec.of(y)));
      Fitted shrunk = fitted(LinearRegression.ridge(x, Vec.of(y), 1e-9));

      assertThat(exact.intercept()).isEqualTo(7, within(1e-9));
      for (int j = 0; j < p; j++) {
        assertThat(exact.coefficients().get(j)).isEqualTo(beta.get(j), within(1e-9));
        assertThat(shrunk.coefficients().get(j)).isEqualTo(beta.get(j), within(1e-4));
      }
    }
  }

  @Test
  void saysWhichColumnAddsNothing() {
    Vec a = Vec.of(1, 2, 4, 8);
    Vec twice = Vec.of(2, 4, 8, 16);
    Vec constant = Vec.of(3, 3, 3, 3);
    Vec y = Vec.of(1, 2, 3, 5);

    assertThat(LinearRegression.leastSquares(Matrix.ofColumns(List.of(a, twice)), y))
        .isEqualTo(new RankDeficient(1));
    assertThat(LinearRegression.leastSquares(Matrix.ofColumns(List.of(constant, a)), y))
        .isEqualTo(new RankDeficient(0));
    assertThat(
            LinearRegression.leastSquares(
                Matrix.ofRows(new double[] {1, 5}, new double[] {2, 7}), Vec.of(1, 2)))
        .isEqualTo(new RankDeficient(1));
    assertThat(LinearRegression.ridge(Matrix.ofColumns(List.of(a, twice)), y, 0.1))
        .isInstanceOf(Fitted.class);
    assertThat(
            LinearRegression.ridge(Matrix.ofColumns(List.of(Vec.of(1e200, -1e200, 0, 1))), y, 0.1))
        .isEqualTo(new RankDeficient(0));
  }

  @Test
  void refusesDataThatDoNotFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LinearRegression.leastSquares(LONGLEY, Vec.of(1)))
        .withMessageContaining("1 values for Matrix(16 x 6)");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            LinearRegression.leastSquares(Matrix.ofColumns(List.of(Vec.empty())), Vec.empty()));
    for (double penalty : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> LinearRegression.ridge(LONGLEY, EMPLOYED, penalty))
          .withMessageStartingWith("penalty: ");
    }
  }

  @Test
  void takesAMatrixApartByHand() {
    Matrix matrix =
        Matrix.ofRows(
            new double[] {4, 12, -16}, new double[] {12, 37, -43}, new double[] {-16, -43, 98});

    Cholesky.Factor factor =
        assertThat(Cholesky.of(matrix)).asInstanceOf(type(Cholesky.Factor.class)).actual();

    assertThat(factor.lower())
        .isEqualTo(
            Matrix.ofRows(new double[] {2, 0, 0}, new double[] {6, 1, 0}, new double[] {-8, 5, 3}));
    assertThat(factor.solve(Vec.of(0, 6, 39))).isEqualTo(Vec.of(1, 1, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> factor.solve(Vec.of(1)))
        .withMessage("b: 1 values (expected: 3)");
  }

  @Test
  void saysWhereAMatrixIsNotPositiveDefinite() {
    assertThat(Cholesky.of(Matrix.ofRows(new double[] {1, 2}, new double[] {2, 1})))
        .isEqualTo(new Cholesky.NotPositiveDefinite(1));
    assertThat(Cholesky.of(Matrix.ofRows(new double[] {Double.NaN})))
        .isEqualTo(new Cholesky.NotPositiveDefinite(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cholesky.of(Matrix.ofRows(new double[] {1, 2})))
        .withMessage("Matrix(1 x 2) (expected: as many rows as columns)");
  }

  /** By mpmath with 50 digits. */
  @Test
  void findsSmallSingularValuesToTheirLastDigits() {
    double[][] hilbert = new double[6][6];
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < 6; j++) {
        hilbert[i][j] = 1.0 / (i + j + 1);
      }
    }
    Matrix matrix = Matrix.ofRows(hilbert);

    // the entries' own rounding moves the smallest value by 1e-16 / 1e-7
    assertClose(
        SingularValues.of(matrix),
        1e-7,
        1.6188998589243391,
        0.24236087057520955,
        0.016321521319875822,
        0.0006157483541826577,
        1.2570757122625195e-5,
        1.0827994845655498e-7);
  }

  /** By numpy 2.4.6. */
  @Test
  void knowsTheConditionOfLongley() {
    assertThat(SingularValues.conditionNumber(LONGLEY))
        .isCloseTo(456037.67951624404, withinPercentage(1e-7));
  }

  @Test
  void hasNoBoundOnTheConditionOfASingularMatrix() {
    Matrix singular = Matrix.ofColumns(List.of(Vec.of(1, 2), Vec.of(0, 0)));

    assertThat(SingularValues.conditionNumber(singular)).isInfinite();
    assertThat(SingularValues.conditionNumber(Matrix.ofColumns(List.of(Vec.of(3, 4)))))
        .isEqualTo(1);
  }

  private static Matrix gaussian(SeededStream random, int rows, int columns) {
    List<Vec> made = new ArrayList<>();
    for (int j = 0; j < columns; j++) {
      double[] column = new double[rows];
      for (int i = 0; i < rows; i++) {
        column[i] = random.nextGaussian();
      }
      made.add(Vec.of(column));
    }
    return Matrix.ofColumns(made);
  }

  @Test
  void solvesADefiniteSystemAsCholeskyDoes() {
    Matrix matrix = Matrix.ofRows(new double[] {4, 2}, new double[] {2, 5});

    // (4, 2; 2, 5) (1.375, -0.25) = (5, 1.5)
    assertThat(SemidefiniteSystem.solve(matrix, Vec.of(5, 1.5), 1e-12))
        .isEqualTo(Vec.of(1.375, -0.25));
  }

  @Test
  void givesNothingToAColumnThatDependsOnTheOnesBefore() {
    Matrix matrix =
        Matrix.ofRows(new double[] {4, 8, 2}, new double[] {8, 16, 4}, new double[] {2, 4, 5});

    // the second column is twice the first, so it is left out: (4, 2; 2, 5) (x1, x3) = (5, 1.5)
    assertThat(SemidefiniteSystem.solve(matrix, Vec.of(5, 10, 1.5), 1e-12))
        .isEqualTo(Vec.of(1.375, 0, -0.25));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SemidefiniteSystem.solve(matrix, Vec.of(1, 2), 1e-12));
  }

  private static Fitted fitted(LinearFit fit) {
    return assertThat(fit).asInstanceOf(type(Fitted.class)).actual();
  }

  private static void assertClose(Vec found, double percent, double... expected) {
    assertThat(found.size()).isEqualTo(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(found.get(i)).isCloseTo(expected[i], withinPercentage(percent));
    }
  }
}
