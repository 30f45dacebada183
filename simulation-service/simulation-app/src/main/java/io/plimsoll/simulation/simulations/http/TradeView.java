package io.plimsoll.simulation.simulations.http;

import io.plimsoll.simulation.simulations.core.TradeTable;
import java.time.Instant;
import java.util.Locale;

/**
 * One round trip.
 *
 * @param entryBar when the bar of the entry's fill opened
 * @param quantity positive for a long, negative for a short position
 * @param pnl net of slippage, gross of fees
 * @param r the result per unit of risk
 * @param exitReason signal, stop_loss, take_profit, max_holding, ruin or end
 */
public record TradeView(
    Instant entryBar,
    Instant exitBar,
    double quantity,
    double entryPrice,
    double exitPrice,
    double pnl,
    double fees,
    double r,
    String exitReason) {

  static TradeView of(TradeTable.Row row) {
    return new TradeView(
        row.entryBar(),
        row.exitBar(),
        row.quantity(),
        row.entryPrice(),
        row.exitPrice(),
        row.result().pnl(),
        row.result().fees(),
        row.result().multipleOfRisk(),
        row.result().exitReason().name().toLowerCase(Locale.ROOT));
  }
}
