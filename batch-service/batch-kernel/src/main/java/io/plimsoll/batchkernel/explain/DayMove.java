package io.plimsoll.batchkernel.explain;

import io.plimsoll.batchkernel.factor.SymbolBetas;
import io.plimsoll.batchkernel.valuation.Sensitivities;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * One position from one trading day's close to the next.
 *
 * @param id of the position
 * @param symbol its underlying
 * @param before how it stood; empty for one entered since
 * @param quantityNow signed; 0 for one that was exited
 * @param priceNow of one unit; of one that was exited, the price at which it left
 * @param entryPrice of one unit, for one entered since
 * @param multiplier of the instrument
 * @param market what its market did
 */
public record DayMove(
    String id,
    String symbol,
    Optional<Before> before,
    BigDecimal quantityNow,
    double priceNow,
    double entryPrice,
    int multiplier,
    Market market) {
  /**
   * The day before.
   *
   * @param quantity signed
   * @param price of one unit
   * @param sensitivities of the whole position; empty where they were not known
   */
  public record Before(BigDecimal quantity, double price, Optional<Sensitivities> sensitivities) {}

  /**
   * What moved.
   *
   * @param levelBefore what its delta was a number of units of, a day before
   * @param levelNow today
   * @param volatilityChange of its own volatility, .01 for a point; empty where it is not known
   * @param rateChange .01 for a point
   * @param calendarDays that went by
   * @param dividendPerUnit that the underlying paid
   * @param betas of the underlying
   */
  public record Market(
      double levelBefore,
      double levelNow,
      Optional<Double> volatilityChange,
      double rateChange,
      long calendarDays,
      double dividendPerUnit,
      Optional<SymbolBetas.Estimated> betas) {}
}
