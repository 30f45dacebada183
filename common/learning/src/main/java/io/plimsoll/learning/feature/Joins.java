package io.plimsoll.learning.feature;

import io.plimsoll.kernel.market.Bars;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/** Brings a column of another series to the rows of the primary one, by what was known when. */
final class Joins {
  private Joins() {}

  /**
   * For each row the newest value that was known when the row itself was: {@code available_at <=
   * available_at} of the row. NaN before the first one. Nothing is ever filled from a later value.
   *
   * @param values the other series' column
   * @param availableAt when each of its values is known, epoch milliseconds, ascending
   */
  static double[] lastKnown(double[] values, IntToLongFunction availableAt, Bars rows) {
    double[] result = new double[rows.size()];
    Arrays.fill(result, Double.NaN);
    int next = 0;
    for (int t = 0; t < result.length; t++) {
      long known = rows.availableAt(t);
      while (next < values.length && availableAt.applyAsLong(next) <= known) {
        next++;
      }
      if (next > 0) {
        result[t] = values[next - 1];
      }
    }
    return result;
  }
}
