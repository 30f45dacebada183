package io.plimsoll.simulationkernel.chart;

import io.plimsoll.kernel.array.Vec;
import java.util.stream.IntStream;

/** Chooses few rows of a long curve that still show every peak and trough. */
public final class Decimation {
  private Decimation() {}

  /**
   * The rows to draw: the least and the greatest value of each of equal buckets, and both ends.
   *
   * <p>Cost: O(n).
   *
   * @param most how many rows at most, at least 4
   * @return row numbers, ascending; all rows if there are no more than {@code most}
   */
  public static IntStream minMax(Vec values, int most) {
    if (most < 4) {
      throw new IllegalArgumentException("most: %d (expected: at least 4)".formatted(most));
    }
    int n = values.size();
    if (n <= most) {
      return IntStream.range(0, n);
    }
    int buckets = (most - 2) / 2;
    IntStream inner =
        IntStream.range(0, buckets)
            .flatMap(
                bucket -> extremes(values, edge(bucket, buckets, n), edge(bucket + 1, buckets, n)));
    return IntStream.concat(IntStream.concat(IntStream.of(0), inner), IntStream.of(n - 1));
  }

  private static int edge(int bucket, int buckets, int n) {
    return 1 + (int) ((long) bucket * (n - 2) / buckets);
  }

  private static IntStream extremes(Vec values, int from, int to) {
    int least = from;
    int greatest = from;
    for (int i = from + 1; i < to; i++) {
      if (values.get(i) < values.get(least)) {
        least = i;
      }
      if (values.get(i) > values.get(greatest)) {
        greatest = i;
      }
    }
    return least == greatest
        ? IntStream.of(least)
        : IntStream.of(Math.min(least, greatest), Math.max(least, greatest));
  }
}
