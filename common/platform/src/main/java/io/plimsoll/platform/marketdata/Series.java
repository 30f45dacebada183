package io.plimsoll.platform.marketdata;

import java.time.Instant;

/**
 * The bars of one symbol and timeframe, as they are now.
 *
 * @param symbol the instrument
 * @param timeframe 1m, 5m, 15m, 1h or 1d
 * @param first when the first bar opens
 * @param last when the last bar opens
 * @param bars how many
 * @param snapshot the hash over the series' chunks
 */
public record Series(
    String symbol, String timeframe, Instant first, Instant last, long bars, String snapshot) {}
