package io.plimsoll.kernel.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.kernel.array.LongVec;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.BarColumns.Prices;
import io.plimsoll.kernel.random.SeededStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarsTest {
  private static final long T0 = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();
  private static final long MINUTE = 60_000;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NaN,2,1,1,1,1,0 | open[1]: NaN (expected: finite, > 0)",
        "0,2,1,1,1,1,0 | open[1]: 0.0 (expected: finite, > 0)",
        "1,Infinity,1,1,1,1,0 | high[1]: Infinity (expected: finite, > 0)",
        "1,2,-1,1,1,1,0 | low[1]: -1.0 (expected: finite, > 0)",
        "1,2,1,NaN,1,1,0 | close[1]: NaN (expected: finite, > 0)",
        "1,2,1.5,2,1,1,0 | low[1]: 1.5 (expected: <= open and close, 1.0)",
        "2,1.5,1,1,1,1,0 | high[1]: 1.5 (expected: >= open and close, 2.0)",
        "1,2,1,1,-1,1,0 | volume[1]: -1.0 (expected: finite, >= 0)",
        "1,2,1,1,NaN,1,0 | volume[1]: NaN (expected: finite, >= 0)",
        "1,2,1,1,1,0,0 | split_factor[1]: 0.0 (expected: finite, > 0)",
        "1,2,1,1,1,NaN,0 | split_factor[1]: NaN (expected: finite, > 0)",
        "1,2,1,1,1,1,-0.1 | dividend[1]: -0.1 (expected: finite, >= 0)",
        "1,2,1,1,1,1,Infinity | dividend[1]: Infinity (expected: finite, >= 0)",
        "1,2,1,1,1,2,0.75 | dividend[1]: 0.75 (expected: below the close before it, 0.75)",
      })
  void refusesABarThatBreaksARule(String row, String message) {
    double[] v = List.of(row.split(",")).stream().mapToDouble(Double::parseDouble).toArray();
    BarsBuilder builder =
        minutes()
            .add(T0, 1, 2, 1, 1.5, 1)
            .add(T0 + MINUTE, v[0], v[1], v[2], v[3], v[4])
            .withActions(v[5], v[6]);

    assertThatExceptionOfType(InvalidBarsException.class)
        .isThrownBy(builder::build)
        .withMessage(message)
        .satisfies(e -> assertThat(e.fault().index()).isEqualTo(1));
  }

  @ParameterizedTest
  @CsvSource({"0", "-60000", "59999"})
  void refusesATimeLessThanABarLater(long step) {
    BarsBuilder builder = minutes().add(T0, 1, 1, 1, 1, 1).add(T0 + step, 1, 1, 1, 1, 1);

    assertThatExceptionOfType(InvalidBarsException.class)
        .isThrownBy(builder::build)
        .withMessageStartingWith("open_time[1]: ")
        .withMessageEndingWith("(expected: at least one bar (1m) after 2024-01-01T00:00:00Z)");
  }

  @ParameterizedTest
  @CsvSource({"1989-12-31T23:59:00Z", "2101-01-01T00:00:00Z"})
  void refusesATimeThatNoCalendarKnows(Instant time) {
    BarsBuilder builder = minutes().add(time.toEpochMilli(), 1, 1, 1, 1, 1);

    assertThatExceptionOfType(InvalidBarsException.class)
        .isThrownBy(builder::build)
        .withMessage("open_time[0]: %s (expected: from 1990-01-01 to 2100-12-31)", time);
  }

  @ParameterizedTest
  @CsvSource({
    "NYSE, 2024-07-05T00:00:00Z",
    "NYSE, 2024-07-05T14:30:00Z",
    "NYSE, 2024-07-04T13:30:00Z",
    "CRYPTO, 2024-07-05T13:30:00Z",
  })
  void refusesADayBarThatDoesNotOpenWithItsSession(Exchange exchange, Instant time) {
    BarsBuilder builder =
        Bars.builder(Timeframe.ONE_DAY, exchange).add(time.toEpochMilli(), 1, 1, 1, 1, 1);

    assertThatExceptionOfType(InvalidBarsException.class)
        .isThrownBy(builder::build)
        .withMessage("open_time[0]: %s (expected: the open of a session of %s)", time, exchange);
  }

  @Test
  void refusesColumnsOfDifferentSizes() {
    Vec one = Vec.of(1);

    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            BarColumns.plain(LongVec.of(T0), new Prices(one, one, Vec.of(1, 2), one), Vec.of(1)))
        .withMessage("low: 2 rows (expected: 1, as many as open_times)");
  }

  @Test
  void listsTheFirstFaultOfEachBadRow() {
    Vec bad = Vec.of(1, Double.NaN, 1, -1);
    Vec good = Vec.of(1, 1, 1, 1);
    BarColumns columns =
        BarColumns.plain(
            LongVec.of(T0, T0 + MINUTE, T0 + 2 * MINUTE, T0 + 3 * MINUTE),
            new Prices(good, good, good, bad),
            bad);

    assertThat(Bars.faults(Timeframe.ONE_MINUTE, Exchange.CRYPTO, columns, 10))
        .extracting(BarFault::message)
        .containsExactly(
            "close[1]: NaN (expected: finite, > 0)", "close[3]: -1.0 (expected: finite, > 0)");
    assertThat(Bars.faults(Timeframe.ONE_MINUTE, Exchange.CRYPTO, columns, 1)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "1m, CRYPTO, 2024-01-01T10:00:00Z, 2024-01-01T10:01:00Z",
    "1d, CRYPTO, 2024-01-01T00:00:00Z, 2024-01-02T00:00:00Z",
    "1d, NYSE, 2024-07-02T13:30:00Z, 2024-07-02T20:00:00Z",
    "1d, NYSE, 2024-07-03T13:30:00Z, 2024-07-03T17:00:00Z",
    "1h, NYSE, 2024-07-02T18:30:00Z, 2024-07-02T19:30:00Z",
    "1h, NYSE, 2024-07-02T19:30:00Z, 2024-07-02T20:00:00Z",
    "1h, NYSE, 2024-07-03T16:30:00Z, 2024-07-03T17:00:00Z",
    "1h, NYSE, 2024-07-02T12:30:00Z, 2024-07-02T13:30:00Z", // before the session
    "1h, NYSE, 2024-07-02T20:00:00Z, 2024-07-02T21:00:00Z", // after it
  })
  void isKnownAtItsClose(String timeframe, Exchange exchange, Instant open, Instant known) {
    Bars bars =
        Bars.builder(Timeframe.parse(timeframe), exchange)
            .add(open.toEpochMilli(), 1, 1, 1, 1, 1)
            .build();

    assertThat(Instant.ofEpochMilli(bars.availableAt(0))).isEqualTo(known);
  }

  @Test
  void keepsOnlyWhatWasKnown() {
    Bars bars =
        Bars.builder(Timeframe.ONE_DAY, Exchange.NYSE)
            .add(LocalDate.of(2024, 7, 2), 1, 2, 1, 2, 10)
            .add(LocalDate.of(2024, 7, 3), 2, 3, 2, 3, 20)
            .add(LocalDate.of(2024, 7, 5), 3, 4, 3, 4, 30)
            .build();

    assertThat(bars.upTo(Instant.parse("2024-07-02T19:59:59.999Z")).size()).isZero();
    assertThat(bars.upTo(Instant.parse("2024-07-02T20:00:00Z")).close()).isEqualTo(Vec.of(2));
    assertThat(bars.upTo(Instant.parse("2024-07-03T17:00:00Z")).close()).isEqualTo(Vec.of(2, 3));
    assertThat(bars.upTo(Instant.parse("2030-01-01T00:00:00Z"))).isSameAs(bars);
    assertThat(bars.sessionDate(1)).isEqualTo(LocalDate.of(2024, 7, 3));
    assertThat(bars.indexFrom(bars.openTime(1))).isEqualTo(1);
    assertThat(bars.indexFrom(bars.openTime(1) + 1)).isEqualTo(2);
  }

  @Test
  void datesIntradayBarsAtTheExchange() {
    long evening = Instant.parse("2024-07-03T01:00:00Z").toEpochMilli();

    assertThat(
            Bars.builder(Timeframe.ONE_HOUR, Exchange.NYSE)
                .add(evening, 1, 1, 1, 1, 1)
                .build()
                .sessionDate(0))
        .isEqualTo(LocalDate.of(2024, 7, 2));
  }

  /** Apple, 2014: seven for one on 9 June, 0.47 ex on 7 August; factors worked by hand. */
  @Test
  void adjustsForSplitsAndDividendsAsOfTheLastBar() {
    Bars raw =
        Bars.builder(Timeframe.ONE_DAY, Exchange.NYSE)
            .add(LocalDate.of(2014, 6, 6), 649.90, 651.26, 644.47, 645.57, 12_497_800)
            .add(LocalDate.of(2014, 6, 9), 92.70, 93.88, 91.75, 93.70, 75_415_000)
            .withActions(7, 0)
            .add(LocalDate.of(2014, 8, 6), 94.75, 95.48, 94.71, 94.96, 38_558_000)
            .add(LocalDate.of(2014, 8, 7), 94.93, 95.95, 94.10, 94.48, 46_711_000)
            .withActions(1, 0.47)
            .build();

    Bars adjusted = raw.adjusted();

    double dividendFactor = 1 - 0.47 / 94.96;
    assertThat(adjusted.close().get(0)).isEqualTo(645.57 / 7 * dividendFactor, within(1e-12));
    assertThat(adjusted.close().get(1)).isEqualTo(93.70 * dividendFactor, within(1e-12));
    assertThat(adjusted.close().get(3)).isEqualTo(94.48);
    assertThat(adjusted.volume()).isEqualTo(Vec.of(87_484_600, 75_415_000, 38_558_000, 46_711_000));
    assertThat(adjusted.hasActions()).isFalse();
    assertThat(adjusted.adjusted()).isSameAs(adjusted);
  }

  @Test
  void countsADividendOnTheDayOfASplitInNewUnits() {
    Bars raw =
        minutes()
            .add(T0, 100, 100, 100, 100, 10)
            .add(T0 + MINUTE, 49, 49, 49, 49, 20)
            .withActions(2, 1)
            .build();

    assertThat(raw.adjusted().close()).isEqualTo(Vec.of(100 / 2.0 * (1 - 1 * 2 / 100.0), 49));
  }

  @Test
  void usesNoActionFromAfterTheLastBar() {
    for (int seed = 0; seed < 100; seed++) {
      Bars all = random(SeededStream.of(seed), 40);
      Bars known = all.slice(0, 25);
      Bars later = all.adjusted().slice(0, 25);

      // a later action scales all known prices alike: returns do not change
      for (int i = 1; i < 25; i++) {
        assertThat(later.close().get(i) / later.close().get(i - 1))
            .isEqualTo(
                known.adjusted().close().get(i) / known.adjusted().close().get(i - 1),
                within(1e-12));
      }
      assertThat(known.adjusted().close().get(24)).isEqualTo(known.close().get(24));
    }
  }

  @Test
  void joinsWhatWasCutApart() {
    Bars all = random(SeededStream.of(3), 100);

    assertThat(Bars.concat(List.of(all.slice(0, 30), all.slice(30, 31), all.slice(31, 100))))
        .isEqualTo(all)
        .hasSameHashCodeAs(all);
  }

  @Test
  void doesNotJoinWhatDoesNotBelongTogether() {
    Bars minutes = minutes().add(T0, 1, 1, 1, 1, 1).build();
    Bars hours = Bars.builder(Timeframe.ONE_HOUR, Exchange.CRYPTO).add(T0, 1, 1, 1, 1, 1).build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bars.concat(List.of(minutes, hours)))
        .withMessageContaining("1h CRYPTO beside 1m CRYPTO");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bars.concat(List.of(minutes, minutes)))
        .withMessageStartingWith("open_time[1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bars.concat(List.of()))
        .withMessageStartingWith("parts: none");
  }

  @Test
  void comparesByValue() {
    Bars bars = minutes().add(T0, 1, 1, 1, 1, 1).build();

    assertThat(bars).isEqualTo(minutes().add(T0, 1, 1, 1, 1, 1).build());
    assertThat(bars).isNotEqualTo(minutes().add(T0, 1, 1, 1, 1, 2).build());
    assertThat(bars)
        .isNotEqualTo(
            Bars.builder(Timeframe.ONE_MINUTE, Exchange.NYSE).add(T0, 1, 1, 1, 1, 1).build());
    assertThat(bars)
        .isNotEqualTo(
            Bars.builder(Timeframe.ONE_HOUR, Exchange.CRYPTO).add(T0, 1, 1, 1, 1, 1).build());
    assertThat(bars).isNotEqualTo("bars");
    assertThat(bars).hasToString("Bars(1 x 1m CRYPTO from 2024-01-01T00:00Z to 2024-01-01T00:00Z)");
    assertThat(Bars.empty(Timeframe.ONE_DAY, Exchange.NYSE)).hasToString("Bars(0 x 1d NYSE)");
  }

  @Test
  void buildsAMillionRows() {
    BarsBuilder builder = minutes().expecting(1_000_000).expecting(10);
    for (int i = 0; i < 1_000_000; i++) {
      builder.add(T0 + i * MINUTE, 1, 2, 1, 2, i);
    }

    Bars bars = builder.build();

    assertThat(builder.size()).isEqualTo(1_000_000);
    assertThat(bars.volume().get(999_999)).isEqualTo(999_999);
    assertThat(bars.countKnownAt(T0 + 500_000 * MINUTE)).isEqualTo(500_000);
  }

  private static BarsBuilder minutes() {
    return Bars.builder(Timeframe.ONE_MINUTE, Exchange.CRYPTO);
  }

  static Bars random(SeededStream random, int n) {
    BarsBuilder builder = minutes();
    double price = 100;
    for (int i = 0; i < n; i++) {
      double open = price;
      double split = random.nextInt(10) == 0 ? 2 : 1;
      price = open / split * (0.99 + 0.02 * random.nextDouble());
      builder
          .add(
              T0 + i * MINUTE,
              open / split,
              Math.max(open / split, price) * 1.001,
              Math.min(open / split, price) * 0.999,
              price,
              random.nextInt(100))
          .withActions(split, random.nextInt(10) == 0 ? 0.01 * price : 0);
    }
    return builder.build();
  }
}
