package io.plimsoll.batchkernel.portfolio;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A quantity of one instrument, entered on a day at a price.
 *
 * @param id unique within the portfolio
 * @param instrument what is held
 * @param quantity signed: negative for a short position; contracts for options; never 0
 * @param entryPrice per unit, 0 or more
 * @param entryDate the first day on which it counts
 * @param exitDate the first day on which it no longer counts
 */
public record Position(
    String id,
    Instrument instrument,
    BigDecimal quantity,
    BigDecimal entryPrice,
    LocalDate entryDate,
    Optional<LocalDate> exitDate) {
  public Position {
    if (quantity.signum() == 0) {
      throw new IllegalArgumentException("quantity: 0 (expected: positive or negative)");
    }
    if (entryPrice.signum() < 0) {
      throw new IllegalArgumentException(
          "entry_price: %s (expected: 0 or more)".formatted(entryPrice));
    }
    if (exitDate.isPresent() && exitDate.get().isBefore(entryDate)) {
      throw new IllegalArgumentException(
          "exit_date: %s (expected: not before entry_date %s)"
              .formatted(exitDate.get(), entryDate));
    }
  }

  /** Long or short, stock, call or put. */
  public PositionType type() {
    return PositionType.of(instrument, quantity.signum());
  }

  /** Whether it counts on a day: entered on or before it and not exited by it. */
  public boolean isActiveOn(LocalDate date) {
    return !entryDate.isAfter(date) && exitDate.map(exit -> exit.isAfter(date)).orElse(true);
  }
}
