package io.plimsoll.batch.risk.core;

import io.plimsoll.batch.risk.core.JobResult.Name;
import io.plimsoll.batchkernel.option.AmericanOption;
import io.plimsoll.batchkernel.portfolio.DemoPortfolio;
import io.plimsoll.batchkernel.portfolio.Instrument;
import io.plimsoll.batchkernel.portfolio.Position;
import io.plimsoll.batchkernel.valuation.PortfolioAggregate;
import io.plimsoll.batchkernel.valuation.PortfolioGreeks;
import io.plimsoll.batchkernel.valuation.PortfolioSnapshot;
import io.plimsoll.batchkernel.valuation.PortfolioValuation;
import io.plimsoll.batchkernel.valuation.Quote;
import io.plimsoll.batchkernel.valuation.UnderlyingMarket;
import io.plimsoll.kernel.identity.Fingerprint;
import io.plimsoll.kernel.market.BarChunk;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.time.ExchangeCalendar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Computes one portfolio's night: values, aggregation, Greeks, snapshot.
 *
 * <p>Aggregation is critical: without a single price there is nothing to add up, and what depends
 * on it is skipped. Greeks are not: where they fail the snapshot is taken without them and says so.
 * A day without a session is skipped as a whole.
 */
final class Night {
  private static final List<Name> ALL = List.of(Name.values());

  private final NightInputs inputs;
  private final String kernelVersion;
  private final NanoClock clock;
  private final List<JobResult> jobs = new ArrayList<>();

  /** Nanoseconds of an arbitrary origin, to tell how long a job took. */
  @FunctionalInterface
  interface NanoClock {
    long now();
  }

  Night(NightInputs inputs, String kernelVersion, NanoClock clock) {
    this.inputs = inputs;
    this.kernelVersion = kernelVersion;
    this.clock = clock;
  }

  NightResult run() {
    List<Position> active =
        inputs.positions().stream().filter(one -> one.isActiveOn(inputs.asOf())).toList();
    DailyPrices prices = new DailyPrices(inputs.asOf(), inputs.market());
    Map<String, Quote> quotes = quotes(active, prices);
    Map<String, Object> tree = tree(active, quotes);
    if (!ExchangeCalendar.of(Exchange.NYSE).isSession(inputs.asOf())) {
      ALL.forEach(name -> jobs.add(JobResult.skipped(name, "not a trading day")));
      return result(tree, Optional.empty(), Optional.empty(), Optional.empty());
    }
    long started = clock.now();
    PortfolioValuation valuation = PortfolioValuation.of(active, quotes);
    List<String> warnings = new ArrayList<>(valuation.warnings());
    warnings.addAll(prices.staleness(quotes));
    jobs.add(
        JobResult.done(Name.POSITION_VALUES, warnings, since(started), valuation.values().size()));
    if (valuation.values().isEmpty() && !active.isEmpty()) {
      jobs.add(
          JobResult.failed(Name.PORTFOLIO_AGGREGATION, "no position has a price", Duration.ZERO));
      jobs.add(JobResult.skipped(Name.GREEKS_CALCULATION, "portfolio_aggregation failed"));
      jobs.add(JobResult.skipped(Name.PORTFOLIO_SNAPSHOT, "portfolio_aggregation failed"));
      return result(tree, Optional.of(valuation), Optional.empty(), Optional.empty());
    }
    return afterValues(tree, valuation, prices);
  }

  private NightResult afterValues(
      Map<String, Object> tree, PortfolioValuation valuation, DailyPrices prices) {
    double cash = inputs.cash().doubleValue();
    long started = clock.now();
    PortfolioAggregate aggregate = PortfolioAggregate.of(valuation.values(), cash);
    jobs.add(JobResult.done(Name.PORTFOLIO_AGGREGATION, List.of(), since(started), 1));

    started = clock.now();
    PortfolioGreeks greeks =
        PortfolioGreeks.of(
            valuation.values(),
            new PortfolioGreeks.Setting(
                inputs.asOf(),
                DemoPortfolio.RATE,
                AmericanOption.Accuracy.FINE,
                underlyings(valuation, prices)));
    jobs.add(
        JobResult.done(
            Name.GREEKS_CALCULATION, greeks.warnings(), since(started), greeks.positions().size()));

    started = clock.now();
    PortfolioSnapshot snapshot =
        PortfolioSnapshot.of(
            inputs.asOf(), cash, aggregate, Optional.of(greeks.total()), inputs.previous());
    jobs.add(JobResult.done(Name.PORTFOLIO_SNAPSHOT, List.of(), since(started), 1));
    return result(tree, Optional.of(valuation), Optional.of(greeks), Optional.of(snapshot));
  }

  private static Map<String, Quote> quotes(List<Position> active, DailyPrices prices) {
    Map<String, Quote> quotes = new HashMap<>();
    for (Position position : active) {
      String code = position.instrument().code();
      prices.quote(code).ifPresent(quote -> quotes.put(code, quote));
    }
    return quotes;
  }

  private static Map<String, UnderlyingMarket> underlyings(
      PortfolioValuation valuation, DailyPrices prices) {
    Map<String, UnderlyingMarket> markets = new HashMap<>();
    valuation.values().stream()
        .map(value -> value.position().instrument())
        .filter(Instrument.Option.class::isInstance)
        .map(instrument -> instrument.underlying().value())
        .distinct()
        .forEach(
            symbol -> prices.underlying(symbol).ifPresent(found -> markets.put(symbol, found)));
    return markets;
  }

  /** What the run depends on: positions, prices by content, settings, kernel. */
  private Map<String, Object> tree(List<Position> active, Map<String, Quote> quotes) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("portfolio_id", inputs.portfolioId());
    tree.put("as_of", inputs.asOf().toString());
    tree.put("cash", inputs.cash().stripTrailingZeros().toPlainString());
    tree.put("kernel_version", kernelVersion);
    tree.put("rate", Double.toString(DemoPortfolio.RATE));
    tree.put("positions", active.stream().map(Night::positionTree).toList());
    tree.put("chunks", chunkHashes());
    Map<String, Object> known = new TreeMap<>();
    quotes.forEach((code, quote) -> known.put(code, quote.date() + " " + quote.price()));
    tree.put("prices", known);
    inputs
        .previous()
        .ifPresent(before ->
            tree.put(
                "previous", before.nav() + " " + before.cumulativePnl() + " " + before.flows()));
    return tree;
  }

  private List<String> chunkHashes() {
    return inputs.market().daily().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(entry -> entry.getValue().stream())
        .map(BarChunk::hash)
        .toList();
  }

  private static String positionTree(Position position) {
    return "%s %s@%s"
        .formatted(
            position.instrument().code(),
            position.quantity().stripTrailingZeros().toPlainString(),
            position.entryPrice().stripTrailingZeros().toPlainString());
  }

  private NightResult result(
      Map<String, Object> tree,
      Optional<PortfolioValuation> valuation,
      Optional<PortfolioGreeks> greeks,
      Optional<PortfolioSnapshot> snapshot) {
    return new NightResult(
        inputs.portfolioId(),
        inputs.asOf(),
        Fingerprint.of(tree),
        tree,
        jobs,
        valuation,
        greeks,
        snapshot);
  }

  private Duration since(long started) {
    return Duration.ofNanos(clock.now() - started);
  }
}
