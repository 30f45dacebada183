package io.plimsoll.learning.algorithm;

/** Solves symmetric systems that are positive definite but for dependent columns. */
final class Cholesky {
  private Cholesky() {}

  /**
   * Solves {@code A x = b}; a column whose remaining pivot is below {@code dependent} times its own
   * diagonal depends on the columns before it and gets x = 0.
   *
   * @param a symmetric, overwritten with its factor
   */
  static double[] solve(double[][] a, double[] b, double dependent) {
    int n = b.length;
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
      double sum = b[i];
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
    return x;
  }
}
