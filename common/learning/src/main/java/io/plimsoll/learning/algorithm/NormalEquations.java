package io.plimsoll.learning.algorithm;

import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.linear.SemidefiniteSystem;
import java.util.ArrayList;
import java.util.List;

/**
 * The sums that least squares needs, about the means, so that the intercept stays out of any
 * penalty.
 *
 * <p>Cost: O(n k^2) once, then O(k^3) per solution.
 */
final class NormalEquations {
  /** Columns that add nothing to the others within rounding get no weight of their own. */
  private static final double DEPENDENT = 1e-10;

  private static final int MOST_PASSES = 10_000;

  private final int rows;
  private final double[][] gram;
  private final double[] moment;
  private final double[] means;
  private final TargetSpread target;

  private NormalEquations(
      int rows, double[][] gram, double[] moment, double[] means, TargetSpread target) {
    this.rows = rows;
    this.gram = gram;
    this.moment = moment;
    this.means = means;
    this.target = target;
  }

  /** The targets' mean and standard deviation (ddof 0). */
  private record TargetSpread(double mean, double deviation) {}

  static NormalEquations of(TrainingRows rows) {
    Matrix inputs = rows.inputs();
    int columns = inputs.columns();
    double[] means = new double[columns];
    double[][] centred = new double[columns][];
    for (int j = 0; j < columns; j++) {
      means[j] = mean(inputs.column(j));
      centred[j] = centred(inputs.column(j), means[j]);
    }
    double targetMean = mean(rows.targets());
    double[] target = centred(rows.targets(), targetMean);
    double[][] gram = new double[columns][columns];
    double[] moment = new double[columns];
    for (int j = 0; j < columns; j++) {
      moment[j] = product(centred[j], target);
      for (int k = 0; k <= j; k++) {
        gram[j][k] = product(centred[j], centred[k]);
        gram[k][j] = gram[j][k];
      }
    }
    double deviation = Math.sqrt(product(target, target) / rows.size());
    return new NormalEquations(
        rows.size(), gram, moment, means, new TargetSpread(targetMean, deviation));
  }

  /** The weights that minimise squared errors plus {@code alpha} times the squared weights. */
  double[] solve(double alpha) {
    List<Vec> penalised = new ArrayList<>(moment.length);
    for (int j = 0; j < moment.length; j++) {
      double[] column = gram[j].clone();
      column[j] += alpha;
      penalised.add(Vec.ofUnsafe(column));
    }
    return SemidefiniteSystem.solve(Matrix.ofColumns(penalised), Vec.ofUnsafe(moment), DEPENDENT)
        .toArrayUnsafe();
  }

  /**
   * The weights of an elastic net on the standardised target, column by column until no weight
   * moves the prediction by more than the tolerance times the target's deviation.
   */
  double[] descend(double alpha, double l1Share, double tolerance) {
    double[] weights = new double[moment.length];
    double[] correlation = moment.clone();
    double l1 = alpha * l1Share * rows * target.deviation();
    double l2 = alpha * (1 - l1Share) * rows;
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      double moved = 0;
      for (int j = 0; j < weights.length; j++) {
        if (gram[j][j] > 0) {
          double free = correlation[j] + gram[j][j] * weights[j];
          double shrunk = Math.copySign(Math.max(0, Math.abs(free) - l1), free);
          double change = shrunk / (gram[j][j] + l2) - weights[j];
          weights[j] += change;
          for (int k = 0; change != 0 && k < weights.length; k++) {
            correlation[k] -= gram[j][k] * change;
          }
          moved = Math.max(moved, Math.abs(change) * Math.sqrt(gram[j][j] / rows));
        }
      }
      if (moved <= tolerance * target.deviation()) {
        return weights;
      }
    }
    throw new TrainingException(
        "coordinate descent: no convergence within %d passes. Maybe alpha or tol (%s) is too small"
            .formatted(MOST_PASSES, tolerance));
  }

  double intercept(double[] weights) {
    double intercept = target.mean();
    for (int j = 0; j < weights.length; j++) {
      intercept -= weights[j] * means[j];
    }
    return intercept;
  }

  private static double mean(Vec values) {
    double[] array = values.toArrayUnsafe();
    double sum = 0;
    for (double value : array) {
      sum += value;
    }
    return sum / array.length;
  }

  private static double[] centred(Vec values, double mean) {
    double[] array = values.toArray();
    for (int i = 0; i < array.length; i++) {
      array[i] -= mean;
    }
    return array;
  }

  /** Four running sums in a fixed order: quick, and the same bits on every run. */
  private static double product(double[] a, double[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      s0 += a[i] * b[i];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
