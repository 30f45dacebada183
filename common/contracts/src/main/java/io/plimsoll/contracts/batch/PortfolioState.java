package io.plimsoll.contracts.batch;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The full public state of a portfolio, on {@code batch.portfolios.v1}; a tombstone when deleted.
 *
 * @param portfolioId the portfolio
 * @param name as shown
 * @param cash in USD
 * @param positions in the order in which they were given
 * @param createdAt when it was made
 */
public record PortfolioState(
    long portfolioId, String name, BigDecimal cash, List<Position> positions, Instant createdAt) {
  public PortfolioState {
    positions = List.copyOf(positions);
  }

  /**
   * A holding.
   *
   * @param positionId unique within the portfolio
   * @param instrument a ticker or an OCC symbol
   * @param quantity signed; contracts for options
   * @param entryPrice per unit
   * @param entryDate the first day on which it counts
   * @param exitDate the first day on which it no longer counts; absent while it is held
   */
  public record Position(
      String positionId,
      String instrument,
      BigDecimal quantity,
      BigDecimal entryPrice,
      LocalDate entryDate,
      @Nullable LocalDate exitDate) {}
}
