package io.plimsoll.contracts.market;

import org.jspecify.annotations.Nullable;

/**
 * Asks batch-service to import the prices of one small file, its text in the command itself; large
 * files go through the HTTP import route, which streams.
 *
 * @param name what faults call the file; absent: {@code import.csv}
 * @param csv the file's text, in any dialect the import knows
 * @param symbol the symbol of all rows, where the file names none
 * @param timeframe the bars' timeframe; absent: told from the rows' spacing
 * @param zone the time zone of time stamps without one
 * @param exchange NYSE or CRYPTO
 * @param adjustment raw or back-adjusted
 */
public record ImportBars(
    @Nullable String name,
    String csv,
    @Nullable String symbol,
    @Nullable String timeframe,
    @Nullable String zone,
    @Nullable String exchange,
    @Nullable String adjustment) {}
