package io.plimsoll.batch.portfolios.http;

import io.plimsoll.batchkernel.portfolio.Position;
import io.plimsoll.batchkernel.portfolio.PositionType;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A position of a portfolio.
 *
 * @param positionId the position
 * @param symbol a ticker or an OCC symbol
 * @param underlying what its value depends on
 * @param type LONG, SHORT, LC, LP, SC or SP
 * @param quantity signed; contracts for options
 * @param entryPrice per unit
 * @param entryDate the first day on which it counts
 * @param exitDate the first day on which it no longer counts
 */
record PositionView(
    String positionId,
    String symbol,
    String underlying,
    PositionType type,
    BigDecimal quantity,
    BigDecimal entryPrice,
    LocalDate entryDate,
    @Nullable LocalDate exitDate) {
  static PositionView of(Position position) {
    return new PositionView(
        position.id(),
        position.instrument().code(),
        position.instrument().underlying().value(),
        position.type(),
        position.quantity(),
        position.entryPrice(),
        position.entryDate(),
        position.exitDate().orElse(null));
  }
}
