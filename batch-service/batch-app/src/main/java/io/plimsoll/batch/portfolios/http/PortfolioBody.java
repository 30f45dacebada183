package io.plimsoll.batch.portfolios.http;

import io.plimsoll.batch.portfolios.core.NewPortfolio;
import io.plimsoll.batchkernel.portfolio.Position;
import io.plimsoll.contracts.FieldFault;
import io.plimsoll.platform.problem.ServiceException.Rejected;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A portfolio as it is sent.
 *
 * @param name unique, 1 to 100 characters
 * @param cash in USD; absent: 0
 * @param positions at most 10,000
 */
record PortfolioBody(
    @Schema(examples = "Growth Investor") @Nullable String name,
    @Schema(examples = "10000.00") @Nullable BigDecimal cash,
    @Nullable List<PositionBody> positions) {
  private static final int MOST_POSITIONS = 10_000;
  private static final int LONGEST_NAME = 100;
  private static final int CENTS = 2;
  private static final int LARGEST_CASH_DIGITS = 18;

  /** The portfolio, with all faults at once if there are any. */
  NewPortfolio toPortfolio() {
    List<FieldFault> faults = new ArrayList<>();
    String trimmed = name == null ? "" : name.strip();
    if (trimmed.isEmpty() || trimmed.length() > LONGEST_NAME) {
      faults.add(
          new FieldFault(
              "name", "name: %d characters (expected: 1 to 100)".formatted(trimmed.length())));
    }
    BigDecimal amount = cash == null ? BigDecimal.ZERO : cash;
    if (amount.stripTrailingZeros().scale() > CENTS
        || amount.precision() - amount.scale() > LARGEST_CASH_DIGITS) {
      faults.add(
          new FieldFault(
              "cash",
              "cash: %s (expected: at most 18 digits and two decimals)"
                  .formatted(amount.toString())));
    }
    List<PositionBody> sent = positions == null ? List.of() : positions;
    if (sent.size() > MOST_POSITIONS) {
      faults.add(
          new FieldFault(
              "positions", "positions: %d (expected: at most 10000)".formatted(sent.size())));
    }
    List<Position> read = new ArrayList<>();
    for (int i = 0; i < Math.min(sent.size(), MOST_POSITIONS); i++) {
      sent.get(i).toPosition(i, faults).ifPresent(read::add);
    }
    if (!faults.isEmpty()) {
      throw new Rejected(faults);
    }
    return new NewPortfolio(trimmed, amount, read);
  }
}
