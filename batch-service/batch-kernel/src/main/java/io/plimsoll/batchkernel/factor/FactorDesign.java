package io.plimsoll.batchkernel.factor;

import io.plimsoll.batchkernel.factor.SymbolBetas.History;
import io.plimsoll.batchkernel.factor.SymbolBetas.Method;
import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.linear.Cholesky;
import io.plimsoll.kernel.linear.SingularValues;
import java.util.ArrayList;
import java.util.List;

/**
 * Factor returns made ready for the regressions of many symbols on the same days: what depends on
 * the factors alone is worked out once.
 *
 * <p>Method: y = a + X b + e on standardised columns (mean 0, standard deviation 1, ddof 0). Below
 * a condition number of 30 of the standardised columns by ordinary least squares, with the errors
 * of Newey and West (5 lags, Bartlett weights, n / (n - k - 1)); from there on by ridge, minimising
 * {@code |y - Xb|^2 + 1.0 |b|^2} with y centred, whose bias {@code -(X'X + I)^-1 b} is reported
 * with the estimate put in for b. Betas are cut off at +-5. The normal equations are good enough:
 * at a condition number of 30 they lose three of sixteen digits.
 *
 * <p>Shape: (n) days x (k) factors. Cost: O(n k^2) once, O(n k) and O(n k^2) for the errors a
 * symbol.
 *
 * <p>Source: Newey and West (1987), "A simple, positive semi-definite, heteroskedasticity and
 * autocorrelation consistent covariance matrix", Econometrica 55(3); Hoerl and Kennard (1970),
 * "Ridge regression", Technometrics 12(1); Belsley, Kuh and Welsch (1980), "Regression
 * Diagnostics", for the condition number of 30.
 */
public final class FactorDesign {
  /** From this condition number on the regression is a ridge. */
  public static final double RIDGE_FROM = 30;

  /** The window of a regression, in sessions. */
  public static final int WINDOW = 252;

  /** The fewest observations. */
  public static final int FEWEST = 60;

  /** The largest beta either way. */
  public static final double CAP = 5;

  private static final double PENALTY = 1;
  private static final int LAGS = 5;
  private static final double PERFECT = 1e-12;

  private final double[][] standardised;
  private final double[] spread;
  private final double[] mean;
  private final double conditionNumber;
  private final Vec inflation;
  private final double[][] inverse;
  private final boolean isRidge;

  private FactorDesign(
      double[][] standardised, double[] mean, double[] spread, double conditionNumber) {
    this.standardised = standardised;
    this.mean = mean;
    this.spread = spread;
    this.conditionNumber = conditionNumber;
    this.isRidge = !(conditionNumber < RIDGE_FROM);
    int k = standardised.length;
    int n = standardised[0].length;
    this.inverse = inverse(isRidge ? PENALTY : 0);
    double[] vif = new double[k];
    double[][] plain = conditionNumber < 1 / PERFECT ? inverse(0) : new double[0][];
    for (int j = 0; j < k; j++) {
      vif[j] = plain.length == 0 ? Double.POSITIVE_INFINITY : n * plain[j][j];
    }
    this.inflation = Vec.ofUnsafe(vif);
  }

  /**
   * Makes factor returns ready.
   *
   * @param factors one row a day, all of them known
   * @throws IllegalArgumentException if there are fewer than 60 days, or a factor never moves
   */
  public static FactorDesign of(Matrix factors) {
    int n = factors.rows();
    int k = factors.columns();
    if (n < FEWEST) {
      throw new IllegalArgumentException(
          "factors: %d days (expected: at least %d)".formatted(n, FEWEST));
    }
    double[][] columns = new double[k][];
    double[] mean = new double[k];
    double[] spread = new double[k];
    List<Vec> forCondition = new ArrayList<>();
    for (int j = 0; j < k; j++) {
      double[] column = factors.column(j).toArray();
      mean[j] = mean(column);
      double squares = 0;
      for (int i = 0; i < n; i++) {
        column[i] -= mean[j];
        squares += column[i] * column[i];
      }
      spread[j] = Math.sqrt(squares / n);
      if (!(spread[j] > 0) || Double.isInfinite(spread[j])) {
        throw new IllegalArgumentException(
            "factors[%d]: standard deviation %s (expected: positive)".formatted(j, spread[j]));
      }
      for (int i = 0; i < n; i++) {
        column[i] /= spread[j];
      }
      columns[j] = column;
      forCondition.add(Vec.of(column));
    }
    double condition = SingularValues.conditionNumber(Matrix.ofColumns(forCondition));
    return new FactorDesign(columns, mean, spread, condition);
  }

  /** The largest over the smallest singular value of the standardised columns. */
  public double conditionNumber() {
    return conditionNumber;
  }

  /** The variance inflation of each factor, 1 / (1 - R2 on the others); infinite for a copy. */
  public Vec inflation() {
    return inflation;
  }

  /** Whether the factors are too much alike for ordinary least squares. */
  public boolean isRidge() {
    return isRidge;
  }

