package io.plimsoll.contracts.batch;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A risk run has ended: told once per {@link RunRisk}, whatever the number of portfolios.
 *
 * @param id the id of the request
 * @param asOf the exchange-local date
 * @param portfolios the outcome of each portfolio, by id ascending
 */
public record RiskRunCompleted(UUID id, LocalDate asOf, List<PortfolioRisk> portfolios) {
  public RiskRunCompleted {
    portfolios = List.copyOf(portfolios);
  }
}
