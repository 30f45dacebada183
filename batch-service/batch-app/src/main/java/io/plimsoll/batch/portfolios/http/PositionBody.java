package io.plimsoll.batch.portfolios.http;

import io.plimsoll.batchkernel.portfolio.Instrument;
import io.plimsoll.batchkernel.portfolio.Position;
import io.plimsoll.contracts.FieldFault;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A position as it is sent.
 *
 * @param symbol a ticker or an OCC option symbol
 * @param quantity signed; contracts for options
 * @param entryPrice per unit
 * @param entryDate the first day on which it counts
 * @param exitDate the first day on which it no longer counts
 */
record PositionBody(
    @Schema(examples = {"AAPL", "SPY   250919C00460000"}) @Nullable String symbol,
    @Schema(examples = "100") @Nullable BigDecimal quantity,
    @Schema(examples = "225") @Nullable BigDecimal entryPrice,
    @Schema(examples = "2025-01-02") @Nullable LocalDate entryDate,
    @Nullable LocalDate exitDate) {
  private static final int SCALE = 8;
  private static final int PRECISION = 20;

  /** The position, or nothing and its faults added to the list. */
  Optional<Position> toPosition(int index, List<FieldFault> faults) {
    String path = "positions[%d]".formatted(index);
    int before = faults.size();
    require(path + ".symbol", symbol, faults);
    number(path + ".quantity", quantity, faults);
    number(path + ".entry_price", entryPrice, faults);
    require(path + ".entry_date", entryDate, faults);
    if (faults.size() > before
        || symbol == null
        || quantity == null
        || entryPrice == null
        || entryDate == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Position(
              Integer.toString(index),
              Instrument.parse(symbol),
              quantity,
              entryPrice,
              entryDate,
              Optional.ofNullable(exitDate)));
    } catch (IllegalArgumentException fault) {
      String detail = String.valueOf(fault.getMessage());
      faults.add(new FieldFault(path + "." + member(detail), detail));
      return Optional.empty();
    }
  }

  /** The member that a message of a position's own check begins with. */
  private static String member(String detail) {
    for (String name : List.of("quantity", "entry_price", "exit_date")) {
      if (detail.startsWith(name)) {
        return name;
      }
    }
    return "symbol";
  }

  private static void require(String field, @Nullable Object value, List<FieldFault> faults) {
    if (value == null) {
      faults.add(new FieldFault(field, field + ": absent (expected: a value)"));
    }
  }

  private static void number(String field, @Nullable BigDecimal value, List<FieldFault> faults) {
    require(field, value, faults);
    if (value != null
        && (value.stripTrailingZeros().scale() > SCALE
            || value.precision() - value.scale() > PRECISION - SCALE)) {
      faults.add(
          new FieldFault(
              field,
              "%s: %s (expected: at most 12 digits before and 8 after the point)"
                  .formatted(field, value.toString())));
    }
  }
}
