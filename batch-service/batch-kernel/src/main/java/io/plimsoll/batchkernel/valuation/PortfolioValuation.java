package io.plimsoll.batchkernel.valuation;

import io.plimsoll.batchkernel.portfolio.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The values of a portfolio's positions on a date, with those left out that have no price.
 *
 * @param values one for each position with a price, in the order of the positions
 * @param unpriced the codes of instruments without a price, in the order of the positions
 */
public record PortfolioValuation(List<PositionValue> values, List<String> unpriced) {
  public PortfolioValuation {
    values = List.copyOf(values);
    unpriced = List.copyOf(unpriced);
  }

  /**
   * Values every position that has a quote; one without is named and never given a made-up price.
   *
   * @param quotes by the instrument's code
   */
  public static PortfolioValuation of(List<Position> positions, Map<String, Quote> quotes) {
    List<PositionValue> values = new ArrayList<>(positions.size());
    List<String> unpriced = new ArrayList<>();
    for (Position position : positions) {
      Quote quote = quotes.get(position.instrument().code());
      if (quote == null) {
        unpriced.add(position.instrument().code());
      } else {
        values.add(PositionValue.of(position, quote));
      }
    }
    return new PortfolioValuation(values, unpriced.stream().distinct().toList());
  }

  /** The warning that a missing price leaves, if any. */
  public List<String> warnings() {
    return unpriced.isEmpty()
        ? List.of()
        : List.of(
            "Missing prices for %d symbol%s"
                .formatted(unpriced.size(), unpriced.size() == 1 ? "" : "s"));
  }
}
