package io.plimsoll.kernel.array;

import java.util.Arrays;

/**
 * An immutable column of ints that compares by value.
 *
 * <p>The two methods called {@code Unsafe} share the array instead of copying it, as in {@link
 * Vec}.
 */
public final class IntVec {
  private static final IntVec EMPTY = new IntVec(new int[0]);

  private final int[] values;

  private IntVec(int[] values) {
    this.values = values;
  }

  /** Copies the values into a new column. */
  public static IntVec of(int... values) {
    return values.length == 0 ? EMPTY : new IntVec(values.clone());
  }

  /** Wraps the array without a copy; the caller gives up its right to write to it. */
  public static IntVec ofUnsafe(int[] values) {
    return new IntVec(values);
  }

  /** The column without values. */
  public static IntVec empty() {
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
  public int get(int index) {
    return values[index];
  }

  /** A copy of the values from an index (inclusive) to another (exclusive). */
  public IntVec slice(int from, int to) {
    if (from < 0 || to > values.length || from > to) {
      throw new IllegalArgumentException(
          "slice: [%d, %d) (expected: within [0, %d))".formatted(from, to, values.length));
    }
    return new IntVec(Arrays.copyOfRange(values, from, to));
  }

  /** A copy of the values. */
  public int[] toArray() {
    return values.clone();
  }

  /** The array itself, not a copy; it must only be read. */
  public int[] toArrayUnsafe() {
    return values;
  }

  /** Whether the other object is a column of the same values. */
  @Override
  public boolean equals(Object other) {
    return other instanceof IntVec that && Arrays.equals(values, that.values);
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
    return "IntVec(%d)%s%s]".formatted(values.length, shown, values.length <= 8 ? "" : ", ...");
  }
}
