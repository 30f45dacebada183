package io.plimsoll.batchkernel.correlation;

import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import java.util.ArrayList;
import java.util.List;

/**
 * The eigenvalues and eigenvectors of a symmetric matrix.
 *
 * <p>Cyclic Jacobi rotations until the off-diagonal part is below 1e-15 of the whole. Cost: O(n^3)
 * a sweep, some 6 to 10 sweeps.
 *
 * <p>Source: Golub and Van Loan (2013), "Matrix Computations", 4th edition, algorithm 8.5.3.
 *
 * @param values in no order
 * @param vectors a column of length 1 for each
 */
record SymmetricEigen(Vec values, Matrix vectors) {
  private static final int MOST_SWEEPS = 60;
  private static final double SMALL = 1e-15;

  static SymmetricEigen of(Matrix symmetric) {
    int n = symmetric.rows();
    double[][] a = new double[n][n];
    double[][] v = new double[n][n];
    double whole = 0;
    for (int i = 0; i < n; i++) {
      v[i][i] = 1;
      for (int j = 0; j < n; j++) {
        a[i][j] = symmetric.get(i, j);
        whole += a[i][j] * a[i][j];
      }
    }
    for (int sweep = 0; sweep < MOST_SWEEPS && offDiagonal(a) > SMALL * Math.sqrt(whole); sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          rotate(a, v, p, q);
        }
      }
    }
    double[] values = new double[n];
    List<Vec> vectors = new ArrayList<>(n);
    for (int j = 0; j < n; j++) {
      values[j] = a[j][j];
      double[] column = new double[n];
      for (int i = 0; i < n; i++) {
        column[i] = v[i][j];
      }
      vectors.add(Vec.ofUnsafe(column));
    }
    return new SymmetricEigen(Vec.ofUnsafe(values), Matrix.ofColumns(vectors));
  }

  private static double offDiagonal(double[][] a) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < i; j++) {
        sum += 2 * a[i][j] * a[i][j];
      }
    }
    return Math.sqrt(sum);
  }

  private static void rotate(double[][] a, double[][] v, int p, int q) {
    if (a[p][q] == 0) {
      return;
    }
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(1 + theta * theta));
    double cosine = 1 / Math.sqrt(1 + t * t);
    double sine = t * cosine;
    for (int k = 0; k < a.length; k++) {
      double kp = a[k][p];
      double kq = a[k][q];
      a[k][p] = cosine * kp - sine * kq;
      a[k][q] = sine * kp + cosine * kq;
    }
    for (int k = 0; k < a.length; k++) {
      double pk = a[p][k];
      double qk = a[q][k];
      a[p][k] = cosine * pk - sine * qk;
      a[q][k] = sine * pk + cosine * qk;
      double vp = v[k][p];
      double vq = v[k][q];
      v[k][p] = cosine * vp - sine * vq;
      v[k][q] = sine * vp + cosine * vq;
    }
  }
}
