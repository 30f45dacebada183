package io.plimsoll.kernel.array;

import java.util.Arrays;

/**
 * An immutable column of longs that compares by value.
 *
 * <p>The two methods called {@code Unsafe} share the array instead of copying it, as in {@link
 * Vec}.
 */
public final class LongVec {
  private static final LongVec EMPTY = new LongVec(new long[0]);

  private final long[] values;

  private LongVec(long[] values) {
    this.values = values;
  }

  /** Copies the values into a new column. */
  public static LongVec of(long... values) {
    return values.length == 0 ? EMPTY : new LongVec(values.clone());
  }

  /** Wraps the array without a copy; the caller gives up its right to write to it. */
  public static LongVec ofUnsafe(long[] values) {
    return new LongVec(values);
  }

  /** The column without values. */
  public static LongVec empty() {
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
  public long get(int index) {
    return values[index];
  }

  /** A copy of the values from an index (inclusive) to another (exclusive). */
  public LongVec slice(int from, int to) {
    if (from < 0 || to > values.length || from > to) {
      throw new IllegalArgumentException(
          "slice: [%d, %d) (expected: within [0, %d))".formatted(from, to, values.length));
    }
    return new LongVec(Arrays.copyOfRange(values, from, to));
  }

  /** A copy of the values. */
  public long[] toArray() {
    return values.clone();
  }

  /** The array itself, not a copy; it must only be read. */
  public long[] toArrayUnsafe() {
    return values;
  }

  /** Whether the other object is a column of the same values. */
  @Override
  public boolean equals(Object other) {
    return other instanceof LongVec that && Arrays.equals(values, that.values);
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
    return "LongVec(%d)%s%s]".formatted(values.length, shown, values.length <= 8 ? "" : ", ...");
  }
}