  /**
   * The betas of one symbol.
   *
   * @param returns its log returns on the days of the factors, all known
   */
  public SymbolBetas fit(Vec returns) {
    int n = standardised[0].length;
    int k = standardised.length;
    if (returns.size() != n) {
      throw new IllegalArgumentException(
          "returns: %d (expected: %d, one a day)".formatted(returns.size(), n));
    }
    double[] y = returns.toArray();
    double meanReturn = mean(y);
    double total = 0;
    for (int i = 0; i < n; i++) {
      y[i] -= meanReturn;
      total += y[i] * y[i];
    }
    if (!(total > n * 1e-30)) {
      return new SymbolBetas.Constant();
    }
    double[] moments = new double[k];
    for (int j = 0; j < k; j++) {
      moments[j] = dot(standardised[j], y);
    }
    double[] b = times(inverse, moments);
    double[] residual = y.clone();
    for (int j = 0; j < k; j++) {
      for (int i = 0; i < n; i++) {
        residual[i] -= b[j] * standardised[j][i];
      }
    }
    double rSquared = Math.max(0, 1 - dot(residual, residual) / total);
    return estimated(b, residual, rSquared, meanReturn, moments[0] / n / spread[0]);
  }

  private SymbolBetas.Estimated estimated(
      double[] b, double[] residual, double rSquared, double meanReturn, double marketBeta) {
    int n = residual.length;
    int k = b.length;
    double[] betas = new double[k];
    double alpha = meanReturn;
    boolean isCapped = Math.abs(marketBeta) > CAP;
    for (int j = 0; j < k; j++) {
      double beta = b[j] / spread[j];
      alpha -= beta * mean[j];
      betas[j] = Math.clamp(beta, -CAP, CAP);
      isCapped |= betas[j] != beta;
    }
    Method method =
        isRidge ? new Method.Ridge(bias(b)) : new Method.LeastSquares(tStatistics(b, residual));
    return new SymbolBetas.Estimated(
        Vec.ofUnsafe(betas),
        Math.clamp(marketBeta, -CAP, CAP),
        new SymbolBetas.Quality(
            method, n, n >= WINDOW ? History.FULL : History.LIMITED, alpha, rSquared, isCapped));
  }

  private Vec bias(double[] b) {
    double[] taken = times(inverse, b);
    for (int j = 0; j < taken.length; j++) {
      taken[j] *= -PENALTY / spread[j];
    }
    return Vec.ofUnsafe(taken);
  }

  /** b over its error; the slopes' block of the sandwich, the intercept partialled out. */
  private Vec tStatistics(double[] b, double[] residual) {
    int n = residual.length;
    int k = b.length;
    double[][] scores = new double[k][n];
    for (int j = 0; j < k; j++) {
      for (int i = 0; i < n; i++) {
        scores[j][i] = standardised[j][i] * residual[i];
      }
    }
    double[][] middle = new double[k][k];
    for (int lag = 0; lag <= LAGS; lag++) {
      double weight = 1 - lag / (LAGS + 1.0);
      for (int p = 0; p < k; p++) {
        for (int q = 0; q < k; q++) {
          double sum = 0;
          for (int i = lag; i < n; i++) {
            sum += scores[p][i] * scores[q][i - lag];
          }
          middle[p][q] += weight * sum;
          middle[q][p] += lag == 0 ? 0 : weight * sum;
        }
      }
    }
    double correction = (double) n / (n - k - 1);
    double[] t = new double[k];
    for (int j = 0; j < k; j++) {
      double variance = dot(inverse[j], times(middle, inverse[j])) * correction;
      t[j] =
          variance > 0 ? b[j] / Math.sqrt(variance) : Math.copySign(Double.POSITIVE_INFINITY, b[j]);
    }
    return Vec.ofUnsafe(t);
  }

  /** (X'X + penalty I)^-1. */
  private double[][] inverse(double penalty) {
    int k = standardised.length;
    List<Vec> gram = new ArrayList<>();
    for (int j = 0; j < k; j++) {
      double[] products = new double[k];
      for (int i = 0; i < k; i++) {
        products[i] = dot(standardised[i], standardised[j]) + (i == j ? penalty : 0);
      }
      gram.add(Vec.ofUnsafe(products));
    }
    return switch (Cholesky.of(Matrix.ofColumns(gram))) {
      case Cholesky.NotPositiveDefinite _ -> new double[0][];
      case Cholesky.Factor factor -> {
        double[][] columns = new double[k][];
        for (int j = 0; j < k; j++) {
          double[] unit = new double[k];
          unit[j] = 1;
          columns[j] = factor.solve(Vec.ofUnsafe(unit)).toArray();
        }
        yield columns;
      }
    };
  }

  private static double[] times(double[][] symmetric, double[] vector) {
    double[] product = new double[vector.length];
    for (int j = 0; j < vector.length; j++) {
      product[j] = dot(symmetric[j], vector);
    }
    return product;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
