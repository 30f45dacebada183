package io.plimsoll.batch.marketdata.core.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import blue.strategic.parquet.ParquetWriter;
import io.plimsoll.batch.marketdata.core.FileBytes;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.csv.CsvFault;
import io.plimsoll.kernel.csv.CsvOptions;
import io.plimsoll.kernel.csv.ParsedPrices;
import io.plimsoll.kernel.csv.ParsedPrices.Faulty;
import io.plimsoll.kernel.csv.ParsedPrices.ParsedBars;
import io.plimsoll.kernel.csv.ParsedPrices.ParsedTicks;
import io.plimsoll.kernel.csv.PriceCsv;
import io.plimsoll.kernel.csv.PriceDialect;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Timeframe;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files are written by pyarrow, by the script that lies beside them. */
class ParquetPricesTest {
  private static final CsvOptions NYSE = CsvOptions.of(Exchange.NYSE);
  private static final CsvOptions CRYPTO = CsvOptions.of(Exchange.CRYPTO);
  private static final long HEAP = 100_000_000;
  private static final String CSV =
      """
      date,open,high,low,close,volume
      2021-06-01,100.5,102,99.25,101,1200000
      2021-06-02,101.25,103,100,102.5,700000
      2021-06-03,102,102.75,100.5,101.7,800000
      2021-06-04,101.1,104.4,100.9,103.9,650001
      2021-06-07,103.3,105.5,102.2,104.1,912345
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "snappy-naive-millis",
        "zstd-utc-micros-v2",
        "gzip-date-decimal",
        "lz4-nanos-zoned",
        "plain-text-deltas",
        "text-delta-lengths",
        "int96",
        "decimal-integers",
        "epoch-seconds",
        "pandas-index",
      })
  void readsWhatACsvFileOfTheSameRowsWouldGive(String name) throws IOException {
    ParsedBars parsed = bars(name);

    assertThat(parsed.bars()).isEqualTo(csv(CSV, NYSE).bars());
    assertThat(parsed.dialect()).isEqualTo(PriceDialect.OHLCV);
  }

  @Test
  void leavesOutWhatIsNoPriceEvenIfItIsNested() throws IOException {
    ParsedBars parsed = bars("yahoo-nested");

    assertThat(parsed.bars()).isEqualTo(csv(CSV, NYSE).bars());
    assertThat(parsed.dialect()).isEqualTo(PriceDialect.YAHOO);
    assertThat(parsed.notes())
        .contains("column 'Adj Close' was not read", "column 'tags' was not read");
  }

  @Test
  void readsSplitsAndDividends() throws IOException {
    ParsedBars parsed = bars("zipline");

    assertThat(parsed.dialect()).isEqualTo(PriceDialect.ZIPLINE);
    assertThat(parsed.bars().splitFactor()).isEqualTo(Vec.of(1, 1, 1, 4, 1));
    assertThat(parsed.bars().dividend()).isEqualTo(Vec.of(0, 0.25, 0, 0, 0));
  }

  @Test
  void readsTrades() throws IOException {
    ParsedPrices parsed = read(resource("ticks"), CRYPTO);

    assertThat(parsed)
        .asInstanceOf(type(ParsedTicks.class))
        .satisfies(trades -> {
          assertThat(trades.ticks().prices()).isEqualTo(Vec.of(800, 802, 801, 805, 806));
          assertThat(trades.ticks().amounts()).isEqualTo(Vec.of(0.1, 0.2, 0.3, 1, 1));
          assertThat(trades.ticks().times().get(1)).isEqualTo(1_385_337_601_500L);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          null-cell      | 2 | close  | 'null' (expected: a number)
          null-time      | 2 | date   | 'null' (expected: a time)
          nan-cell       | 3 | low    | 'NaN' (expected: a number)
          high-below-low | 3 | high   | 100.0 (expected:
          missing-volume | 0 | schema | columns date,open,high,low,close (expected:
          twice          | 0 | schema | columns date,open,high,low,close,volume,Close (expected:
          nested-close   | 0 | close  | a nested column (expected: one value a row)
          boolean-close  | 0 | close  | BOOLEAN values (expected: numbers)
          brotli         | 0 | date   | codec BROTLI (expected: none, SNAPPY
          no-rows        | 0 | footer | no rows (expected: price rows)
          """)
  void saysWhatIsWrongAndWhere(String name, int row, String column, String message)
      throws IOException {
    List<CsvFault> faults = faults(resource(name), NYSE);

    assertThat(faults)
        .singleElement()
        .satisfies(fault -> {
          assertThat(fault.file()).isEqualTo("f.parquet");
          assertThat(fault.line()).isEqualTo(row);
          assertThat(fault.column()).isEqualTo(column);
          assertThat(fault.message()).startsWith(message);
        });
  }

  @Test
  void readsManyPagesAndGroupsOfAnotherWriter(@TempDir Path folder) throws IOException {
    MessageType schema =
        Types.buildMessage()
            .required(PrimitiveTypeName.INT64)
            .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS))
            .named("ts")
            .optional(PrimitiveTypeName.DOUBLE)
            .named("o")
            .optional(PrimitiveTypeName.DOUBLE)
            .named("h")
            .optional(PrimitiveTypeName.DOUBLE)
            .named("l")
            .optional(PrimitiveTypeName.DOUBLE)
            .named("c")
            .required(PrimitiveTypeName.INT32)
            .named("v")
            .named("bars");
    Path file = folder.resolve("minutes.parquet");
    List<Integer> rows = IntStream.range(0, 60_000).boxed().toList();
    try (ParquetWriter<Integer> writer =
        ParquetWriter.writeFile(
            schema,
            file.toFile(),
            (row, cells) -> {
              cells.write("ts", 1_600_000_020_000L + row * 60_000L);
              cells.write("o", 100 + row / 64.0);
              cells.write("h", 103 + row / 64.0);
              cells.write("l", 99 + row / 64.0);
              cells.write("c", 101 + row / 64.0 + row % 7 / 8.0);
              cells.write("v", row % 1000);
            })) {
      for (Integer row : rows) {
        writer.write(row);
      }
    }
    StringBuilder csv = new StringBuilder("ts,o,h,l,c,v\n");
    for (int row : rows) {
      double base = 100 + row / 64.0;
      csv.append(1_600_000_020_000L + row * 60_000L)
          .append(',')
          .append(base)
          .append(',')
          .append(base + 3)
          .append(',')
          .append(base - 1)
          .append(',')
          .append(base + 1 + row % 7 / 8.0)
          .append(',')
          .append(row % 1000)
          .append('\n');
    }

    ParsedPrices parsed = read(Files.readAllBytes(file), CRYPTO);

    assertThat(parsed)
        .asInstanceOf(type(ParsedBars.class))
        .satisfies(bars -> {
          assertThat(bars.bars().timeframe()).isEqualTo(Timeframe.ONE_MINUTE);
          assertThat(bars.bars()).isEqualTo(csv(csv.toString(), CRYPTO).bars());
        });
  }

  @Test
  void aLocalTimeIsInTheZoneThatWasSaid() throws IOException {
    CsvOptions options = CRYPTO.withZone(ZoneOffset.ofHours(2)).withTimeframe(Timeframe.ONE_HOUR);

    ParsedPrices local = read(resource("snappy-naive-millis"), options);
    ParsedPrices utc = read(resource("zstd-utc-micros-v2"), options);

    assertThat(local)
        .asInstanceOf(type(ParsedBars.class))
        .satisfies(
            bars -> assertThat(bars.bars().openTime(0)).isEqualTo(1_622_498_400_000L)); // 22:00Z
    assertThat(utc)
        .asInstanceOf(type(ParsedBars.class))
        .satisfies(
            bars -> assertThat(bars.bars().openTime(0)).isEqualTo(1_622_505_600_000L)); // 00:00Z
  }

  @Test
  void itDoesNotMatterInWhichPiecesTheFileCame() throws IOException {
    byte[] whole = resource("zstd-utc-micros-v2");
    List<byte[]> pieces = new ArrayList<>();
    for (int at = 0; at < whole.length; at += 7) {
      pieces.add(java.util.Arrays.copyOfRange(whole, at, Math.min(whole.length, at + 7)));
    }

    ParsedPrices parsed = ParquetPrices.read(FileBytes.of(pieces), "f.parquet", NYSE, HEAP);

    assertThat(parsed)
        .asInstanceOf(type(ParsedBars.class))
        .satisfies(bars -> assertThat(bars.bars()).isEqualTo(csv(CSV, NYSE).bars()));
  }

  private static ParsedBars bars(String name) throws IOException {
    return assertThat(read(resource(name), NYSE)).asInstanceOf(type(ParsedBars.class)).actual();
  }

  private static ParsedBars csv(String text, CsvOptions options) throws IOException {
    InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return assertThat(PriceCsv.read(in, "f.csv", options))
        .asInstanceOf(type(ParsedBars.class))
        .actual();
  }

  private static List<CsvFault> faults(byte[] file, CsvOptions options) {
    return assertThat(read(file, options)).asInstanceOf(type(Faulty.class)).actual().faults();
  }

  private static ParsedPrices read(byte[] file, CsvOptions options) {
    return ParquetPrices.read(FileBytes.of(file), "f.parquet", options, HEAP);
  }

  static byte[] resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            ParquetPricesTest.class.getResourceAsStream("/parquet/" + name + ".parquet"), name)) {
      return in.readAllBytes();
    }
  }
}
