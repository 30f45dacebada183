package io.plimsoll.batchkernel.valuation;

import io.plimsoll.batchkernel.portfolio.Position;
import java.util.Optional;

/**
 * What one position is worth. All amounts are unrounded, in the reporting currency and signed:
 * negative for what is owed.
 *
 * @param position what is valued
 * @param price per unit
 * @param marketValue quantity x price x multiplier
 * @param cost quantity x entry price x multiplier
 * @param unrealised market value less cost
 * @param dailyPnl change against the previous trading day's close, where that is known
 */
public record PositionValue(
    Position position,
    double price,
    double marketValue,
    double cost,
    double unrealised,
    Optional<Double> dailyPnl) {

  /** Values a position at a quote. */
  public static PositionValue of(Position position, Quote quote) {
    double units = position.quantity().doubleValue() * position.instrument().multiplier();
    double marketValue = units * quote.price();
    double cost = units * position.entryPrice().doubleValue();
    return new PositionValue(
        position,
        quote.price(),
        marketValue,
        cost,
        marketValue - cost,
        quote.previousClose().map(before -> units * (quote.price() - before)));
  }
}
