package io.plimsoll.batchkernel.valuation;

import io.plimsoll.batchkernel.option.AmericanOption;
import io.plimsoll.batchkernel.portfolio.Instrument;
import io.plimsoll.batchkernel.portfolio.Position;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sensitivities of every position of a portfolio at the close of a date, and their sum; how
 * options are valued is said by {@link OptionBook}.
 *
 * @param positions one for each position whose sensitivities are known
 * @param total their sum
 * @param warnings in the order of the positions, each once
 */
public record PortfolioGreeks(
    List<PositionGreeks> positions, Sensitivities total, List<String> warnings) {
  public PortfolioGreeks {
    positions = List.copyOf(positions);
    warnings = List.copyOf(warnings);
  }

  /**
   * What the valuation of options needs besides the positions' own prices.
   *
   * @param asOf the date at whose close the portfolio is looked at
   * @param rate continuously compounded per year
   * @param accuracy how finely American options are resolved
   * @param underlyings by symbol; one missing leaves its options without Greeks
   */
  public record Setting(
      LocalDate asOf,
      double rate,
      AmericanOption.Accuracy accuracy,
      Map<String, UnderlyingMarket> underlyings) {
    public Setting {
      underlyings = Map.copyOf(underlyings);
    }
  }

  /** Computes the sensitivities of valued positions, whose options are the whole book. */
  public static PortfolioGreeks of(List<PositionValue> values, Setting setting) {
    Map<Instrument.Option, Double> quotes = new HashMap<>();
    for (PositionValue value : values) {
      if (value.position().instrument() instanceof Instrument.Option option) {
        quotes.put(option, value.price());
      }
    }
    return of(values, OptionBook.of(quotes, List.copyOf(quotes.keySet()), setting));
  }

  /** The sensitivities of stocks alone, which need no model. */
  public static List<PositionGreeks> ofStocks(List<PositionValue> values) {
    List<PositionGreeks> greeks = new ArrayList<>(values.size());
    for (PositionValue value : values) {
      if (value.position().instrument() instanceof Instrument.Stock) {
        double units = value.position().quantity().doubleValue();
        greeks.add(
            new PositionGreeks(
                value.position(), Sensitivities.ofStock(units, value.price()), Optional.empty()));
      }
    }
    return greeks;
  }

  /** Computes the sensitivities of valued positions out of a book that has their options. */
  public static PortfolioGreeks of(List<PositionValue> values, OptionBook book) {
    List<PositionGreeks> greeks = new ArrayList<>(values.size());
    List<String> warnings = new ArrayList<>();
    for (PositionValue value : values) {
      Position position = value.position();
      double units = position.quantity().doubleValue() * position.instrument().multiplier();
      switch (position.instrument()) {
        case Instrument.Stock _ ->
            greeks.add(
                new PositionGreeks(
                    position, Sensitivities.ofStock(units, value.price()), Optional.empty()));
        case Instrument.Option option -> {
          OptionBook.ValuedOption valued =
              book.find(option)
                  .orElseThrow(
                      () -> new IllegalStateException("%s is not in the book".formatted(option)));
          warnings.addAll(valued.warnings());
          valued
              .unit()
              .ifPresent(unit ->
                  greeks.add(
                      new PositionGreeks(
                          position,
                          Sensitivities.ofOption(units, valued.level(), unit),
                          valued.volatility())));
        }
      }
    }
    Sensitivities total =
        greeks.stream()
            .map(PositionGreeks::sensitivities)
            .reduce(Sensitivities.NONE, Sensitivities::plus);
    return new PortfolioGreeks(greeks, total, warnings.stream().distinct().toList());
  }
}
