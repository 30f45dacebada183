package io.plimsoll.learning.feature;

import java.util.function.IntToDoubleFunction;

/** The small formulas that many features share; a division by zero is NaN, never infinite. */
final class Formulas {
  private Formulas() {}

  static double[] each(int rows, IntToDoubleFunction formula) {
    double[] result = new double[rows];
    for (int t = 0; t < rows; t++) {
      result[t] = finite(formula.applyAsDouble(t));
    }
    return result;
  }

  /** The formula from row {@code from} on, NaN before it. */
  static double[] eachFrom(int from, int rows, IntToDoubleFunction formula) {
    return each(rows, t -> t < from ? Double.NaN : formula.applyAsDouble(t));
  }

  static double finite(double value) {
    return Double.isFinite(value) ? value : Double.NaN;
  }

  /** The column itself, its infinite values made NaN. */
  static double[] finite(double[] column) {
    for (int t = 0; t < column.length; t++) {
      column[t] = finite(column[t]);
    }
    return column;
  }

  static double[] change(double[] level) {
    return eachFrom(1, level.length, t -> level[t] / level[t - 1] - 1);
  }

  static double[] logChange(double[] level) {
    return eachFrom(1, level.length, t -> StrictMath.log(level[t] / level[t - 1]));
  }

  static double[] trueRange(double[] high, double[] low, double[] close) {
    return eachFrom(
        1, close.length, t -> Math.max(high[t], close[t - 1]) - Math.min(low[t], close[t - 1]));
  }

  static double[] ratio(double[] numerator, double[] denominator) {
    return each(numerator.length, t -> numerator[t] / denominator[t]);
  }
}
