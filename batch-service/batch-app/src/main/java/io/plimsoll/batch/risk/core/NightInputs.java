package io.plimsoll.batch.risk.core;

import io.plimsoll.batchkernel.portfolio.Position;
import io.plimsoll.batchkernel.valuation.PortfolioSnapshot;
import io.plimsoll.kernel.market.BarChunk;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything one portfolio's night is computed from.
 *
 * @param portfolioId the portfolio
 * @param asOf the exchange-local date
 * @param cash in the reporting currency
 * @param positions all of them, active or not
 * @param previous the snapshot of the previous trading day, where there is one
 * @param market the prices, shared by the portfolios of a request
 */
public record NightInputs(
    long portfolioId,
    LocalDate asOf,
    BigDecimal cash,
    List<Position> positions,
    Optional<PortfolioSnapshot.Previous> previous,
    Market market) {
  public NightInputs {
    positions = List.copyOf(positions);
  }

  /** The positions that count on the date. */
  List<Position> active() {
    return positions.stream().filter(one -> one.isActiveOn(asOf)).toList();
  }

  /**
   * Prices as far back as the night needs them.
   *
   * @param daily the newest chunks of daily bars by symbol, in time order
   * @param quotes of instruments without bars: the newest on or before the date
   */
  public record Market(Map<String, List<BarChunk>> daily, Map<String, DatedPrice> quotes) {
    public Market {
      daily = Map.copyOf(daily);
      quotes = Map.copyOf(quotes);
    }
  }

  /**
   * A price of a day.
   *
   * @param date the day
   * @param price per unit
   */
  public record DatedPrice(LocalDate date, BigDecimal price) {}
}
