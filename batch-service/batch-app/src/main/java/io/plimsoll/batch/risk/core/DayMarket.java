package io.plimsoll.batch.risk.core;

import io.plimsoll.batchkernel.factor.Factor;
import io.plimsoll.batchkernel.factor.FactorCovariance;
import io.plimsoll.batchkernel.factor.FactorModel;
import io.plimsoll.batchkernel.factor.FactorStudy;
import io.plimsoll.batchkernel.option.AmericanOption;
import io.plimsoll.batchkernel.portfolio.DemoPortfolio;
import io.plimsoll.batchkernel.portfolio.Instrument;
import io.plimsoll.batchkernel.portfolio.OccSymbol;
import io.plimsoll.batchkernel.portfolio.Position;
import io.plimsoll.batchkernel.returns.ReturnPanel;
import io.plimsoll.batchkernel.stress.ScenarioSet;
import io.plimsoll.batchkernel.stress.ShockTable;
import io.plimsoll.batchkernel.valuation.OptionBook;
import io.plimsoll.batchkernel.valuation.PortfolioGreeks;
import io.plimsoll.batchkernel.valuation.Quote;
import io.plimsoll.batchkernel.valuation.UnderlyingMarket;
import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.market.Bars;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What all portfolios of a request share: prices, options, betas, shocks. Each part is worked out
 * once, when it is first asked for; one that fails fails for every portfolio that asks.
 */
final class DayMarket {
  static final FactorModel FACTORS = FactorModel.STANDARD;
  static final ScenarioSet SCENARIOS = ScenarioSet.STANDARD;
  private static final int HISTORY = 756;
  private static final int CORRELATION_DAYS = 90;

  private final LocalDate asOf;
  private final DailyPrices prices;
  private final Map<String, Instrument> instruments = new TreeMap<>();
  private final Map<String, Quote> quotes = new HashMap<>();
  private final Supplier<OptionBook> options;
  private final Supplier<ReturnPanel> panel;
  private final Supplier<FactorStudy> study;
  private final Supplier<ShockTable> shocks;

  DayMarket(List<NightInputs> nights) {
    NightInputs first = nights.getFirst();
    this.asOf = first.asOf();
    this.prices = new DailyPrices(asOf, first.market());
    for (NightInputs night : nights) {
      for (Position position : night.active()) {
        instruments.put(position.instrument().code(), position.instrument());
      }
    }
    instruments
        .keySet()
        .forEach(code -> prices.quote(code).ifPresent(one -> quotes.put(code, one)));
    this.options = once(this::makeOptions);
    this.panel = once(this::makePanel);
    this.study = once(this::makeStudy);
    this.shocks = once(this::makeShocks);
  }

  DailyPrices prices() {
    return prices;
  }

  /** The latest price of each instrument that has one. */
  Map<String, Quote> quotes() {
    return quotes;
  }

  OptionBook options() {
    return options.get();
  }

  FactorStudy study() {
    return study.get();
  }

  ShockTable shocks() {
    return shocks.get();
  }

  /** The returns of the last 90 calendar days. */
  ReturnPanel recent() {
    return panel.get().after(asOf.minusDays(CORRELATION_DAYS));
  }

  private OptionBook makeOptions() {
    Map<Instrument.Option, Double> known = new HashMap<>();
    prices.optionQuotes().forEach((code, price) -> known.put(OccSymbol.parse(code), price));
    List<Instrument.Option> held =
        instruments.values().stream()
            .filter(Instrument.Option.class::isInstance)
            .map(Instrument.Option.class::cast)
            .toList();
    Map<String, UnderlyingMarket> underlyings = new HashMap<>();
    for (Instrument.Option option : held) {
      String symbol = option.underlying().value();
      prices.underlying(symbol).ifPresent(found -> underlyings.put(symbol, found));
      Quote own = quotes.get(option.code());
      if (own != null) {
        known.put(option, own.price());
      }
    }
    return OptionBook.of(
        known,
        held,
        new PortfolioGreeks.Setting(
            asOf, DemoPortfolio.RATE, AmericanOption.Accuracy.FINE, underlyings));
  }

  private ReturnPanel makePanel() {
    Set<String> symbols = new TreeSet<>(underlyings());
    FACTORS.factors().stream().map(Factor::symbol).forEach(symbols::add);
    Map<String, Bars> bars = new HashMap<>();
    symbols.forEach(symbol -> prices.bars(symbol).ifPresent(found -> bars.put(symbol, found)));
    return ReturnPanel.of(bars, asOf, HISTORY);
  }

  private FactorStudy makeStudy() {
    Optional<String> obstacle = FactorStudy.obstacle(FACTORS, panel.get());
    if (obstacle.isPresent()) {
      throw new IllegalStateException(obstacle.get());
    }
    return FactorStudy.of(FACTORS, panel.get(), underlyings());
  }

  private ShockTable makeShocks() {
    Matrix absolute =
        FACTORS
            .absoluteReturns(panel.get())
            .orElseThrow(() -> new IllegalStateException("A factor fund has no prices"));
    Map<Instrument, Double> priced = new HashMap<>();
    instruments.forEach((code, instrument) -> {
      Quote quote = quotes.get(code);
      if (quote != null) {
        priced.put(instrument, quote.price());
      }
    });
    return ShockTable.of(
        new ShockTable.Inputs(
            SCENARIOS,
            study(),
            FactorCovariance.of(absolute),
            sinceTheMarketIsKnown(absolute),
            options()),
        priced);
  }

  /** The history from the first day on which the market's own return is known. */
  private ReturnPanel sinceTheMarketIsKnown(Matrix absolute) {
    int first = 0;
    while (first < absolute.rows() && Double.isNaN(absolute.get(first, 0))) {
      first++;
    }
    return panel.get().last(absolute.rows() - first);
  }

  private Set<String> underlyings() {
    Set<String> symbols = new TreeSet<>();
    instruments.values().forEach(one -> symbols.add(one.underlying().value()));
    return symbols;
  }

  /** Works a part out at the first call, and answers every later one the same, a failure too. */
  private static <T> Supplier<T> once(Supplier<T> make) {
    return new Supplier<>() {
      private Optional<T> made = Optional.empty();
      private Optional<RuntimeException> failure = Optional.empty();

      @Override
      public T get() {
        if (failure.isPresent()) {
          throw failure.get();
        }
        if (made.isEmpty()) {
          try {
            made = Optional.of(make.get());
          } catch (RuntimeException fault) {
            failure = Optional.of(fault);
            throw fault;
          }
        }
        return made.get();
      }
    };
  }
}
