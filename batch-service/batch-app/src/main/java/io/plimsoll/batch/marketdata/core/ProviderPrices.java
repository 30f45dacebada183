package io.plimsoll.batch.marketdata.core;

import io.plimsoll.batch.marketdata.core.PriceProvider.Action;
import io.plimsoll.batch.marketdata.core.PriceProvider.DailyBar;
import io.plimsoll.batch.marketdata.core.PriceProvider.Days;
import io.plimsoll.batch.marketdata.core.ReadPrices.SourceFault;
import io.plimsoll.kernel.csv.CsvOptions;
import io.plimsoll.kernel.csv.ParsedPrices;
import io.plimsoll.kernel.csv.PriceTable;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes bars of what a provider sent, by the same table that checks files: all or nothing. An
 * action counts on the first bar from its date on; one after the last bar counts when that bar is
 * fetched.
 */
public final class ProviderPrices {
  private static final List<String> COLUMNS =
      List.of("date", "open", "high", "low", "close", "volume", "split", "dividend");
  private static final int SPLIT = 5;
  private static final int DIVIDEND = 6;

  private ProviderPrices() {}

  /** The bars by symbol, or their faults; the symbol is the file of a fault. */
  public static ReadPrices read(Days days) {
    Map<Symbol, Bars> read = new TreeMap<>();
    List<SourceFault> faults = new ArrayList<>();
    new TreeMap<>(days.bars())
        .forEach((symbol, bars) -> {
          List<Action> actions = days.actions().getOrDefault(symbol, List.of());
          switch (table(symbol, bars, actions)) {
            case ParsedPrices.ParsedBars(Bars made, _, _) -> read.put(symbol, made);
            case ParsedPrices.ParsedTicks _ -> throw new IllegalStateException("trades of days");
            case ParsedPrices.Faulty(var some) ->
                some.forEach(fault ->
                    faults.add(
                        new SourceFault(
                            fault.file(), fault.line(), fault.column(), fault.message())));
          }
        });
    if (faults.isEmpty() && read.isEmpty()) {
      faults.add(new SourceFault("provider", 0, "", "no bars (expected: at least one)"));
    }
    return faults.isEmpty() ? new ReadPrices.Read(read) : new ReadPrices.Faulty(faults);
  }

  private static ParsedPrices table(Symbol symbol, List<DailyBar> bars, List<Action> actions) {
    CsvOptions options = CsvOptions.of(Exchange.NYSE).withTimeframe(Timeframe.ONE_DAY);
    PriceTable table =
        PriceTable.of(symbol.value(), COLUMNS, options)
            .orElseThrow(() -> new IllegalStateException("columns are not recognised"));
    List<Action> waiting = new ArrayList<>(actions);
    waiting.sort(Comparator.comparing(Action::exDate));
    int row = 1;
    for (DailyBar bar : bars) {
      double split = 1;
      double dividend = 0;
      while (!waiting.isEmpty() && !waiting.getFirst().exDate().isAfter(bar.date())) {
        split *= waiting.getFirst().splitFactor();
        dividend += waiting.getFirst().dividend();
        waiting.removeFirst();
      }
      add(table, row++, bar, split, dividend);
    }
    return table.finish();
  }

  private static void add(PriceTable table, int row, DailyBar bar, double split, double dividend) {
    boolean isWhole =
        table.startOn(row, bar.date().toEpochDay())
            && table.set(0, bar.open())
            && table.set(1, bar.high())
            && table.set(2, bar.low())
            && table.set(3, bar.close())
            && table.set(4, bar.volume());
    if (isWhole && table.set(SPLIT, split)) {
      table.set(DIVIDEND, dividend);
    }
  }
}
