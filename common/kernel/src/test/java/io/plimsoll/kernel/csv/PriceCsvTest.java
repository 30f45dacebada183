package io.plimsoll.kernel.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.csv.ParsedPrices.Faulty;
import io.plimsoll.kernel.csv.ParsedPrices.ParsedBars;
import io.plimsoll.kernel.csv.ParsedPrices.ParsedTicks;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.kernel.random.SeededStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceCsvTest {
  private static final CsvOptions NYSE = CsvOptions.of(Exchange.NYSE);
  private static final CsvOptions CRYPTO = CsvOptions.of(Exchange.CRYPTO);
  private static final String HEADER = "date,open,high,low,close,volume\n";

  @Test
  void readsYahooDaysAndSaysWhatItLeavesOut() {
    ParsedBars parsed =
        bars(
            """
            Date,Open,High,Low,Close,Adj Close,Volume
            2013-07-02,100.5,102,99.25,101,95.1,1200000
            2013-07-03,101,103,100,102.5,96.5,700000
            2013-07-05,102,104,101,103,97,800000
            """,
            NYSE);

    assertThat(parsed.dialect()).isEqualTo(PriceDialect.YAHOO);
    assertThat(parsed.notes()).first().asString().contains("Adj Close");
    assertThat(parsed.bars().timeframe()).isEqualTo(Timeframe.ONE_DAY);
    assertThat(parsed.bars().open()).isEqualTo(Vec.of(100.5, 101, 102));
    assertThat(parsed.bars().close()).isEqualTo(Vec.of(101, 102.5, 103));
    assertThat(parsed.bars().volume()).isEqualTo(Vec.of(1_200_000, 700_000, 800_000));
    assertThat(opens(parsed)).first().isEqualTo(Instant.parse("2013-07-02T13:30:00Z"));
    assertThat(Instant.ofEpochMilli(parsed.bars().availableAt(1)))
        .isEqualTo(Instant.parse("2013-07-03T17:00:00Z"));
  }

  @Test
  void readsLeanDaysAndScalesThem() {
    ParsedBars parsed =
        bars(
            """
            20131001 00:00,1000000,1020000,990000,1010000,42
            20131002 00:00,1010000,1010000,1005000,1007500,43
            """,
            NYSE);

    assertThat(parsed.dialect()).isEqualTo(PriceDialect.LEAN);
    assertThat(parsed.bars().timeframe()).isEqualTo(Timeframe.ONE_DAY);
    assertThat(parsed.bars().close()).isEqualTo(Vec.of(101, 100.75));
    assertThat(parsed.bars().volume()).isEqualTo(Vec.of(42, 43));
  }

  @Test
  void readsLeanMinutesOfAGivenDate() {
    ParsedBars parsed =
        bars(
            """
            34200000,1000000,1020000,990000,1010000,42
            34260000,1010000,1010000,1005000,1007500,43
            """,
            NYSE.withDate(LocalDate.of(2013, 10, 7)));

    assertThat(parsed.bars().timeframe()).isEqualTo(Timeframe.ONE_MINUTE);
    assertThat(opens(parsed))
        .containsExactly(
            Instant.parse("2013-10-07T13:30:00Z"), Instant.parse("2013-10-07T13:31:00Z"));
  }

  @Test
  void doesNotScaleLeanCoins() {
    ParsedBars parsed = bars("20210102 00:00,29000.5,30000,28000,29500,1.5\n", CRYPTO);

    assertThat(parsed.bars().open()).isEqualTo(Vec.of(29_000.5));
  }

  @Test
  void asksForTheDateOfLeanMinutes() {
    assertThat(faults("34200000,1000000,1020000,990000,1010000,42\n", NYSE))
        .singleElement()
        .satisfies(fault -> assertThat(fault.message()).contains("maybe give the date"));
  }

  @Test
  void refusesLeanMinutesBeyondTheDay() {
    assertThat(faults("86400000,1,1,1,1,1\n", NYSE.withDate(LocalDate.of(2013, 10, 7))))
        .containsExactly(
            new CsvFault("f.csv", 1, "time", "'86400000' (expected: milliseconds since midnight)"));
  }

  @Test
  void readsZiplineWithSplitsAndDividends() {
    ParsedBars parsed =
        bars(
            """
            date,open,high,low,close,volume,dividend,split
            2014-06-06,649.9,651.26,644.47,645.57,12497800,0.0,1.0
            2014-06-09,92.7,93.88,91.75,93.7,75415000,0.0,7.0
            2014-08-07,94.93,95.95,94.1,94.48,46711000,0.47,1.0
            """,
            NYSE);

    assertThat(parsed.dialect()).isEqualTo(PriceDialect.ZIPLINE);
    assertThat(parsed.bars().splitFactor()).isEqualTo(Vec.of(1, 7, 1));
    assertThat(parsed.bars().dividend()).isEqualTo(Vec.of(0, 0, 0.47));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "timestamp,price,amount\n", "ts,price,amount\n"})
  void readsTradesWithOrWithoutHeader(String header) {
    ParsedPrices parsed =
        read(header + "1385337600,800.01,0.1\n1385337600,800.05,0.25\n1385337613,801,2\n", CRYPTO);

    assertThat(parsed)
        .asInstanceOf(type(ParsedTicks.class))
        .satisfies(ticks -> {
          assertThat(ticks.ticks().times().get(2)).isEqualTo(1_385_337_613_000L);
          assertThat(ticks.ticks().prices()).isEqualTo(Vec.of(800.01, 800.05, 801));
          assertThat(ticks.ticks().amounts()).isEqualTo(Vec.of(0.1, 0.25, 2));
        });
  }

  @Test
  void saysWhichTradesAreWrong() {
    assertThat(faults("timestamp,price,amount\n1385337600,0,1\n1385337599,1,-1\n", CRYPTO))
        .containsExactly(
            new CsvFault("f.csv", 2, "price", "0.0 (expected: finite, > 0)"),
            new CsvFault(
                "f.csv",
                3,
                "timestamp",
                "earlier than the line before (expected: times that rise)"),
            new CsvFault("f.csv", 3, "amount", "-1.0 (expected: finite, >= 0)"));
  }

  @Test
  void readsPlainBarsInAnyColumnOrderAndCase() {
    ParsedBars parsed =
        bars(
            """
            Symbol,Volume,CLOSE,Low,High,Open,DateTime
            AAPL,5,10,9,11,9.5,2021-03-12 09:30
            AAPL,6,11,10,12,10,2021-03-12 09:35
            """,
            NYSE);

    assertThat(parsed.dialect()).isEqualTo(PriceDialect.OHLCV);
    assertThat(parsed.bars().timeframe()).isEqualTo(Timeframe.FIVE_MINUTES);
    assertThat(parsed.bars().open()).isEqualTo(Vec.of(9.5, 10));
    assertThat(parsed.bars().high()).isEqualTo(Vec.of(11, 12));
    assertThat(parsed.notes()).containsExactly("column 'Symbol' was not read");
    assertThat(opens(parsed)).first().isEqualTo(Instant.parse("2021-03-12T14:30:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "2021-06-01T10:00:00Z, 2021-06-01T10:00:00Z",
    "2021-06-01T10:00:00.25Z, 2021-06-01T10:00:00.250Z",
    "2021-06-01T10:00:00.123456789Z, 2021-06-01T10:00:00.123Z",
    "2021-06-01 10:00+02:00, 2021-06-01T08:00:00Z",
    "2021-06-01 10:00:00 -0330, 2021-06-01T13:30:00Z",
    "2021-06-01 10:00 +02, 2021-06-01T08:00:00Z",
    "2021-06-01 10:00 UTC, 2021-06-01T10:00:00Z",
    "2021/06/01 10:00, 2021-06-01T10:00:00Z",
    "20210601 10:00, 2021-06-01T10:00:00Z",
    "1622541600, 2021-06-01T10:00:00Z",
    "1622541600.5, 2021-06-01T10:00:00.500Z",
    "1622541600000, 2021-06-01T10:00:00Z",
  })
  void readsTimesInManyForms(String text, String instant) {
    ParsedBars parsed =
        bars(HEADER + text + ",1,1,1,1,1\n", CRYPTO.withTimeframe(Timeframe.ONE_MINUTE));

    assertThat(opens(parsed)).containsExactly(Instant.parse(instant));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "2021",
        "2021-6-1",
        "2021-13-01",
        "2021-02-29",
        "2021-ab-01",
        "2021-06-ab",
        "20210x01",
        "2021-06/01",
        "2021-06-01T",
        "2021-06-01T1",
        "2021-06-01T24:00",
        "2021-06-01T10:60",
        "2021-06-01T10:00:61",
        "2021-06-01T10:00:00.",
        "2021-06-01T10:00:00.1234567890",
        "2021-06-01T10x00",
        "2021-06-01T10:0x",
        "2021-06-01T10:00 EST",
        "2021-06-01T10:00+19:00",
        "2021-06-01T10:00+1",
        "2021-06-01T10:00+01:0",
        "2021-06-01T10:00+01:000",
        "2021-06-01T10:00Zulu",
        "1622541600x",
        "1622541600.x",
        "1622541600000.5",
        "123456789012345"
      })
  void refusesOtherTimes(String text) {
    assertThat(faults(HEADER + text + ",1,1,1,1,1\n", CRYPTO))
        .containsExactly(
            new CsvFault("f.csv", 2, "date", "'" + text + "' (expected: " + CsvMoment.FORMS + ")"));
  }

  @Test
  void putsALocalTimeInTheZoneOfTheOptions() {
    ParsedBars parsed =
        bars(
            HEADER + "2021-06-01 10:00,1,1,1,1,1\n2021-06-01 11:00,1,1,1,1,1\n",
            CRYPTO.withZone(ZoneId.of("Europe/Berlin")));

    assertThat(parsed.bars().timeframe()).isEqualTo(Timeframe.ONE_HOUR);
    assertThat(opens(parsed)).first().isEqualTo(Instant.parse("2021-06-01T08:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2021-03-28 02:30", "2021-10-31 02:30"})
  void refusesALocalTimeThatIsNeverOrTwice(String text) {
    CsvOptions berlin = CRYPTO.withZone(ZoneId.of("Europe/Berlin"));

    assertThat(faults(HEADER + text + ",1,1,1,1,1\n", berlin.withTimeframe(Timeframe.ONE_HOUR)))
        .singleElement()
        .satisfies(fault -> assertThat(fault.message()).contains("maybe add an offset"));
  }

  @Test
  void takesAnInstantAtMidnightUtcForItsDate() {
    ParsedBars parsed = bars(HEADER + "2021-06-01T00:00:00Z,1,1,1,1,1\n", daily(NYSE));

    assertThat(parsed.bars().sessionDate(0)).isEqualTo(LocalDate.of(2021, 6, 1));
  }

  @Test
  void takesAnotherInstantForItsDateAtTheExchange() {
    ParsedBars parsed = bars(HEADER + "2021-06-02T01:00:00Z,1,1,1,1,1\n", daily(NYSE));

    assertThat(parsed.bars().sessionDate(0)).isEqualTo(LocalDate.of(2021, 6, 1));
  }

  @Test
  void readsDaysAcrossAClockChange() {
    ParsedBars parsed =
        bars(
            HEADER
                + "2021-03-12 00:00,1,1,1,1,1\n2021-03-15 00:00,1,1,1,1,1\n"
                + "2021-03-16 00:00,1,1,1,1,1\n",
            NYSE);

    assertThat(opens(parsed))
        .containsExactly(
            Instant.parse("2021-03-12T14:30:00Z"),
            Instant.parse("2021-03-15T13:30:00Z"),
            Instant.parse("2021-03-16T13:30:00Z"));
  }

  @Test
  void readsQuotesByteOrderMarkAndBothLineEnds() {
    String text =
        "\uFEFF\"date\",\"open\",high,low,close,\"vol\"\"ume\",volume\r\n"
            + "\r\n"
            + "\"2021-06-01\", 1.5 ,2,1,\"1.75\",\"a,b\",7\r"
            + "2021-06-02,1,1,1,1,,0";

    ParsedBars parsed = bars(text, NYSE);

    assertThat(parsed.bars().open()).isEqualTo(Vec.of(1.5, 1));
    assertThat(parsed.bars().volume()).isEqualTo(Vec.of(7, 0));
    assertThat(parsed.notes()).containsExactly("column 'vol\"ume' was not read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN",
        "Infinity",
        "",
        "null",
        "abc",
        "1,5",
        "1.2.3",
        "0x10",
        "1d",
        "1e",
        "-",
        "."
      })
  void refusesWhatIsNotANumber(String text) {
    assertThat(faults(HEADER + "2021-06-01,1,1,1,\"" + text + "\",1\n", NYSE))
        .containsExactly(new CsvFault("f.csv", 2, "close", "'" + text + "' (expected: a number)"));
  }

  @ParameterizedTest
  @CsvSource({
    "1.5, 1.5",
    "+1.5, 1.5",
    "0001.50, 1.5",
    ".5, 0.5",
    "5., 5",
    "1e2, 100",
    "1.5E-3, 0.0015",
    "123456789012345678, 123456789012345678",
    "0.1234567890123456789, 0.1234567890123456789",
    "0.00000000000000000000000001, 1e-26",
  })
  void readsNumbersCorrectlyRounded(String text, double expected) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);

    assertThat(CsvNumber.parse(bytes, 0, bytes.length)).isEqualTo(expected);
  }

  @Test
  void readsAnyDecimalAsJavaDoes() {
    SeededStream random = SeededStream.of(7);
    for (int i = 0; i < 20_000; i++) {
      String text =
          Long.toString(random.nextInt(1_000_000_000)) + "." + random.nextInt(2_000_000_000);
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);

      assertThat(CsvNumber.parse(bytes, 0, bytes.length)).isEqualTo(Double.parseDouble(text));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0,2,1,1,1 | open | 0.0 (expected: finite, > 0)",
        "1,1e999,1,1,1 | high | Infinity (expected: finite, > 0)",
        "1,2,-1,1,1 | low | -1.0 (expected: finite, > 0)",
        "1,2,1,0,1 | close | 0.0 (expected: finite, > 0)",
        "1,1.5,1,2,1 | high | 1.5 (expected: >= open and close, 2.0)",
        "1,2,1.5,2,1 | low | 1.5 (expected: <= open and close, 1.0)",
        "1,2,1,2,-1 | volume | -1.0 (expected: finite, >= 0)",
      })
  void saysWhichPriceBreaksARule(String row, String column, String message) {
    assertThat(faults(HEADER + "2021-06-01," + row + "\n", NYSE))
        .containsExactly(new CsvFault("f.csv", 2, column, message));
  }

  @Test
  void refusesASplitOfZero() {
    String text = "date,open,high,low,close,volume,dividend,split\n2021-06-01,1,1,1,1,1,0,0\n";

    assertThat(faults(text, NYSE))
        .containsExactly(new CsvFault("f.csv", 2, "split", "0.0 (expected: finite, > 0)"));
  }

  @Test
  void refusesDatesOutOfOrderAndTwice() {
    String rows =
        "2021-06-02,1,1,1,1,1\n2021-06-01,1,1,1,1,1\n2021-06-03,1,1,1,1,1\n2021-06-03,1,1,1,1,1\n";

    assertThat(faults(HEADER + rows, NYSE))
        .extracting(CsvFault::line, CsvFault::column)
        .containsExactly(tuple(3, "date"), tuple(5, "date"));
  }

  @ParameterizedTest
  @CsvSource({
    "2021-07-05, 2021-07-05 (expected: a trading day of NYSE)",
    "2021-07-04, 2021-07-04 (expected: a trading day of NYSE)",
    "1989-12-29, 1989-12-29 (expected: from 1990-01-01 to 2100-12-31)",
    "2101-01-03, 2101-01-03 (expected: from 1990-01-01 to 2100-12-31)",
  })
  void refusesADateWithoutASession(String date, String message) {
    assertThat(faults(HEADER + date + ",1,1,1,1,1\n", NYSE))
        .containsExactly(new CsvFault("f.csv", 2, "date", message));
  }

  @Test
  void refusesRowsOfAnotherWidth() {
    assertThat(faults(HEADER + "2021-06-01,1,1,1,1\n", NYSE))
        .containsExactly(new CsvFault("f.csv", 2, "line", "5 fields (expected: 6)"));
  }

  @Test
  void refusesADateAloneAmongMinutes() {
    assertThat(
            faults(HEADER + "2021-06-01,1,1,1,1,1\n", CRYPTO.withTimeframe(Timeframe.ONE_MINUTE)))
        .containsExactly(
            new CsvFault(
                "f.csv", 2, "date", "a date without a time (expected: a time, for 1m bars)"));
  }

  @ParameterizedTest
  @CsvSource({
    "2021-06-01 10:00, 2021-06-01 10:30, rows 1800 s apart",
    "2021-06-01, 2021-06-08, rows 604800 s apart",
  })
  void asksForATimeframeItDoesNotKnow(String first, String second, String found) {
    String rows = first + ",1,1,1,1,1\n" + second + ",1,1,1,1,1\n";

    assertThat(faults(HEADER + rows, CRYPTO))
        .containsExactly(
            new CsvFault(
                "f.csv",
                2,
                "date",
                found + " (expected: 1m, 5m, 15m, 1h or 1d; maybe give the timeframe)"));
  }

  @Test
  void asksForTheTimeframeOfOneRow() {
    assertThat(faults(HEADER + "2021-06-01 10:00,1,1,1,1,1\n", CRYPTO))
        .singleElement()
        .satisfies(fault -> assertThat(fault.message()).startsWith("one row"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b,c\n1,2,3\n",
        "date,open,high,low,close\n2021-06-01,1,1,1,1\n",
        "open,high,low,close,volume\n1,1,1,1,1\n",
        "date,open,open,high,low,close,volume\n",
        "date,price\n",
        "1,2\n",
        ",,\n",
        "{\"json\": true}\n"
      })
  void saysWhatItExpectsOfAHeader(String text) {
    assertThat(faults(text, NYSE))
        .singleElement()
        .satisfies(fault -> {
          assertThat(fault.line()).isEqualTo(1);
          assertThat(fault.message()).contains("expected: a header with a time and");
        });
  }

  @ParameterizedTest
  @CsvSource({"'', nothing", "'\n\n', nothing", "'date,open,high,low,close,volume\n', a header"})
  void refusesAFileWithoutRows(String text, String found) {
    assertThat(faults(text, NYSE))
        .singleElement()
        .satisfies(fault -> assertThat(fault.message()).startsWith(found));
  }

  @Test
  void refusesBinaryRubbish() {
    byte[] rubbish = new byte[100_000];
    SeededStream random = SeededStream.of(1);
    for (int i = 0; i < rubbish.length; i++) {
      rubbish[i] = (byte) random.nextInt(256);
    }

    ParsedPrices parsed = read(rubbish, NYSE);

    assertThat(parsed)
        .asInstanceOf(type(Faulty.class))
        .satisfies(faulty -> assertThat(faulty.faults()).hasSizeBetween(1, 100));
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.writeBytes(
        (HEADER + "2021-06-01,1,1,1,1,1\n2021-06-02,").getBytes(StandardCharsets.UTF_8));
    text.writeBytes(new byte[] {(byte) 0xC3, (byte) 0x28});
    text.writeBytes(",1,1,1,1\n".getBytes(StandardCharsets.UTF_8));

    assertThat(read(text.toByteArray(), NYSE))
        .isEqualTo(
            new Faulty(
                List.of(
                    new CsvFault(
                        "f.csv", 3, "line", "bytes that are not UTF-8 (expected: UTF-8 text)"))));
  }

  @Test
  void keepsWellFormedUtf8() {
    String text = "date,open,high,low,close,volume,näme\n2021-06-01,1,1,1,1,1,Ä€😀\n";

    assertThat(bars(text, NYSE).notes()).containsExactly("column 'näme' was not read");
  }

  @ParameterizedTest
  @CsvSource({
    "'2021-06-01,\"1,1,1,1,1', a quote that is not closed",
    "'2021-06-01,\"1\"x,1,1,1,1', a quote that is not closed",
    "'2021-06-01,\u0000,1,1,1,1', byte 0x00 at 12",
    "'2021-06-01,\u007f,1,1,1,1', byte 0x7f at 12",
  })
  void saysWhatIsWrongWithALine(String line, String found) {
    assertThat(faults(HEADER + line + "\n", NYSE))
        .singleElement()
        .satisfies(fault -> assertThat(fault.message()).startsWith(found));
  }

  @Test
  void refusesOverlongLinesAndTooManyFields() {
    String rows = "9".repeat(20_000) + "\n" + ",".repeat(70) + "\n" + "2021-06-01,1,1,1,1,1\n";

    assertThat(faults(HEADER + rows, NYSE))
        .extracting(CsvFault::message)
        .containsExactly(
            "more than 16384 bytes (expected: a line of a price file)",
            "more than 64 fields (expected: a line of a price file)");
  }

  @Test
  void stopsAtAHundredFaults() {
    assertThat(faults(HEADER + "x,1,1,1,1,1\n".repeat(1_000), NYSE)).hasSize(100);
  }

  @Test
  void doesNotRepeatLongOrUnprintableValues() {
    assertThat(faults(HEADER + "\t" + "x".repeat(500) + ",1,1,1,1,1\n", NYSE))
        .singleElement()
        .satisfies(fault -> {
          assertThat(fault.message()).contains("xxx...'").doesNotContain("\t");
          assertThat(fault.message()).hasSizeLessThan(250);
          assertThat(fault.sentence()).startsWith("f.csv line 2, date: '");
        });
  }

  @Test
  void readsAFileByPath(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("aapl.csv");
    Files.writeString(file, HEADER + "2021-06-01,1,1,1,1,x\n");

    ParsedPrices parsed = PriceCsv.read(file, NYSE);

    assertThat(parsed)
        .isEqualTo(
            new Faulty(List.of(new CsvFault("aapl.csv", 2, "volume", "'x' (expected: a number)"))));
  }

  @Test
  void neverThrowsWhateverIsChangedInAGoodFile() {
    byte[] good =
        (HEADER + "2021-06-01,1,2,1,1.5,7\n2021-06-02,1.5,2,1,2,8\n\"2021-06-03\",2,2,2,2,9\n")
            .getBytes(StandardCharsets.UTF_8);
    for (int seed = 0; seed < 5_000; seed++) {
      SeededStream random = SeededStream.of(seed);
      byte[] changed = good.clone();
      for (int k = 0; k <= random.nextInt(4); k++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }

      assertThat(read(changed, NYSE)).isNotNull();
    }
  }

  private static CsvOptions daily(CsvOptions options) {
    return options.withTimeframe(Timeframe.ONE_DAY);
  }

  private static List<Instant> opens(ParsedBars parsed) {
    return Arrays.stream(parsed.bars().openTimes().toArray())
        .mapToObj(Instant::ofEpochMilli)
        .toList();
  }

  private static ParsedBars bars(String text, CsvOptions options) {
    return assertThat(read(text, options)).asInstanceOf(type(ParsedBars.class)).actual();
  }

  private static List<CsvFault> faults(String text, CsvOptions options) {
    return assertThat(read(text, options)).asInstanceOf(type(Faulty.class)).actual().faults();
  }

  private static ParsedPrices read(String text, CsvOptions options) {
    return read(text.getBytes(StandardCharsets.UTF_8), options);
  }

  private static ParsedPrices read(byte[] bytes, CsvOptions options) {
    try {
      return PriceCsv.read(new ByteArrayInputStream(bytes), "f.csv", options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
