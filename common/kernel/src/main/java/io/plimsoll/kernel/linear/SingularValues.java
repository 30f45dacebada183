package io.plimsoll.kernel.linear;

import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import java.util.Arrays;

/**
 * The singular values of a matrix, and with them its condition number.
 *
 * <p>One-sided Jacobi rotations until all columns are orthogonal to 1e-15, which gives small
 * singular values with high relative accuracy. Cost: O(rows columns^2) a sweep, some 5 to 10
 * sweeps.
 *
 * <p>Source: Demmel and Veselic (1992), "Jacobi's method is more accurate than QR", SIAM Journal on
 * Matrix Analysis and Applications 13(4).
 */
public final class SingularValues {
  private static final int MOST_SWEEPS = 60;
  private static final double ORTHOGONAL = 1e-15;

  private SingularValues() {}

  /**
   * The singular values, largest first; one per column (of a matrix with more columns than rows,
   * the last are 0).
   */
  public static Vec of(Matrix matrix) {
    int p = matrix.columns();
    double[][] columns = new double[p][];
    for (int j = 0; j < p; j++) {
      columns[j] = matrix.column(j).toArray();
    }
    int sweep = 0;
    while (sweep < MOST_SWEEPS && rotateAll(columns)) {
      sweep++;
    }
    double[] values = new double[p];
    for (int j = 0; j < p; j++) {
      values[j] = -Math.sqrt(dot(columns[j], columns[j]));
    }
    Arrays.sort(values);
    for (int j = 0; j < p; j++) {
      values[j] = Math.abs(values[j]);
    }
    return Vec.ofUnsafe(values);
  }

  /** The largest over the smallest singular value; infinite if the smallest is 0. */
  public static double conditionNumber(Matrix matrix) {
    Vec values = of(matrix);
    double smallest = values.get(values.size() - 1);
    return smallest == 0 ? Double.POSITIVE_INFINITY : values.get(0) / smallest;
  }

  private static boolean rotateAll(double[][] columns) {
    boolean hasRotated = false;
    for (int i = 0; i < columns.length; i++) {
      for (int j = i + 1; j < columns.length; j++) {
        hasRotated |= rotate(columns[i], columns[j]);
      }
    }
    return hasRotated;
  }

  private static boolean rotate(double[] a, double[] b) {
    double aa = dot(a, a);
    double bb = dot(b, b);
    double ab = dot(a, b);
    if (Math.abs(ab) <= ORTHOGONAL * Math.sqrt(aa) * Math.sqrt(bb)) {
      return false;
    }
    double zeta = (bb - aa) / (2 * ab);
    double t = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
    double cosine = 1 / Math.sqrt(1 + t * t);
    double sine = cosine * t;
    for (int k = 0; k < a.length; k++) {
      double old = a[k];
      a[k] = cosine * old - sine * b[k];
      b[k] = sine * old + cosine * b[k];
    }
    return true;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
