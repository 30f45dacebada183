package io.plimsoll.contracts.batch;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A risk run has begun.
 *
 * @param id the id of the request, which every later event of it names
 * @param asOf the exchange-local date
 * @param portfolioIds the portfolios it covers
 */
public record RiskRunStarted(UUID id, LocalDate asOf, List<Long> portfolioIds) {
  public RiskRunStarted {
    portfolioIds = List.copyOf(portfolioIds);
  }
}
