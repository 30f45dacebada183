package io.plimsoll.kernel.linear;

import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;

/**
 * Solves symmetric systems that are positive definite but for dependent columns, as the normal
 * equations of a regression are; where none may be dependent, see {@link Cholesky}.
 *
 * <p>Source: Golub and Van Loan (2013), "Matrix Computations", 4th edition, algorithm 4.2.1, with
 * the columns left out whose pivot vanishes. No pivoting.
 */
public final class SemidefiniteSystem {
  private SemidefiniteSystem() {}

  /**
   * Solves {@code A x = b}; a column whose remaining pivot is not above {@code dependent} times its
   * own diagonal depends on the columns before it and gets x = 0.
   *
   * <p>Shape: {@code matrix} is (n, n), of which only the lower triangle is read, {@code b} is (n).
   * Cost: O(n^3 / 3) time, one copy.
   *
   * @param dependent a share, well above the rounding error of the matrix and well below 1
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public static Vec solve(Matrix matrix, Vec b, double dependent) {
    int n = b.size();
    if (matrix.rows() != n || matrix.columns() != n) {
      throw new IllegalArgumentException(
          "%s (expected: %d rows and as many columns)".formatted(matrix, n));
    }
    double[][] a = lowerTriangle(matrix);
    boolean[] isFree = new boolean[n];
    double[] x = new double[n];
    for (int j = 0; j < n; j++) {
      double diagonal = a[j][j];
      double pivot = diagonal;
      for (int k = 0; k < j; k++) {
        pivot -= a[j][k] * a[j][k];
      }
      isFree[j] = pivot > dependent * diagonal;
      double root = isFree[j] ? Math.sqrt(pivot) : 0;
      a[j][j] = root;
      for (int i = j + 1; i < n; i++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum -= a[i][k] * a[j][k];
        }
        a[i][j] = isFree[j] ? sum / root : 0;
      }
    }
    for (int i = 0; i < n; i++) {
      double sum = b.get(i);
      for (int k = 0; k < i; k++) {
        sum -= a[i][k] * x[k];
      }
      x[i] = isFree[i] ? sum / a[i][i] : 0;
    }
    for (int i = n - 1; i >= 0; i--) {
      double sum = x[i];
      for (int k = i + 1; k < n; k++) {
        sum -= a[k][i] * x[k];
      }
      x[i] = isFree[i] ? sum / a[i][i] : 0;
    }
    return Vec.ofUnsafe(x);
  }

  private static double[][] lowerTriangle(Matrix matrix) {
    double[][] lower = new double[matrix.rows()][];
    for (int i = 0; i < lower.length; i++) {
      lower[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        lower[i][j] = matrix.get(i, j);
      }
    }
    return lower;
  }
}
