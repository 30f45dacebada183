package io.plimsoll.batch.marketdata.core;

import io.plimsoll.batchkernel.portfolio.Instrument;
import io.plimsoll.kernel.market.Symbol;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Somebody who sells prices. Each call fails with a {@link ProviderFault}. */
public interface PriceProvider {
  /** Whether there is one. */
  boolean isConfigured();

  /** Raw daily bars and what companies did on those days, by symbol; none where it has none. */
  Uni<Days> days(ProviderRequest request);

  /** The latest quotes of symbols; a symbol that is not known has none. */
  Uni<List<LatestQuote>> quotes(List<Symbol> symbols);

  /** Every option on an underlying that is quoted. */
  Uni<List<OptionQuote>> optionChain(Symbol underlying);

  /**
   * Bars and actions.
   *
   * @param bars by symbol, in the order they came
   * @param actions by symbol
   */
  record Days(Map<Symbol, List<DailyBar>> bars, Map<Symbol, List<Action>> actions) {
    public Days {
      bars = Map.copyOf(bars);
      actions = Map.copyOf(actions);
    }
  }

  /** One session's prices, as traded. */
  record DailyBar(
      LocalDate date, double open, double high, double low, double close, double volume) {}

  /**
   * A split or a dividend.
   *
   * @param exDate the first session without it
   * @param splitFactor new shares for an old one; 1 for a dividend
   * @param dividend USD a share; 0 for a split
   */
  record Action(LocalDate exDate, double splitFactor, double dividend) {}

  /** Bid and ask with their sizes. */
  record LatestQuote(
      Symbol symbol, Instant at, double bid, double bidSize, double ask, double askSize) {}

  /**
   * An option with its quote.
   *
   * @param last the last trade's price, if there was one
   * @param impliedVolatility what the provider makes of it, if it does
   */
  record OptionQuote(
      Instrument.Option option,
      Instant at,
      double bid,
      double ask,
      OptionalDouble last,
      OptionalDouble impliedVolatility) {}
}
