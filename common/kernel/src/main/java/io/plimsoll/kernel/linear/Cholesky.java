package io.plimsoll.kernel.linear;

import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a symmetric positive definite matrix apart into L L' with L lower triangular.
 *
 * <p>Source: Golub and Van Loan (2013), "Matrix Computations", 4th edition, algorithm 4.2.1.
 * Backward stable; no pivoting.
 */
public sealed interface Cholesky {
  /**
   * A pivot was 0, negative or not a number.
   *
   * @param pivot the row at which it was seen
   */
  record NotPositiveDefinite(int pivot) implements Cholesky {}

  /**
   * The factor.
   *
   * @param lower L, with zeros above the diagonal
   */
  record Factor(Matrix lower) implements Cholesky {
    /** The x of (L L') x = b. Cost: O(n^2). */
    public Vec solve(Vec b) {
      int n = lower.rows();
      if (b.size() != n) {
        throw new IllegalArgumentException("b: %d values (expected: %d)".formatted(b.size(), n));
      }
      double[] x = b.toArray();
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < i; k++) {
          x[i] -= lower.get(i, k) * x[k];
        }
        x[i] /= lower.get(i, i);
      }
      for (int i = n - 1; i >= 0; i--) {
        for (int k = i + 1; k < n; k++) {
          x[i] -= lower.get(k, i) * x[k];
        }
        x[i] /= lower.get(i, i);
      }
      return Vec.ofUnsafe(x);
    }
  }

  /**
   * The factor of a matrix, of which only the lower triangle is read. Cost: O(n^3 / 3).
   *
   * @throws IllegalArgumentException if the matrix is not square
   */
  static Cholesky of(Matrix matrix) {
    int n = matrix.rows();
    if (matrix.columns() != n) {
      throw new IllegalArgumentException(
          "%s (expected: as many rows as columns)".formatted(matrix));
    }
    double[][] columns = new double[n][n];
    for (int j = 0; j < n; j++) {
      for (int i = j; i < n; i++) {
        double sum = matrix.get(i, j);
        for (int k = 0; k < j; k++) {
          sum -= columns[k][i] * columns[k][j];
        }
        if (i > j) {
          columns[j][i] = sum / columns[j][j];
        } else if (sum > 0 && sum < Double.POSITIVE_INFINITY) {
          columns[j][j] = Math.sqrt(sum);
        } else {
          return new NotPositiveDefinite(j);
        }
      }
    }
    List<Vec> lower = new ArrayList<>(n);
    for (double[] column : columns) {
      lower.add(Vec.ofUnsafe(column));
    }
    return new Factor(Matrix.ofColumns(lower));
  }
}
