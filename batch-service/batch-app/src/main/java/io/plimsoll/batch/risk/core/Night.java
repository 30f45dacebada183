package io.plimsoll.batch.risk.core;

import static java.util.stream.Collectors.groupingBy;

import io.plimsoll.batch.risk.core.JobResult.Name;
import io.plimsoll.batchkernel.correlation.CorrelationDay;
import io.plimsoll.batchkernel.correlation.CorrelationStudy;
import io.plimsoll.batchkernel.correlation.Holding;
import io.plimsoll.batchkernel.factor.FactorExposures;
import io.plimsoll.batchkernel.portfolio.Position;
import io.plimsoll.batchkernel.stress.MarketRisk;
import io.plimsoll.batchkernel.stress.StressTest;
import io.plimsoll.batchkernel.valuation.PortfolioAggregate;
import io.plimsoll.batchkernel.valuation.PortfolioGreeks;
import io.plimsoll.batchkernel.valuation.PortfolioSnapshot;
import io.plimsoll.batchkernel.valuation.PortfolioValuation;
import io.plimsoll.batchkernel.valuation.PositionGreeks;
import io.plimsoll.batchkernel.valuation.PositionValue;
import io.plimsoll.batchkernel.valuation.Quote;
import io.plimsoll.kernel.identity.Fingerprint;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.time.ExchangeCalendar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Computes one portfolio's night, engine by engine.
 *
 * <p>Aggregation is critical: without a single price there is nothing to add up, and what depends
 * on it is skipped. Any other engine may fail: it is told as failed with its cause, and the rest
 * goes on without what it would have found and says so. A day without a session is skipped as a
 * whole. Correlations run on Tuesdays, or on the next session.
 */
final class Night {
  private static final String NO_GREEKS = "Greeks data unavailable";

  private final NightInputs inputs;
  private final DayMarket market;
  private final String kernelVersion;
  private final Watch watch;
  private final List<JobResult> jobs = new ArrayList<>();

  /**
   * What looks on as a night is computed.
   *
   * @param clock nanoseconds of an arbitrary origin, to tell how long a job took
   * @param before told of each engine before it begins; what it throws, the engine throws
   */
  record Watch(NanoClock clock, Before before) {}

  /** Nanoseconds of an arbitrary origin. */
  @FunctionalInterface
  interface NanoClock {
    long now();
  }

  /** Told of an engine before it begins. */
  @FunctionalInterface
  interface Before {
    void begin(Name engine);
  }

  Night(NightInputs inputs, DayMarket market, String kernelVersion, Watch watch) {
    this.inputs = inputs;
    this.market = market;
    this.kernelVersion = kernelVersion;
    this.watch = watch;
  }

  NightResult run() {
    List<Position> active = inputs.active();
    Map<String, Quote> quotes = quotes(active);
    Map<String, Object> tree = new NightTree(inputs, active, quotes, kernelVersion).tree();
    if (!ExchangeCalendar.of(Exchange.NYSE).isSession(inputs.asOf())) {
      wanted().forEach(name -> jobs.add(JobResult.skipped(name, "not a trading day")));
      return result(tree, Optional.empty(), Found.NOTHING);
    }
    Optional<PortfolioValuation> valuation =
        engine(
            Name.POSITION_VALUES,
            () -> PortfolioValuation.of(active, quotes),
            found -> new Told(valueWarnings(found, quotes), found.values().size()));
    Optional<PortfolioAggregate> aggregate =
        valuation.isEmpty() || (valuation.get().values().isEmpty() && !active.isEmpty())
            ? Optional.empty()
            : engine(
                Name.PORTFOLIO_AGGREGATION,
                () -> PortfolioAggregate.of(valuation.get().values(), cash()),
                _ -> new Told(List.of(), 1));
    if (aggregate.isEmpty()) {
      if (jobs.getLast().name() == Name.POSITION_VALUES) {
        String reason = valuation.isEmpty() ? "position_values failed" : "no position has a price";
        jobs.add(JobResult.failed(Name.PORTFOLIO_AGGREGATION, reason, Duration.ZERO));
      }
      wanted().stream()
          .skip(jobs.size())
          .forEach(name -> jobs.add(JobResult.skipped(name, "portfolio_aggregation failed")));
      return result(tree, valuation, Found.NOTHING);
    }
    return result(tree, valuation, afterAggregation(valuation.orElseThrow(), aggregate.get()));
  }

  private Found afterAggregation(PortfolioValuation valuation, PortfolioAggregate aggregate) {
    List<PositionValue> values = valuation.values();
    double nav = cash() + aggregate.exposure().net();
    Optional<PortfolioGreeks> greeks =
        engine(
            Name.GREEKS_CALCULATION,
            () -> PortfolioGreeks.of(values, market.options()),
            found -> new Told(found.warnings(), found.positions().size()));
    List<PositionGreeks> deltas =
        greeks.map(PortfolioGreeks::positions).orElseGet(() -> PortfolioGreeks.ofStocks(values));
    Optional<NightResult.Factors> factors =
        engine(
            Name.FACTOR_ANALYSIS,
            () ->
                new NightResult.Factors(
                    FactorExposures.of(market.study(), deltas, nav), market.study()),
            found ->
                new Told(
                    withGreeks(greeks, found.exposures().warnings()),
                    found.exposures().positions().size()));
    Optional<MarketRisk> marketRisk =
        needing(
            Name.MARKET_RISK_SCENARIOS,
            factors,
            _ -> MarketRisk.of(values, market.shocks()),
            found -> new Told(found.warnings(), found.market().size() + found.rates().size()));
    Optional<StressTest> stress =
        needing(
            Name.STRESS_TESTING,
            factors,
            known -> StressTest.of(values, known.exposures(), nav, market.shocks()),
            found -> new Told(found.warnings(), found.results().size()));
    Optional<PortfolioSnapshot> snapshot =
        engine(
            Name.PORTFOLIO_SNAPSHOT,
            () ->
                PortfolioSnapshot.of(
                    inputs.asOf(),
                    cash(),
                    aggregate,
                    greeks.map(PortfolioGreeks::total),
                    inputs.previous()),
            _ -> new Told(withGreeks(greeks, List.of()), 1));
    Optional<CorrelationStudy> correlations =
        wanted().contains(Name.POSITION_CORRELATIONS)
            ? correlations(values, deltas)
            : Optional.empty();
    return new Found(
        greeks, new NightResult.Findings(factors, marketRisk, stress, correlations), snapshot);
  }

