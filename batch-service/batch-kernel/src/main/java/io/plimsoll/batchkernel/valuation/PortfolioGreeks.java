package io.plimsoll.batchkernel.valuation;

import io.plimsoll.batchkernel.option.AmericanOption;
import io.plimsoll.batchkernel.option.BlackScholes;
import io.plimsoll.batchkernel.option.ExerciseStyle;
import io.plimsoll.batchkernel.option.ImpliedVolatility;
import io.plimsoll.batchkernel.option.OptionContract;
import io.plimsoll.batchkernel.option.OptionMarket;
import io.plimsoll.batchkernel.option.OptionValue;
import io.plimsoll.batchkernel.portfolio.Instrument;
import io.plimsoll.batchkernel.portfolio.Position;
import io.plimsoll.batchkernel.valuation.PositionGreeks.Source;
import io.plimsoll.batchkernel.valuation.PositionGreeks.UsedVolatility;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sensitivities of every position of a portfolio at the close of a date, and their sum.
 *
 * <p>The volatility of an option is the one implied by its own price; where that price is outside
 * its no-arbitrage bounds, the one implied by the nearest option on the same underlying; else the
 * underlying's realised volatility. Each step down leaves a warning; without any of the three the
 * position has no Greeks and a warning says so.
 *
 * <p>Time to expiry is calendar days / 365, and none on the expiry day, since the close is over.
 *
 * @param positions one for each position whose sensitivities are known
 * @param total their sum
 * @param warnings in the order of the positions
 */
public record PortfolioGreeks(
    List<PositionGreeks> positions, Sensitivities total, List<String> warnings) {
  private static final double DAYS_PER_YEAR = 365;

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

  /** Computes the sensitivities of valued positions. */
  public static PortfolioGreeks of(List<PositionValue> values, Setting setting) {
    return new Computation(setting).run(values);
  }

  /** One pass over the positions: first every option's own implied volatility, then the Greeks. */
  private static final class Computation {
    private final Setting setting;
    private final List<PositionGreeks> greeks = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<Instrument.Option, Double> surface = new HashMap<>();

    Computation(Setting setting) {
      this.setting = setting;
    }

    PortfolioGreeks run(List<PositionValue> values) {
      values.forEach(this::imply);
      values.forEach(this::add);
      Sensitivities total =
          greeks.stream()
              .map(PositionGreeks::sensitivities)
              .reduce(Sensitivities.NONE, Sensitivities::plus);
      return new PortfolioGreeks(greeks, total, warnings);
    }

    private void imply(PositionValue value) {
      if (value.position().instrument() instanceof Instrument.Option option
          && years(option) > 0
          && setting.underlyings().containsKey(option.underlying().value())
          && ImpliedVolatility.of(
                  contract(option), market(option, 0), value.price(), setting.accuracy())
              instanceof ImpliedVolatility.Outcome.Found(double volatility)) {
        surface.put(option, volatility);
      }
    }

    private void add(PositionValue value) {
      Position position = value.position();
      double units = position.quantity().doubleValue() * position.instrument().multiplier();
      switch (position.instrument()) {
        case Instrument.Stock _ ->
            greeks.add(
                new PositionGreeks(
                    position, Sensitivities.ofStock(units, value.price()), Optional.empty()));
        case Instrument.Option option -> addOption(value, option, units);
      }
    }

    private void addOption(PositionValue value, Instrument.Option option, double units) {
      if (option.expiry().isBefore(setting.asOf())) {
        warnings.add("%s: expired on %s".formatted(option.code(), option.expiry()));
        greeks.add(new PositionGreeks(value.position(), Sensitivities.NONE, Optional.empty()));
        return;
      }
      if (!setting.underlyings().containsKey(option.underlying().value())) {
        warnings.add("%s: no price of %s".formatted(option.code(), option.underlying().value()));
        return;
      }
      Optional<UsedVolatility> volatility = volatility(value, option);
      if (volatility.isEmpty()) {
        warnings.add("%s: no volatility to value it with".formatted(option.code()));
        return;
      }
      OptionMarket market = market(option, volatility.get().value());
      OptionContract contract = contract(option);
      OptionValue unit =
          switch (contract.style()) {
            case EUROPEAN -> BlackScholes.value(contract, market);
            case AMERICAN -> AmericanOption.value(contract, market, setting.accuracy());
          };
      greeks.add(
          new PositionGreeks(
              value.position(), Sensitivities.ofOption(units, market.spot(), unit), volatility));
    }

    private Optional<UsedVolatility> volatility(PositionValue value, Instrument.Option option) {
      Double own = surface.get(option);
      if (own != null) {
        return Optional.of(new UsedVolatility(own, Source.OWN_PRICE));
      }
      if (years(option) == 0) {
        return Optional.of(new UsedVolatility(0, Source.OWN_PRICE));
      }
      warnings.add("%s: %s".formatted(option.code(), boundFault(value, option)));
      Optional<Double> nearest = nearest(option);
      if (nearest.isPresent()) {
        return nearest.map(found -> new UsedVolatility(found, Source.SURFACE));
      }
      Optional<Double> realised = underlying(option).realisedVolatility();
      if (realised.isPresent()) {
        warnings.add("%s: valued with realised volatility".formatted(option.code()));
      }
      return realised.map(found -> new UsedVolatility(found, Source.REALISED));
    }

    private String boundFault(PositionValue value, Instrument.Option option) {
      return switch (ImpliedVolatility.of(
          contract(option), market(option, 0), value.price(), setting.accuracy())) {
        case ImpliedVolatility.Outcome.BelowBound _ -> "price below intrinsic";
        case ImpliedVolatility.Outcome.AboveBound _ -> "price above its upper bound";
        case ImpliedVolatility.Outcome.Found _ -> "price without volatility";
      };
    }

    /**
     * The implied volatility of the option on the same underlying nearest in expiry, then strike.
     */
    private Optional<Double> nearest(Instrument.Option option) {
      Comparator<Instrument.Option> byDistance =
          Comparator.<Instrument.Option>comparingLong(
                  other -> Math.abs(ChronoUnit.DAYS.between(option.expiry(), other.expiry())))
              .thenComparing(other -> other.strike().subtract(option.strike()).abs())
              .thenComparing(Instrument.Option::code);
      return surface.keySet().stream()
          .filter(other -> other.underlying().equals(option.underlying()))
          .min(byDistance)
          .map(surface::get);
    }

    private OptionContract contract(Instrument.Option option) {
      ExerciseStyle style = option.style();
      return new OptionContract(option.kind(), style, option.strike().doubleValue(), years(option));
    }

    private double years(Instrument.Option option) {
      return Math.max(0, ChronoUnit.DAYS.between(setting.asOf(), option.expiry())) / DAYS_PER_YEAR;
    }

    private OptionMarket market(Instrument.Option option, double volatility) {
      return underlying(option).optionMarket(setting.rate(), volatility);
    }

    private UnderlyingMarket underlying(Instrument.Option option) {
      UnderlyingMarket market = setting.underlyings().get(option.underlying().value());
      if (market == null) {
        throw new IllegalStateException("no market of " + option.underlying().value());
      }
      return market;
    }
  }
}
