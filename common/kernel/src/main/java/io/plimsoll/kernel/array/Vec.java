package io.plimsoll.kernel.array;

import java.util.Arrays;

/**
 * An immutable column of doubles that compares by value.
 *
 * <p>The two methods called {@code Unsafe} share the array instead of copying it. A kernel may use
 * them in its own loops; whoever does must never write to the array afterwards.
 */
public final class Vec {
  private static final Vec EMPTY = new Vec(new double[0]);

  private final double[] values;

  private Vec(double[] values) {
    this.values = values;
  }

  /** Copies the values into a new column. */
  public static Vec of(double... values) {
    return values.length == 0 ? EMPTY : new Vec(values.clone());
  }

  /** Wraps the array without a copy; the caller gives up its right to write to it. */
  public static Vec ofUnsafe(double[] values) {
    return new Vec(values);
  }

  /** The column without values. */
  public static Vec empty() {
    return EMPTY;
  }

  /** How many values the column holds. */
  public int size() {
    return values.length;
  }

  /**
   * The value at an index.
   *
   * @throws ArrayIndexOutOfBoundsException if the index is not in 0..size-1
   */
  public double get(int index) {
    return values[index];
  }

  /** A copy of the values from an index (inclusive) to another (exclusive). */
  public Vec slice(int from, int to) {
    if (from < 0 || to > values.length || from > to) {
      throw new IllegalArgumentException(
          "slice: [%d, %d) (expected: within [0, %d))".formatted(from, to, values.length));
    }
    return new Vec(Arrays.copyOfRange(values, from, to));
  }

  /** A copy of the values. */
  public double[] toArray() {
    return values.clone();
  }

  /** The array itself, not a copy; it must only be read. */
  public double[] toArrayUnsafe() {
    return values;
  }

  /** Whether the other object is a column of the same values, bit for bit. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Vec that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  /** The size and at most eight values, for messages. */
  @Override
  public String toString() {
    String shown =
        Arrays.toString(values.length <= 8 ? values : Arrays.copyOf(values, 8)).replace("]", "");
    return "Vec(%d)%s%s]".formatted(values.length, shown, values.length <= 8 ? "" : ", ...");
  }
}
