package io.plimsoll.batch.risk.core;

import io.plimsoll.batchkernel.factor.Factor;
import io.plimsoll.batchkernel.portfolio.DemoPortfolio;
import io.plimsoll.batchkernel.portfolio.Instrument;
import io.plimsoll.batchkernel.portfolio.OccSymbol;
import io.plimsoll.batchkernel.portfolio.Position;
import io.plimsoll.batchkernel.stress.Scenario;
import io.plimsoll.batchkernel.valuation.Quote;
import io.plimsoll.kernel.market.BarChunk;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one portfolio's run depends on: positions, prices by content, settings, kernel. Nothing in
 * it comes from the other portfolios of a request, so that the same portfolio asked for alone is
 * the same run.
 */
record NightTree(
    NightInputs inputs, List<Position> active, Map<String, Quote> quotes, String kernelVersion) {

  Map<String, Object> tree() {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("portfolio_id", inputs.portfolioId());
    tree.put("as_of", inputs.asOf().toString());
    tree.put("cash", inputs.cash().stripTrailingZeros().toPlainString());
    tree.put("kernel_version", kernelVersion);
    tree.put("rate", Double.toString(DemoPortfolio.RATE));
    tree.put("positions", active.stream().map(NightTree::text).toList());
    tree.put("chunks", chunkHashes());
    Map<String, Object> known = new TreeMap<>();
    quotes.forEach((code, quote) -> known.put(code, quote.date() + " " + quote.price()));
    tree.put("prices", known);
    tree.put("quotes", otherQuotes());
    tree.put(
        "factors",
        DayMarket.FACTORS.factors().stream()
            .map(one -> "%s %s %s".formatted(one.name(), one.symbol(), one.basis()))
            .toList());
    tree.put("scenarios", DayMarket.SCENARIOS.scenarios().stream().map(NightTree::text).toList());
    tree.put("bonds", DayMarket.SCENARIOS.bonds().toString());
    inputs
        .previous()
        .ifPresent(before ->
            tree.put(
                "previous", before.nav() + " " + before.cumulativePnl() + " " + before.flows()));
    return tree;
  }

  /** The newest chunks of the portfolio's own underlyings and of the factor funds. */
  private List<String> chunkHashes() {
    Set<String> symbols = new TreeSet<>();
    active.forEach(position -> symbols.add(position.instrument().underlying().value()));
    DayMarket.FACTORS.factors().stream().map(Factor::symbol).forEach(symbols::add);
    return symbols.stream()
        .flatMap(symbol -> inputs.market().daily().getOrDefault(symbol, List.of()).stream())
        .map(BarChunk::hash)
        .toList();
  }

  /** Quotes of forwards and of options that only show a volatility. */
  private Map<String, Object> otherQuotes() {
    Set<String> underlyings = new TreeSet<>();
    active.stream()
        .map(Position::instrument)
        .filter(Instrument.Option.class::isInstance)
        .forEach(option -> underlyings.add(option.underlying().value()));
    Map<String, Object> others = new TreeMap<>();
    inputs
        .market()
        .quotes()
        .forEach((code, price) -> {
          String about =
              OccSymbol.looksLike(code)
                  ? OccSymbol.parse(code).underlying().value()
                  : code.replace(DailyPrices.FORWARD_SUFFIX, "");
          if (underlyings.contains(about)) {
            others.put(
                code, price.date() + " " + price.price().stripTrailingZeros().toPlainString());
          }
        });
    return others;
  }

  private static String text(Position position) {
    return "%s %s@%s"
        .formatted(
            position.instrument().code(),
            position.quantity().stripTrailingZeros().toPlainString(),
            position.entryPrice().stripTrailingZeros().toPlainString());
  }

  private static String text(Scenario scenario) {
    return "%s %s %s %s"
        .formatted(
            scenario.name(), scenario.shocks(), scenario.rateShock(), scenario.volatilityShock());
  }
}
