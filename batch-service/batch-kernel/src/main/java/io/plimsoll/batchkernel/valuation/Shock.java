package io.plimsoll.batchkernel.valuation;

/**
 * What happens to one instrument's market at once.
 *
 * @param underlyingReturn the simple return of the underlying, -.1 for a fall by 10 %
 * @param rateChange added to the rate, .01 for 100 basis points
 * @param volatilityShock the relative change of volatility, 1.0 for twice as much
 */
public record Shock(double underlyingReturn, double rateChange, double volatilityShock) {
  /** A move of the underlying alone. */
  public static Shock ofReturn(double underlyingReturn) {
    return new Shock(underlyingReturn, 0, 0);
  }
}
