package io.plimsoll.kernel.csv;

import io.plimsoll.kernel.array.LongVec;
import io.plimsoll.kernel.array.Vec;
import java.util.Arrays;

/** The rows of a file as read, in growing arrays. */
final class PriceRows {
  private int size;
  private long[] instants = new long[256];
  private int[] days = new int[256];
  private int[] lines = new int[256];
  private final double[][] values;

  PriceRows(int columns) {
    this.values = new double[columns][256];
  }

  int size() {
    return size;
  }

  /** Starts a row; {@link #set} fills it. */
  void add(int line, long instant, long day) {
    if (size == lines.length) {
      int capacity = size * 2;
      instants = Arrays.copyOf(instants, capacity);
      days = Arrays.copyOf(days, capacity);
      lines = Arrays.copyOf(lines, capacity);
      for (int c = 0; c < values.length; c++) {
        values[c] = Arrays.copyOf(values[c], capacity);
      }
    }
    instants[size] = instant;
    days[size] = (int) day;
    lines[size] = line;
    size++;
  }

  /** Sets a value of the last row. */
  void set(int column, double value) {
    values[column][size - 1] = value;
  }

  /** Takes the last row away. */
  void removeLast() {
    size--;
  }

  long instant(int row) {
    return instants[row];
  }

  void setInstant(int row, long instant) {
    instants[row] = instant;
  }

  int day(int row) {
    return days[row];
  }

  int line(int row) {
    return lines[row];
  }

  LongVec instants() {
    return LongVec.ofUnsafe(Arrays.copyOf(instants, size));
  }

  Vec column(int column) {
    return Vec.ofUnsafe(Arrays.copyOf(values[column], size));
  }

  /** The column with each value divided. */
  Vec column(int column, double divisor) {
    double[] divided = Arrays.copyOf(values[column], size);
    for (int i = 0; i < size; i++) {
      divided[i] /= divisor;
    }
    return Vec.ofUnsafe(divided);
  }
}
