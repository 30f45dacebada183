package io.plimsoll.contracts.market;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks batch-service to import the prices of one small file, its text in the command itself; large
 * files go through the HTTP import route, which streams. Or daily bars from the provider of prices:
 * then there are symbols and no text.
 *
 * @param name what faults call the file; absent: {@code import.csv}
 * @param csv the file's text, in any dialect the import knows; absent where there are symbols
 * @param symbol the symbol of all rows, where the file names none
 * @param timeframe the bars' timeframe; absent: told from the rows' spacing
 * @param zone the time zone of time stamps without one
 * @param exchange NYSE or CRYPTO
 * @param adjustment raw or back-adjusted
 * @param symbols whose daily bars the provider is asked for; absent: nobody is asked
 * @param from their first date; absent: a week before {@code to}
 * @param to their last date; absent: today at the exchange
 */
public record ImportBars(
    @Nullable String name,
    @Nullable String csv,
    @Nullable String symbol,
    @Nullable String timeframe,
    @Nullable String zone,
    @Nullable String exchange,
    @Nullable String adjustment,
    @Nullable List<String> symbols,
    @Nullable LocalDate from,
    @Nullable LocalDate to) {
  public ImportBars {
    symbols = symbols == null ? null : List.copyOf(symbols);
  }
}
