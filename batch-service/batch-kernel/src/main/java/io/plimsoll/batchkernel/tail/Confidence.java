package io.plimsoll.batchkernel.tail;

/**
 * How sure one wants to be that a loss is not exceeded.
 *
 * @param basisPoints 9500 for 95 %
 */
public record Confidence(int basisPoints) {
  /** 95 %. */
  public static final Confidence P95 = new Confidence(9_500);

  /** 99 %. */
  public static final Confidence P99 = new Confidence(9_900);

  private static final int WHOLE = 10_000;

  public Confidence {
    if (basisPoints <= 0 || basisPoints >= WHOLE) {
      throw new IllegalArgumentException(
          "basisPoints: %d (expected: 0 < basisPoints < %d)".formatted(basisPoints, WHOLE));
    }
  }

  /** How many of n observations lie in the tail; need not be whole. */
  public double tailCount(int n) {
    return n * (double) (WHOLE - basisPoints) / WHOLE;
  }

  /** The rank of the loss that is the quantile, 1 for the worst: the tail's count, rounded up. */
  public int quantileRank(int n) {
    long products = (long) n * (WHOLE - basisPoints);
    return (int) ((products + WHOLE - 1) / WHOLE);
  }

  /** The share of the tail, .05 for 95 %. */
  public double tail() {
    return (double) (WHOLE - basisPoints) / WHOLE;
  }
}
