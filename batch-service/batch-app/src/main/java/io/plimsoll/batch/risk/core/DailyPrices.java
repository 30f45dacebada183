package io.plimsoll.batch.risk.core;

import io.plimsoll.batchkernel.portfolio.OccSymbol;
import io.plimsoll.batchkernel.valuation.Quote;
import io.plimsoll.batchkernel.valuation.UnderlyingMarket;
import io.plimsoll.kernel.market.BarChunk;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.time.ExchangeCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads prices out of daily bars and quotes as they were known at the close of a date: the latest
 * on or before it, raw as they were paid, never one made up.
 */
final class DailyPrices {
  private static final int STALE_AFTER_SESSIONS = 3;
  private static final int VOLATILITY_DAYS = 60;
  private static final int FEWEST_RETURNS = 20;
  private static final double SESSIONS_PER_YEAR = 252;
  static final String FORWARD_SUFFIX = ".FORWARD";

  private final LocalDate asOf;
  private final NightInputs.Market market;
  private final ExchangeCalendar calendar = ExchangeCalendar.of(Exchange.NYSE);
  private final Map<String, Optional<Bars>> whole = new HashMap<>();

  DailyPrices(LocalDate asOf, NightInputs.Market market) {
    this.asOf = asOf;
    this.market = market;
  }

  /** The latest price of an instrument, from its bars or its quotes, whichever is newer. */
  Optional<Quote> quote(String code) {
    Optional<Quote> fromBars = bars(code).flatMap(this::lastOf);
    Optional<Quote> fromQuotes =
        Optional.ofNullable(market.quotes().get(code))
            .map(known -> new Quote(known.price().doubleValue(), known.date(), Optional.empty()));
    return fromBars.isPresent()
            && fromQuotes.map(known -> !known.date().isAfter(fromBars.get().date())).orElse(true)
        ? fromBars
        : fromQuotes;
  }

  /** The warnings of prices older than three trading days. */
  List<String> staleness(Map<String, Quote> quotes) {
    LocalDate oldest = asOf;
    for (int i = 0; i < STALE_AFTER_SESSIONS; i++) {
      oldest = calendar.previousSession(oldest);
    }
    LocalDate limit = oldest;
    return quotes.entrySet().stream()
        .filter(quote -> quote.getValue().date().isBefore(limit))
        .map(quote -> "Stale price of %s: %s".formatted(quote.getKey(), quote.getValue().date()))
        .sorted()
        .toList();
  }

  /** What options on an underlying are valued with; empty without a price of it. */
  Optional<UnderlyingMarket> underlying(String symbol) {
    Optional<Double> forward =
        Optional.ofNullable(market.quotes().get(symbol + FORWARD_SUFFIX))
            .map(quote -> quote.price().doubleValue());
    return quote(symbol)
        .map(spot -> new UnderlyingMarket(spot.price(), forward, 0, realisedVolatility(symbol)));
  }

  /** Annualised standard deviation of the last 60 daily log returns, at least 20, ddof 1. */
  private Optional<Double> realisedVolatility(String symbol) {
    Optional<Bars> bars = bars(symbol);
    int last = bars.map(this::lastIndex).orElse(-1);
    int first = Math.max(0, last - VOLATILITY_DAYS);
    int n = last - first;
    if (bars.isEmpty() || n < FEWEST_RETURNS) {
      return Optional.empty();
    }
    double[] returns = new double[n];
    double mean = 0;
    for (int i = 0; i < n; i++) {
      Bars known = bars.get();
      returns[i] = StrictMath.log(known.close().get(first + i + 1) / known.close().get(first + i));
      mean += returns[i] / n;
    }
    double squares = 0;
    for (double value : returns) {
      squares += (value - mean) * (value - mean);
    }
    return Optional.of(Math.sqrt(squares / (n - 1) * SESSIONS_PER_YEAR));
  }

  /** All known bars of a symbol, those after the date too: readers look no further than it. */
  Optional<Bars> bars(String code) {
    return whole.computeIfAbsent(code, this::concatenated);
  }

  private Optional<Bars> concatenated(String code) {
    List<BarChunk> chunks = market.daily().getOrDefault(code, List.of());
    return chunks.isEmpty()
        ? Optional.empty()
        : Optional.of(Bars.concat(new ArrayList<>(chunks.stream().map(BarChunk::bars).toList())));
  }

  /** The quotes of all options that are known, also of those that nobody here holds. */
  Map<String, Double> optionQuotes() {
    Map<String, Double> options = new TreeMap<>();
    market
        .quotes()
        .forEach((code, known) -> {
          if (OccSymbol.looksLike(code)) {
            options.put(code, known.price().doubleValue());
          }
        });
    return options;
  }

  private Optional<Quote> lastOf(Bars bars) {
    int last = lastIndex(bars);
    if (last < 0) {
      return Optional.empty();
    }
    LocalDate date = bars.sessionDate(last);
    boolean previousKnown =
        last > 0
            && date.equals(asOf)
            && bars.sessionDate(last - 1).equals(calendar.previousSession(asOf));
    return Optional.of(
        new Quote(
            bars.close().get(last),
            date,
            previousKnown ? Optional.of(bars.close().get(last - 1)) : Optional.empty()));
  }

  private int lastIndex(Bars bars) {
    int last = bars.size() - 1;
    while (last >= 0 && bars.sessionDate(last).isAfter(asOf)) {
      last--;
    }
    return last;
  }
}
