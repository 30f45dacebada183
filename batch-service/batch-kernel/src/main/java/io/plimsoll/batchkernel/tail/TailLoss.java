package io.plimsoll.batchkernel.tail;

/**
 * The loss at a confidence level, and the mean of those beyond it.
 *
 * @param valueAtRisk positive for a loss, in the unit of the profits
 * @param expectedShortfall positive for a loss, never below the value at risk
 */
public record TailLoss(double valueAtRisk, double expectedShortfall) {
  /** Both times a factor, which a horizon scales them by. */
  public TailLoss times(double factor) {
    return new TailLoss(valueAtRisk * factor, expectedShortfall * factor);
  }
}
