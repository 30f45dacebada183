package io.plimsoll.batchkernel.valuation;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A portfolio at the close of a trading day. Amounts are unrounded, in the reporting currency.
 *
 * @param date the trading day
 * @param nav cash plus the signed market values, not the gross exposure
 * @param cash of it
 * @param change since the previous trading day's snapshot; empty for the first one
 * @param aggregate the exposures behind it
 * @param greeks the summed sensitivities; empty when they could not be computed
 */
public record PortfolioSnapshot(
    LocalDate date,
    double nav,
    double cash,
    Optional<Change> change,
    PortfolioAggregate aggregate,
    Optional<Sensitivities> greeks) {

  /**
   * What one trading day brought.
   *
   * @param pnl NAV less the previous NAV less what was paid in
   * @param dailyReturn pnl / previous NAV; empty where that is not positive
   * @param cumulativePnl the sum of all days' pnl
   */
  public record Change(double pnl, Optional<Double> dailyReturn, double cumulativePnl) {}

  /**
   * The day before.
   *
   * @param nav of the previous trading day
   * @param cumulativePnl up to and with it
   * @param flows paid in since, negative for what was taken out
   */
  public record Previous(double nav, double cumulativePnl, double flows) {}

  /** Takes the snapshot. */
  public static PortfolioSnapshot of(
      LocalDate date,
      double cash,
      PortfolioAggregate aggregate,
      Optional<Sensitivities> greeks,
      Optional<Previous> previous) {
    double nav = cash + aggregate.exposure().net();
    return new PortfolioSnapshot(
        date, nav, cash, previous.map(before -> change(nav, before)), aggregate, greeks);
  }

  private static Change change(double nav, Previous previous) {
    double pnl = nav - previous.nav - previous.flows;
    Optional<Double> dailyReturn =
        previous.nav > 0 ? Optional.of(pnl / previous.nav) : Optional.empty();
    return new Change(pnl, dailyReturn, previous.cumulativePnl + pnl);
  }
}
