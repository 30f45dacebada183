package io.plimsoll.batch.portfolios.http;

import io.plimsoll.batch.portfolios.core.Portfolio;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A portfolio in a list.
 *
 * @param id the portfolio
 * @param name unique
 * @param cash in USD
 * @param positionCount how many positions it has
 * @param createdAt when it was made
 */
record PortfolioView(long id, String name, BigDecimal cash, int positionCount, Instant createdAt) {
  static PortfolioView of(Portfolio portfolio) {
    return new PortfolioView(
        portfolio.id(),
        portfolio.name(),
        portfolio.cash(),
        portfolio.positions().size(),
        portfolio.createdAt());
  }
}