  private Optional<CorrelationStudy> correlations(
      List<PositionValue> values, List<PositionGreeks> deltas) {
    return engine(
            Name.POSITION_CORRELATIONS,
            () -> CorrelationStudy.of(holdings(values, deltas), market.recent()),
            found ->
                found
                    .map(study -> new Told(study.warnings(), study.symbols().size()))
                    .orElseGet(() -> new Told(List.of("No position is large enough and known"), 0)))
        .flatMap(Function.identity());
  }

  private static List<Holding> holdings(List<PositionValue> values, List<PositionGreeks> deltas) {
    Map<String, Double> exposures = new HashMap<>();
    deltas.forEach(one ->
        exposures.merge(
            one.position().instrument().underlying().value(),
            one.sensitivities().dollarDelta(),
            Double::sum));
    Map<String, List<PositionValue>> bySymbol =
        values.stream()
            .collect(groupingBy(one -> one.position().instrument().underlying().value()));
    return bySymbol.entrySet().stream()
        .map(one ->
            new Holding(
                one.getKey(),
                one.getValue().stream().mapToDouble(value -> Math.abs(value.marketValue())).sum(),
                exposures.getOrDefault(one.getKey(), 0.0),
                List.of(),
                Optional.empty()))
        .sorted(Comparator.comparing(Holding::symbol))
        .toList();
  }

  /** The engines of the night, in their order. */
  private List<Name> wanted() {
    return Arrays.stream(Name.values())
        .filter(name -> name != Name.POSITION_CORRELATIONS || CorrelationDay.is(inputs.asOf()))
        .toList();
  }

  /** Runs an engine; its failure is told as one, with its cause, and leaves nothing. */
  private <T> Optional<T> engine(Name name, Supplier<T> compute, Function<T, Told> tell) {
    long started = watch.clock.now();
    try {
      watch.before.begin(name);
      T found = compute.get();
      Told told = tell.apply(found);
      jobs.add(JobResult.done(name, told.warnings, since(started), told.records));
      return Optional.of(found);
    } catch (RuntimeException fault) {
      jobs.add(JobResult.failed(name, cause(name, fault), since(started)));
      return Optional.empty();
    }
  }

  /** Runs an engine that needs what another found; without it, it is skipped. */
  private <N, T> Optional<T> needing(
      Name name, Optional<N> needed, Function<N, T> compute, Function<T, Told> tell) {
    if (needed.isEmpty()) {
      jobs.add(JobResult.skipped(name, "factor_analysis failed"));
      return Optional.empty();
    }
    return engine(name, () -> compute.apply(needed.get()), tell);
  }

  private static String cause(Name name, RuntimeException fault) {
    String message = fault.getMessage();
    String detail = message == null ? fault.getClass().getSimpleName() : message;
    return name == Name.GREEKS_CALCULATION ? "Greeks calculation failed: " + detail : detail;
  }

  private static List<String> withGreeks(Optional<PortfolioGreeks> greeks, List<String> warnings) {
    if (greeks.isPresent()) {
      return warnings;
    }
    List<String> all = new ArrayList<>(List.of(NO_GREEKS));
    all.addAll(warnings);
    return all;
  }

  private List<String> valueWarnings(PortfolioValuation found, Map<String, Quote> quotes) {
    List<String> warnings = new ArrayList<>(found.warnings());
    warnings.addAll(market.prices().staleness(quotes));
    return warnings;
  }

  private Map<String, Quote> quotes(List<Position> active) {
    Map<String, Quote> quotes = new HashMap<>();
    for (Position position : active) {
      String code = position.instrument().code();
      Quote quote = market.quotes().get(code);
      if (quote != null) {
        quotes.put(code, quote);
      }
    }
    return quotes;
  }

  private NightResult result(
      Map<String, Object> tree, Optional<PortfolioValuation> valuation, Found found) {
    return new NightResult(
        inputs.portfolioId(),
        inputs.asOf(),
        Fingerprint.of(tree),
        tree,
        jobs,
        valuation,
        found.greeks,
        found.findings,
        found.snapshot);
  }

  private double cash() {
    return inputs.cash().doubleValue();
  }

  private Duration since(long started) {
    return Duration.ofNanos(watch.clock.now() - started);
  }

  private record Told(List<String> warnings, int records) {}

  private record Found(
      Optional<PortfolioGreeks> greeks,
      NightResult.Findings findings,
      Optional<PortfolioSnapshot> snapshot) {
    static final Found NOTHING =
        new Found(Optional.empty(), NightResult.Findings.NONE, Optional.empty());
  }
}
