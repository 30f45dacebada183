package io.plimsoll.batchkernel.valuation;

import io.plimsoll.batchkernel.portfolio.Instrument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A portfolio's exposures, leverage, concentration and profit, in the reporting currency,
 * unrounded.
 *
 * <p>Definitions: an exposure is a market value; gross adds absolute values, net signed ones. NAV
 * is cash plus net exposure. Weights are absolute market values over gross exposure, and the
 * Herfindahl-Hirschman index is the sum of their squares (Hirschman, 1964, American Economic Review
 * 54(5)).
 *
 * @param exposure by side and kind
 * @param leverage over NAV; empty where NAV is not positive
 * @param concentration of gross exposure; empty without positions
 * @param profit against cost and against the previous trading day
 * @param netByUnderlying signed market value by underlying, in its alphabetical order
 */
public record PortfolioAggregate(
    Exposure exposure,
    Optional<Leverage> leverage,
    Optional<Concentration> concentration,
    Profit profit,
    SortedMap<String, Double> netByUnderlying) {

  /**
   * Market values by side and kind.
   *
   * @param gross sum of absolute values
   * @param net sum of signed values
   * @param held the long and the short side
   * @param options sum of absolute values of options
   * @param stock sum of absolute values of stocks and funds
   * @param premiumAtRisk market value of long options: what is lost if they expire worthless
   */
  public record Exposure(
      double gross, double net, Sides held, double options, double stock, double premiumAtRisk) {}

  /**
   * The two sides of a book.
   *
   * @param longValue sum of positive values
   * @param shortValue sum of negative values
   * @param longCount positions with a positive quantity
   * @param shortCount positions with a negative quantity
   */
  public record Sides(double longValue, double shortValue, int longCount, int shortCount) {}

  /**
   * Exposure over NAV.
   *
   * @param nav cash plus net exposure
   * @param gross gross exposure / NAV
   * @param net net exposure / NAV
   * @param cashShare cash / NAV
   * @param longShortRatio long / |short| value; empty without a short side
   */
  public record Leverage(
      double nav, double gross, double net, double cashShare, Optional<Double> longShortRatio) {}

  /**
   * How much few positions make of the whole.
   *
   * @param largest the largest weight
   * @param topFive the sum of the five largest weights
   * @param herfindahl the sum of squared weights, 1/n..1
   */
  public record Concentration(double largest, double topFive, double herfindahl) {}

  /**
   * Gains, negative for losses.
   *
   * @param cost signed amount paid for all positions
   * @param unrealised net exposure less cost
   * @param daily against the previous trading day's closes, of the positions that have one
   * @param withoutPreviousClose positions left out of the daily figure
   */
  public record Profit(double cost, double unrealised, double daily, int withoutPreviousClose) {}

  /** Adds up valued positions; an unpriced one must be left out before, and be warned of. */
  public static PortfolioAggregate of(List<PositionValue> values, double cash) {
    double options = 0;
    double stock = 0;
    double longValue = 0;
    double shortValue = 0;
    int longCount = 0;
    double premium = 0;
    double cost = 0;
    double daily = 0;
    int withoutPrevious = 0;
    SortedMap<String, Double> netByUnderlying = new TreeMap<>();
    for (PositionValue value : values) {
      boolean held = value.position().quantity().signum() > 0;
      double amount = value.marketValue();
      longValue += held ? amount : 0;
      shortValue += held ? 0 : amount;
      longCount += held ? 1 : 0;
      switch (value.position().instrument()) {
        case Instrument.Stock _ -> stock += Math.abs(amount);
        case Instrument.Option _ -> {
          options += Math.abs(amount);
          premium += held ? amount : 0;
        }
      }
      cost += value.cost();
      daily += value.dailyPnl().orElse(0.0);
      withoutPrevious += value.dailyPnl().isEmpty() ? 1 : 0;
      netByUnderlying.merge(
          value.position().instrument().underlying().value(), amount, Double::sum);
    }
    double net = longValue + shortValue;
    Sides sides = new Sides(longValue, shortValue, longCount, values.size() - longCount);
    Exposure exposure = new Exposure(longValue - shortValue, net, sides, options, stock, premium);
    return new PortfolioAggregate(
        exposure,
        leverage(exposure, cash),
        concentration(values, exposure.gross()),
        new Profit(cost, net - cost, daily, withoutPrevious),
        netByUnderlying);
  }

  private static Optional<Leverage> leverage(Exposure exposure, double cash) {
    double nav = cash + exposure.net();
    if (nav <= 0) {
      return Optional.empty();
    }
    double shortValue = exposure.held().shortValue();
    Optional<Double> ratio =
        shortValue == 0 ? Optional.empty() : Optional.of(exposure.held().longValue() / -shortValue);
    return Optional.of(
        new Leverage(nav, exposure.gross() / nav, exposure.net() / nav, cash / nav, ratio));
  }

  private static Optional<Concentration> concentration(List<PositionValue> values, double gross) {
    if (gross == 0) {
      return Optional.empty();
    }
    List<Double> weights = new ArrayList<>(values.size());
    double herfindahl = 0;
    for (PositionValue value : values) {
      double weight = Math.abs(value.marketValue()) / gross;
      weights.add(weight);
      herfindahl += weight * weight;
    }
    weights.sort(Comparator.reverseOrder());
    double topFive = weights.stream().limit(5).mapToDouble(Double::doubleValue).sum();
    return Optional.of(new Concentration(weights.getFirst(), topFive, herfindahl));
  }
}
