package io.plimsoll.batch.portfolios.core;

import io.plimsoll.batchkernel.portfolio.Position;
import java.math.BigDecimal;
import java.util.List;

/**
 * A portfolio to be made, checked already.
 *
 * @param name 1 to 100 characters
 * @param cash in the reporting currency
 * @param positions any number up to 10,000
 */
public record NewPortfolio(String name, BigDecimal cash, List<Position> positions) {
  public NewPortfolio {
    positions = List.copyOf(positions);
  }
}
