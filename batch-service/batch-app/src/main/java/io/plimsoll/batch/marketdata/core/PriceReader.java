package io.plimsoll.batch.marketdata.core;

import io.plimsoll.batch.marketdata.core.ReadPrices.SourceFault;
import io.plimsoll.batch.marketdata.core.parquet.ParquetPrices;
import io.plimsoll.batchkernel.synthetic.StochasticMarket;
import io.plimsoll.batchkernel.synthetic.SyntheticMarket;
import io.plimsoll.batchkernel.synthetic.SyntheticRequest;
import io.plimsoll.kernel.csv.CsvOptions;
import io.plimsoll.kernel.csv.ParsedPrices;
import io.plimsoll.kernel.csv.PriceCsv;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Resampling;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Ticks;
import io.plimsoll.kernel.market.Timeframe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Turns what was sent into bars: files of any dialect the kernel knows, trades into minutes. */
public final class PriceReader {
  private PriceReader() {}

  /**
   * The prices of a file, or its faults: all or nothing.
   *
   * @param heapBytes how much memory reading a packed file may take
   */
  public static ReadPrices file(FileBytes file, ImportSource.PriceFile source, long heapBytes) {
    ImportOptions options = source.options();
    CsvOptions said = CsvOptions.of(options.exchange());
    CsvOptions zoned = options.zoneId().map(said::withZone).orElse(said);
    CsvOptions complete = options.bars().map(zoned::withTimeframe).orElse(zoned);
    ParsedPrices parsed =
        switch (source.form()) {
          case CSV -> csv(file, options.name(), complete);
          case PARQUET -> ParquetPrices.read(file, options.name(), complete, heapBytes);
        };
    return switch (parsed) {
      case ParsedPrices.ParsedBars(Bars bars, _, _) -> readable(options, bars);
      case ParsedPrices.ParsedTicks(Ticks ticks, _) -> readable(options, bars(ticks, options));
      case ParsedPrices.Faulty(var faults) ->
          new ReadPrices.Faulty(
              faults.stream()
                  .map(fault ->
                      new SourceFault(fault.file(), fault.line(), fault.column(), fault.message()))
                  .toList());
    };
  }

  private static ParsedPrices csv(FileBytes file, String name, CsvOptions options) {
    try {
      return PriceCsv.read(file.stream(), name, options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The prices of the synthetic market. */
  public static ReadPrices synthetic(ImportSource.Synthetic source) {
    SyntheticRequest request = source.request();
    Map<Symbol, Bars> bars =
        source.isStochastic()
            ? StochasticMarket.bars(request, StochasticMarket.usual(request))
            : SyntheticMarket.bars(request);
    return bars.isEmpty()
        ? new ReadPrices.Faulty(
            List.of(
                new SourceFault(
                    "synthetic",
                    0,
                    "",
                    "no session from %s to %s (expected: at least one)"
                        .formatted(request.from(), request.to()))))
        : new ReadPrices.Read(bars);
  }

  private static Bars bars(Ticks ticks, ImportOptions options) {
    return Resampling.ofTicks(ticks, options.bars().orElse(Timeframe.ONE_MINUTE));
  }

  private static ReadPrices readable(ImportOptions options, Bars bars) {
    return bars.size() == 0
        ? new ReadPrices.Faulty(
            List.of(
                new SourceFault(options.name(), 0, "", "no complete bar (expected: at least one)")))
        : new ReadPrices.Read(Map.of(options.symbol(), bars));
  }
}
