package io.plimsoll.trainingkernel.split;

import io.plimsoll.kernel.array.IntVec;
import java.util.stream.IntStream;

/**
 * Consecutive rows.
 *
 * @param from the first row
 * @param to the row after the last
 */
public record RowSpan(int from, int to) {
  public RowSpan {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException(
          "rows: [%d, %d) (expected: 0 <= from <= to)".formatted(from, to));
    }
  }

  /** How many rows. */
  public int size() {
    return to - from;
  }

  /** The rows' numbers. */
  public IntVec rows() {
    return IntVec.of(IntStream.range(from, to).toArray());
  }
}
