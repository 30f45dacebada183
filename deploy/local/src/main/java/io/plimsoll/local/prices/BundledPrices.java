package io.plimsoll.local.prices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Real prices out of the resources of ta4j-examples: a week of Bitstamp's BTC-USD trades of 2013,
 * Apple's daily bars of 2013, two days of ETH-USD five-minute bars of 2023.
 */
public final class BundledPrices {
  /** BTC-USD trades, which become one-minute bars. */
  public static final BundledSeries BITCOIN =
      new BundledSeries(
          "bitstamp_trades_from_20131125_usd.csv",
          "BTC-USD",
          "1m",
          "UTC",
          "100,000 real trades of Bitstamp, 2013-11-25 to 2013-12-01");

  /** Apple's daily bars. */
  public static final BundledSeries APPLE =
      new BundledSeries(
          "appleinc_bars_from_20130101_usd.csv",
          "AAPL",
          "1d",
          "America/New_York",
          "real daily bars of 2013");

  /** ETH-USD five-minute bars. */
  public static final BundledSeries ETHER =
      new BundledSeries(
          "ETH-USD-PT5M-2023-3-13_2023-3-15.json",
          "ETH-USD",
          "5m",
          "UTC",
          "real five-minute bars of Binance US, 2023-03-13 to 2023-03-15");

  private static final long FIVE_MINUTES = 300_000;

  private BundledPrices() {}

  /** All of them. */
  public static List<BundledSeries> all() {
    return List.of(BITCOIN, APPLE, ETHER);
  }

  /** Writes a series as a CSV file into a folder. */
  public static Path extract(BundledSeries series, Path folder) throws IOException {
    Path file = folder.resolve(series.symbol() + "-" + series.timeframe() + ".csv");
    try (InputStream in = BundledPrices.class.getResourceAsStream("/prices/" + series.resource())) {
      if (in == null) {
        throw new IOException(series.resource() + ": not in the launcher's jar");
      }
      if (series.resource().endsWith(".json")) {
        Files.writeString(file, toCsv(new ObjectMapper().readTree(in)));
      } else {
        Files.write(file, in.readAllBytes());
      }
    }
    return file;
  }

  /** The bars' times are those of their last millisecond; ours are those of their opening. */
  private static String toCsv(JsonNode series) {
    StringBuilder csv = new StringBuilder("timestamp,open,high,low,close,volume\n");
    for (JsonNode bar : series.path("ohlc")) {
      long open = bar.path("endTime").asLong() + 1 - FIVE_MINUTES;
      csv.append(
          String.format(
              Locale.ROOT,
              "%s,%s,%s,%s,%s,%s%n",
              Instant.ofEpochMilli(open),
              bar.path("openPrice").asText(),
              bar.path("highPrice").asText(),
              bar.path("lowPrice").asText(),
              bar.path("closePrice").asText(),
              bar.path("volume").asText()));
    }
    return csv.toString();
  }
}
