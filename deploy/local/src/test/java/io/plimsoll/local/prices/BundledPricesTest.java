package io.plimsoll.local.prices;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.kernel.csv.CsvOptions;
import io.plimsoll.kernel.csv.ParsedPrices;
import io.plimsoll.kernel.csv.PriceCsv;
import io.plimsoll.kernel.market.Exchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundledPricesTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void bringsAHundredThousandTrades() throws IOException {
    List<String> lines = Files.readAllLines(BundledPrices.extract(BundledPrices.BITCOIN, folder));

    assertThat(lines).hasSize(100_001).startsWith("timestamp,price,amount");
    assertThat(lines.get(1)).isEqualTo("1385337600,800.010000000000,0.100000000000");
  }

  @Test
  void bringsAYearOfDailyBars() throws IOException {
    List<String> lines = Files.readAllLines(BundledPrices.extract(BundledPrices.APPLE, folder));

    assertThat(lines).hasSize(253).startsWith("date,open,high,low,close,volume");
  }

  @Test
  void tellsFiveMinuteBarsByTheirOpening() throws IOException {
    List<String> lines = Files.readAllLines(BundledPrices.extract(BundledPrices.ETHER, folder));

    assertThat(lines)
        .startsWith(
            "timestamp,open,high,low,close,volume",
            "2023-03-13T18:00:00Z,1673.58,1677.62,1672.44,1672.99,65.3033");
  }

  @Test
  void bringsFilesThatTheImporterReads() {
    assertThat(BundledPrices.all())
        .allSatisfy(series ->
            assertThat(
                    PriceCsv.read(
                        BundledPrices.extract(series, folder), CsvOptions.of(exchange(series))))
                .isNotInstanceOf(ParsedPrices.Faulty.class));
  }

  private static Exchange exchange(BundledSeries series) {
    return series.zone().equals("UTC") ? Exchange.CRYPTO : Exchange.NYSE;
  }
}
