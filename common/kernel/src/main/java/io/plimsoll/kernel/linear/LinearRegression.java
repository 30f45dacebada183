package io.plimsoll.kernel.linear;

import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.linear.LinearFit.Fitted;
import io.plimsoll.kernel.linear.LinearFit.RankDeficient;
import io.plimsoll.kernel.statistics.Statistics;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits y = a + X b by least squares, plain or with a ridge penalty.
 *
 * <p>Columns and y are centred first, so the intercept is free and not penalised. Sums run in a
 * fixed order: the same data give the same bits.
 */
public final class LinearRegression {
  /**
   * A column whose part orthogonal to those before it is smaller than this, relatively, adds
   * nothing.
   */
  private static final double RANK_TOLERANCE = 1e-11;

  private LinearRegression() {}

  /**
   * Ordinary least squares by Householder QR.
   *
   * <p>Cost: O(rows columns^2). Relative error of the coefficients about condition number times
   * 1e-16.
   *
   * <p>Source: Golub and Van Loan (2013), "Matrix Computations", algorithms 5.2.1 and 5.3.2.
   *
   * @param x one row per observation
   * @param y one value per row
   * @throws IllegalArgumentException if the sizes differ, or there is no row
   */
  public static LinearFit leastSquares(Matrix x, Vec y) {
    requireRows(x, y);
    List<double[]> columns = centredColumns(x);
    double[] target = centred(y);
    int p = columns.size();
    double[] diagonal = new double[p];
    for (int j = 0; j < p; j++) {
      double before = norm(columns.get(j), 0);
      double[] v = columns.get(j);
      for (int k = 0; k < j; k++) {
        reflect(columns.get(k), k, v);
      }
      double rest = j < x.rows() - 1 ? norm(v, j) : 0;
      if (!(rest > RANK_TOLERANCE * before)) {
        return new RankDeficient(j);
      }
      diagonal[j] = v[j] > 0 ? -rest : rest;
      v[j] -= diagonal[j];
      reflect(v, j, target);
    }
    return fitted(x, y, backSubstitute(columns, diagonal, target));
  }

  /**
   * Ridge regression in closed form: b = (X'X + penalty I)^-1 X'y of the centred data, by Cholesky.
   *
   * <p>Cost: O(rows columns^2). The penalty is on the columns as they are; scale them first.
   *
   * <p>Source: Hoerl and Kennard (1970), "Ridge regression", Technometrics 12(1).
   *
   * @param penalty 0 or more; 0 is {@link #leastSquares}
   * @throws IllegalArgumentException if the sizes differ, there is no row, or the penalty is
   *     negative
   */
  public static LinearFit ridge(Matrix x, Vec y, double penalty) {
    requireRows(x, y);
    if (!(penalty >= 0 && penalty < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("penalty: %s (expected: finite, >= 0)".formatted(penalty));
    }
    if (penalty == 0) {
      return leastSquares(x, y);
    }
    List<double[]> columns = centredColumns(x);
    double[] target = centred(y);
    int p = columns.size();
    List<Vec> gram = new ArrayList<>(p);
    double[] right = new double[p];
    for (int j = 0; j < p; j++) {
      double[] products = new double[p];
      for (int i = j; i < p; i++) {
        products[i] = dot(columns.get(i), columns.get(j), 0);
      }
      products[j] += penalty;
      gram.add(Vec.ofUnsafe(products));
      right[j] = dot(columns.get(j), target, 0);
    }
    return switch (Cholesky.of(Matrix.ofColumns(gram))) {
      case Cholesky.Factor factor -> fitted(x, y, factor.solve(Vec.ofUnsafe(right)).toArray());
      case Cholesky.NotPositiveDefinite(int pivot) -> new RankDeficient(pivot);
    };
  }

  /** Applies to a vector the reflection whose vector is stored from a row on. */
  private static void reflect(double[] v, int from, double[] vector) {
    double scale = 2 * dot(v, vector, from) / dot(v, v, from);
    for (int i = from; i < vector.length; i++) {
      vector[i] -= scale * v[i];
    }
  }

  private static double[] backSubstitute(
      List<double[]> columns, double[] diagonal, double[] target) {
    int p = columns.size();
    double[] b = new double[p];
    for (int i = p - 1; i >= 0; i--) {
      double sum = target[i];
      for (int j = i + 1; j < p; j++) {
        sum -= columns.get(j)[i] * b[j];
      }
      b[i] = sum / diagonal[i];
    }
    return b;
  }

  private static Fitted fitted(Matrix x, Vec y, double[] coefficients) {
    double intercept = Statistics.mean(y);
    for (int j = 0; j < coefficients.length; j++) {
      intercept -= coefficients[j] * Statistics.mean(x.column(j));
    }
    return new Fitted(intercept, Vec.ofUnsafe(coefficients));
  }

  private static List<double[]> centredColumns(Matrix x) {
    List<double[]> columns = new ArrayList<>(x.columns());
    for (int j = 0; j < x.columns(); j++) {
      columns.add(centred(x.column(j)));
    }
    return columns;
  }

  private static double[] centred(Vec column) {
    double mean = Statistics.mean(column);
    double[] centred = column.toArray();
    for (int i = 0; i < centred.length; i++) {
      centred[i] -= mean;
    }
    return centred;
  }

  private static double norm(double[] v, int from) {
    return Math.sqrt(dot(v, v, from));
  }

  private static double dot(double[] a, double[] b, int from) {
    double sum = 0;
    for (int i = from; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void requireRows(Matrix x, Vec y) {
    if (x.rows() == 0 || y.size() != x.rows()) {
      throw new IllegalArgumentException(
          "y: %d values for %s (expected: one per row, at least one)".formatted(y.size(), x));
    }
  }
}
