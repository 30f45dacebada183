package io.plimsoll.simulationkernel.engine;

/**
 * Where and when an order is filled: decided at the close of bar t, filled at the open or the close
 * of bar t + 1 + delay.
 *
 * @param delay bars to wait beyond the next one
 * @param wholeShares whether quantities are rounded down to whole shares
 */
public record Fill(At at, int delay, boolean wholeShares) {

  /** The moment of the bar whose price an order gets. */
  public enum At {
    OPEN,
    CLOSE
  }

  /** The open of the next bar, in whole shares. */
  public static final Fill NEXT_OPEN = new Fill(At.OPEN, 0, true);

  private static final int LONGEST_DELAY = 10_000;

  public Fill {
    if (delay < 0 || delay > LONGEST_DELAY) {
      throw new IllegalArgumentException(
          "delay: %d (expected: 0 to %d)".formatted(delay, LONGEST_DELAY));
    }
  }
}
