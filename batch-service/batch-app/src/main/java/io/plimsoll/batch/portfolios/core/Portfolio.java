package io.plimsoll.batch.portfolios.core;

import io.plimsoll.batchkernel.portfolio.Position;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A named set of positions with its cash.
 *
 * @param id given by the database, from 1
 * @param name unique among those not deleted
 * @param cash in the reporting currency, two decimals
 * @param positions in the order in which they were given
 * @param createdAt to the microsecond
 */
public record Portfolio(
    long id, String name, BigDecimal cash, List<Position> positions, Instant createdAt) {
  public Portfolio {
    positions = List.copyOf(positions);
  }
}
