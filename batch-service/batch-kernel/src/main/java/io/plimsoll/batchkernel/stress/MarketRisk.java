package io.plimsoll.batchkernel.stress;

import io.plimsoll.batchkernel.portfolio.Position;
import io.plimsoll.batchkernel.tail.TailReport;
import io.plimsoll.batchkernel.valuation.PositionValue;
import io.plimsoll.kernel.array.Vec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a portfolio gains when the market or rates move, and what it might lose in a day.
 *
 * @param market gains at {@link ShockTable#MARKET_MOVES}, by each underlying's beta to the market
 *     alone, options valued again in full
 * @param rates gains at {@link ShockTable#RATE_MOVES}
 * @param tail value at risk and shortfall; empty with fewer than 60 days
 * @param dailyProfits what today's positions would have gained on each day of the history
 * @param warnings which positions had to be left out of what
 */
public record MarketRisk(
    Vec market, Vec rates, Optional<TailReport> tail, Vec dailyProfits, List<String> warnings) {
  public MarketRisk {
    warnings = List.copyOf(warnings);
  }

  /** Adds up a portfolio's gains. */
  public static MarketRisk of(List<PositionValue> values, ShockTable table) {
    double[] market = new double[ShockTable.MARKET_MOVES.size()];
    double[] rates = new double[ShockTable.RATE_MOVES.size()];
    double[] days = new double[table.history().sessions().size()];
    TreeSet<String> warnings = new TreeSet<>();
    boolean hasDays = false;
    for (PositionValue value : values) {
      Position position = value.position();
      double units = position.quantity().doubleValue() * position.instrument().multiplier();
      String symbol = position.instrument().underlying().value();
      Optional<ShockTable.UnitChanges> row = table.find(position.instrument());
      if (row.isEmpty()) {
        warnings.add("%s: not valued, left out".formatted(position.instrument().code()));
        continue;
      }
      row.get()
          .market()
          .ifPresentOrElse(
              found -> {
                add(market, units, found.market());
                add(rates, units, found.rates());
              },
              () -> warnings.add("%s: no betas, left out of the moves".formatted(symbol)));
      Optional<ShockTable.Days> past = row.get().days();
      if (past.isPresent()) {
        hasDays = true;
        add(days, units, past.get().changes());
        if (past.get().filled() > 0) {
          warnings.add(
              "%s: %d unknown returns taken from the market's"
                  .formatted(symbol, past.get().filled()));
        }
      } else {
        warnings.add("%s: no history, left out of value at risk".formatted(symbol));
      }
    }
    Vec profits = hasDays ? Vec.ofUnsafe(days) : Vec.empty();
    return new MarketRisk(
        Vec.ofUnsafe(market),
        Vec.ofUnsafe(rates),
        TailReport.of(profits),
        profits,
        new ArrayList<>(warnings));
  }

  private static void add(double[] sums, double units, Vec changes) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += units * changes.get(i);
    }
  }
}
