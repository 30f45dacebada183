package io.plimsoll.learning.algorithm;

import io.plimsoll.kernel.array.LittleEndian;
import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import java.util.Arrays;
import java.util.Optional;

/**
 * A weighted sum of the columns.
 *
 * @param link what is made of the sum
 * @param intercept what is added to it
 * @param coefficients one weight per column
 */
public record LinearModel(Link link, double intercept, Vec coefficients) implements FittedModel {

  public LinearModel {
    if (!Double.isFinite(intercept)) {
      throw new IllegalArgumentException("intercept: %s (expected: finite)".formatted(intercept));
    }
    for (int j = 0; j < coefficients.size(); j++) {
      if (!Double.isFinite(coefficients.get(j))) {
        throw new IllegalArgumentException(
            "coefficients[%d]: %s (expected: finite)".formatted(j, coefficients.get(j)));
      }
    }
  }

  /** What is made of the weighted sum. */
  public enum Link {
    /** The sum is the prediction. */
    IDENTITY,
    /** The sum is the log odds of class 1. */
    LOGISTIC
  }

  @Override
  public Vec predict(Matrix inputs) {
    double[] sums = new double[inputs.rows()];
    Arrays.fill(sums, intercept);
    for (int j = 0; j < coefficients.size(); j++) {
      double[] column = inputs.column(j).toArrayUnsafe();
      double weight = coefficients.get(j);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += weight * column[i];
      }
    }
    if (link == Link.LOGISTIC) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] = 1 / (1 + StrictMath.exp(-sums[i]));
      }
    }
    return Vec.ofUnsafe(sums);
  }

  @Override
  public Vec importance() {
    double[] weights = coefficients.toArray();
    for (int j = 0; j < weights.length; j++) {
      weights[j] = Math.abs(weights[j]);
    }
    return Vec.ofUnsafe(weights);
  }

  @Override
  public Optional<Matrix> contributions(Matrix inputs) {
    return Optional.empty();
  }

  @Override
  public String importanceMethod() {
    return "coefficient";
  }

  @Override
  public ModelFormat format() {
    return ModelFormat.LINEAR;
  }

  @Override
  public byte[] toBytes() {
    double[] values = new double[coefficients.size() + 2];
    values[0] = link == Link.LOGISTIC ? 1 : 0;
    values[1] = intercept;
    System.arraycopy(coefficients.toArrayUnsafe(), 0, values, 2, coefficients.size());
    return LittleEndian.pack(Vec.ofUnsafe(values));
  }

  static LinearModel read(byte[] bytes, int columns) {
    Vec values = LittleEndian.doubles(bytes);
    if (values.size() != columns + 2) {
      throw new IllegalArgumentException(
          "linear model: %d values (expected: %d)".formatted(values.size(), columns + 2));
    }
    Link link =
        values.get(0) == 0
            ? Link.IDENTITY
            : values.get(0) == 1 ? Link.LOGISTIC : failOnLink(values.get(0));
    return new LinearModel(link, values.get(1), values.slice(2, values.size()));
  }

  private static Link failOnLink(double found) {
    throw new IllegalArgumentException("link: %s (expected: 0 or 1)".formatted(found));
  }
}
