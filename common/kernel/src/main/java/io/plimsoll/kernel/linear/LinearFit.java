package io.plimsoll.kernel.linear;

import io.plimsoll.kernel.array.Vec;

/** The outcome of a linear fit. */
public sealed interface LinearFit {
  /**
   * y is about intercept + sum of coefficient times x.
   *
   * @param intercept in the unit of y
   * @param coefficients one per column of x, in the unit of y per unit of x
   */
  record Fitted(double intercept, Vec coefficients) implements LinearFit {
    /** The value for one row of x. */
    public double predict(Vec row) {
      if (row.size() != coefficients.size()) {
        throw new IllegalArgumentException(
            "row: %d values (expected: %d)".formatted(row.size(), coefficients.size()));
      }
      double sum = intercept;
      for (int j = 0; j < row.size(); j++) {
        sum += coefficients.get(j) * row.get(j);
      }
      return sum;
    }
  }

  /**
   * A column is, to rounding, a combination of the columns before it and a constant; or there are
   * too few rows.
   *
   * @param column the first such column
   */
  record RankDeficient(int column) implements LinearFit {}
}
