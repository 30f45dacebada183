package io.plimsoll.batchkernel.valuation;

import io.plimsoll.batchkernel.portfolio.Position;
import java.util.Optional;

/**
 * How one position's market value moves; signed by quantity and multiplied by the contract's size.
 *
 * @param position whose value moves
 * @param sensitivities of the whole position
 * @param volatility what the option was valued with; empty for a stock and an expired option
 */
public record PositionGreeks(
    Position position, Sensitivities sensitivities, Optional<UsedVolatility> volatility) {

  /**
   * A volatility and where it came from.
   *
   * @param value per square root of a year
   * @param source its origin
   */
  public record UsedVolatility(double value, Source source) {}

  /** Where a volatility came from, best first. */
  public enum Source {
    /** Implied by the option's own price. */
    OWN_PRICE,
    /** Implied by the nearest option on the same underlying. */
    SURFACE,
    /** The underlying's own past. */
    REALISED
  }
}
