package io.plimsoll.local.prices;

/**
 * One price file that comes with the launcher.
 *
 * @param resource its name inside the launcher's jar
 * @param symbol whose prices they are
 * @param timeframe of the bars they become
 * @param zone of its times
 * @param about what it is, for people
 */
public record BundledSeries(
    String resource, String symbol, String timeframe, String zone, String about) {}
