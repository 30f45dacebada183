package io.plimsoll.batchkernel.valuation;

import io.plimsoll.batchkernel.option.AmericanOption;
import io.plimsoll.batchkernel.option.BlackScholes;
import io.plimsoll.batchkernel.option.ImpliedVolatility;
import io.plimsoll.batchkernel.option.OptionContract;
import io.plimsoll.batchkernel.option.OptionMarket;
import io.plimsoll.batchkernel.option.OptionValue;
import io.plimsoll.batchkernel.portfolio.Instrument;
import io.plimsoll.batchkernel.valuation.PositionGreeks.Source;
import io.plimsoll.batchkernel.valuation.PositionGreeks.UsedVolatility;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All options of a day, each valued once, whoever holds it: volatility, price and sensitivities of
 * one unit, and how to value it again after a shock.
 *
 * <p>The volatility of an option is the one implied by its own price; where that price is outside
 * its no-arbitrage bounds, the one implied by the nearest option on the same underlying; else the
 * underlying's realised volatility. Each step down leaves a warning; without any of the three the
 * option is not valued and a warning says so.
 *
 * <p>Time to expiry is calendar days / 365, and none on the expiry day, since the close is over.
 */
public final class OptionBook {
  private static final double DAYS_PER_YEAR = 365;
  private static final double POINT = .01;

  private final PortfolioGreeks.Setting setting;
  private final Map<Instrument.Option, Double> surface = new HashMap<>();
  private final Map<Instrument.Option, ValuedOption> valued = new HashMap<>();

  private OptionBook(PortfolioGreeks.Setting setting) {
    this.setting = setting;
  }

  /**
   * Values options.
   *
   * @param quotes the price of one unit of each, and of others that only show a volatility
   * @param held those that are to be valued
   */
  public static OptionBook of(
      Map<Instrument.Option, Double> quotes,
      List<Instrument.Option> held,
      PortfolioGreeks.Setting setting) {
    OptionBook book = new OptionBook(setting);
    quotes.forEach(book::imply);
    for (Instrument.Option option : held) {
      Double price = quotes.get(option);
      if (price != null && !book.valued.containsKey(option)) {
        book.valued.put(option, book.value(option, price));
      }
    }
    return book;
  }

  /** What is known of an option that was to be valued. */
  public Optional<ValuedOption> find(Instrument.Option option) {
    return Optional.ofNullable(valued.get(option));
  }

  /**
   * One option.
   *
   * @param unit price and sensitivities of one unit; empty where it cannot be valued
   * @param volatility what it was valued with; empty for an expired option
   * @param level what its delta is a number of units of
   * @param warnings what readers should know of it
   */
  public record ValuedOption(
      Optional<OptionValue> unit,
      Optional<UsedVolatility> volatility,
      double level,
      List<String> warnings) {
    public ValuedOption {
      warnings = List.copyOf(warnings);
    }
  }

  private void imply(Instrument.Option option, double price) {
    if (years(option) > 0
        && setting.underlyings().containsKey(option.underlying().value())
        && ImpliedVolatility.of(contract(option), market(option, 0), price, setting.accuracy())
            instanceof ImpliedVolatility.Outcome.Found(double volatility)) {
      surface.put(option, volatility);
    }
  }

  private ValuedOption value(Instrument.Option option, double price) {
    if (option.expiry().isBefore(setting.asOf())) {
      return new ValuedOption(
          Optional.of(new OptionValue(0, 0, 0, 0, 0, 0)),
          Optional.empty(),
          0,
          List.of("%s: expired on %s".formatted(option.code(), option.expiry())));
    }
    UnderlyingMarket underlying = setting.underlyings().get(option.underlying().value());
    if (underlying == null) {
      return unvalued(
          List.of("%s: no price of %s".formatted(option.code(), option.underlying().value())));
    }
    List<String> warnings = new ArrayList<>();
    Optional<UsedVolatility> volatility = volatility(option, price, underlying, warnings);
    if (volatility.isEmpty()) {
      warnings.add("%s: no volatility to value it with".formatted(option.code()));
      return unvalued(warnings);
    }
    return new ValuedOption(
        Optional.of(unit(option, underlying, volatility.get().value())),
        volatility,
        underlying.level(),
        warnings);
  }

  private static ValuedOption unvalued(List<String> warnings) {
    return new ValuedOption(Optional.empty(), Optional.empty(), 0, warnings);
  }

  private OptionValue unit(
      Instrument.Option option, UnderlyingMarket underlying, double volatility) {
    OptionContract contract = contract(option);
    OptionMarket market = market(option, volatility);
    OptionValue value =
        switch (contract.style()) {
          case EUROPEAN -> BlackScholes.value(contract, market);
          case AMERICAN -> AmericanOption.value(contract, market, setting.accuracy());
        };
    return underlying.forward().isEmpty()
        ? value
        // a forward stays where it is when the rate moves: only the discounting changes
        : new OptionValue(
            value.price(),
            value.delta(),
            value.gamma(),
            value.thetaPerDay(),
            value.vegaPerPoint(),
            -contract.years() * value.price() * POINT);
  }

  private Optional<UsedVolatility> volatility(
      Instrument.Option option, double price, UnderlyingMarket underlying, List<String> warnings) {
    Double own = surface.get(option);
    if (own != null) {
      return Optional.of(new UsedVolatility(own, Source.OWN_PRICE));
    }
    if (years(option) == 0) {
      return Optional.of(new UsedVolatility(0, Source.OWN_PRICE));
    }
    warnings.add("%s: %s".formatted(option.code(), boundFault(option, price)));
    Optional<Double> nearest = nearest(option);
    if (nearest.isPresent()) {
      return nearest.map(found -> new UsedVolatility(found, Source.SURFACE));
    }
    Optional<Double> realised = underlying.realisedVolatility();
    if (realised.isPresent()) {
      warnings.add("%s: valued with realised volatility".formatted(option.code()));
    }
    return realised.map(found -> new UsedVolatility(found, Source.REALISED));
  }

  private String boundFault(Instrument.Option option, double price) {
    return switch (ImpliedVolatility.of(
        contract(option), market(option, 0), price, setting.accuracy())) {
      case ImpliedVolatility.Outcome.BelowBound _ -> "price below intrinsic";
      case ImpliedVolatility.Outcome.AboveBound _ -> "price above its upper bound";
      case ImpliedVolatility.Outcome.Found _ -> "price without volatility";
    };
  }

  /** The implied volatility of the option on the same underlying nearest in expiry, then strike. */
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

  OptionContract contract(Instrument.Option option) {
    return new OptionContract(
        option.kind(), option.style(), option.strike().doubleValue(), years(option));
  }

  private double years(Instrument.Option option) {
    return Math.max(0, ChronoUnit.DAYS.between(setting.asOf(), option.expiry())) / DAYS_PER_YEAR;
  }

  private OptionMarket market(Instrument.Option option, double volatility) {
    UnderlyingMarket market = setting.underlyings().get(option.underlying().value());
    if (market == null) {
      throw new IllegalStateException("no market of " + option.underlying().value());
    }
    return market.optionMarket(setting.rate(), volatility, years(option));
  }

  PortfolioGreeks.Setting setting() {
    return setting;
  }
}
