package io.plimsoll.batch.marketdata.http;

import io.plimsoll.batch.marketdata.core.ImportOptions;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What the query of an import says about its file. */
public final class ImportParams {
  @QueryParam("name")
  @Parameter(description = "What faults call the file")
  @Nullable String name;

  @QueryParam("symbol")
  @Parameter(description = "The symbol of its rows; else the file's name")
  @Nullable String symbol;

  @QueryParam("timeframe")
  @Parameter(description = "1m, 5m, 15m, 1h or 1d; else found from the rows")
  @Nullable String timeframe;

  @QueryParam("zone")
  @Parameter(description = "The time zone of times without one; else the exchange's")
  @Nullable String zone;

  @QueryParam("exchange")
  @Parameter(
      description = "NYSE or CRYPTO; else CRYPTO for pairs such as BTC-USD and NYSE for others")
  @Nullable String exchange;

  @QueryParam("adjustment")
  @Parameter(description = "raw, the only one")
  @Nullable String adjustment;

  /** For the framework, which fills in what the query says. */
  public ImportParams() {}

  /** The options, checked; the file's own name counts where none was given. */
  ImportOptions options(@Nullable String fileName) {
    return ImportOptions.of(
        new ImportOptions.Typed(
            name == null ? fileName : name, symbol, timeframe, zone, exchange, adjustment));
  }
}
