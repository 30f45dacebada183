package io.plimsoll.batchkernel.valuation;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The latest known price of an instrument on or before a date, and the one of the session before.
 *
 * @param price per unit, positive
 * @param date the session it is the close of
 * @param previousClose the close of the previous trading day, where it is known
 */
public record Quote(double price, LocalDate date, Optional<Double> previousClose) {
  public Quote {
    if (!(price > 0) || Double.isInfinite(price)) {
      throw new IllegalArgumentException(
          "price: %s (expected: positive and finite)".formatted(price));
    }
  }
}
