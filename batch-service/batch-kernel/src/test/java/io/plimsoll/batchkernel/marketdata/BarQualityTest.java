package io.plimsoll.batchkernel.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.BarsBuilder;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.kernel.random.SeededStream;
import io.plimsoll.kernel.time.ExchangeCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarQualityTest {
  private static final double[] PRICES = {100, 101, 103};
  private static final Instant LATER = Instant.parse("2025-07-08T22:00:00Z");

  @Test
  void countsTheSessionsThatAreMissing() {
    Bars bars = days(10, "2025-06-30", "2025-07-01", "2025-07-07");

    QualityReport report = BarQuality.measure(bars, LATER);

    // 4 July is a holiday: 2 and 3 July are missing, nothing else
    assertThat(report.coverage()).isEqualTo(new QualityReport.Coverage(3, 5, 0.6));
    assertThat(report.gaps())
        .containsExactly(
            new QualityReport.Gap(
                Instant.parse("2025-07-01T13:30:00Z"), Instant.parse("2025-07-07T13:30:00Z"), 2));
    assertThat(report.staleness()).isEqualTo(1);
  }

  @Test
  void anEarlyCloseHasFewerMinutes() {
    Bars bars =
        Bars.builder(Timeframe.ONE_HOUR, Exchange.NYSE)
            .add(time("2025-07-03T13:30:00Z"), 1, 1, 1, 1, 1)
            .add(time("2025-07-07T13:30:00Z"), 1, 1, 1, 1, 0)
            .build();

    QualityReport report = BarQuality.measure(bars, LATER);

    // 3 July closes at 13:00: 10:30, 11:30 and the short 12:30 bar
    assertThat(report.coverage()).isEqualTo(new QualityReport.Coverage(2, 5, 0.4));
    assertThat(report.withoutVolume()).isEqualTo(1);
  }

  @Test
  void aroundTheClockEveryMinuteCounts() {
    Bars bars =
        Bars.builder(Timeframe.ONE_MINUTE, Exchange.CRYPTO)
            .add(time("2025-07-01T23:58:00Z"), 1, 1, 1, 1, 1)
            .add(time("2025-07-02T00:02:00Z"), 1, 1, 1, 1, 1)
            .build();

    QualityReport report = BarQuality.measure(bars, Instant.parse("2025-07-05T00:02:30Z"));

    assertThat(report.coverage()).isEqualTo(new QualityReport.Coverage(2, 5, 0.4));
    assertThat(report.staleness()).isEqualTo(2);
  }

  @Test
  void findsTheReturnThatStandsOut() {
    BarsBuilder builder = Bars.builder(Timeframe.ONE_MINUTE, Exchange.CRYPTO);
    long start = time("2025-07-01T00:00:00Z");
    for (int i = 0; i < 60; i++) {
      double price = PRICES[i % 3] * (i < 40 ? 1 : 2);
      builder.add(start + i * 60_000L, price, price, price, price, 1);
    }

    QualityReport report = BarQuality.measure(builder.build(), LATER);

    assertThat(report.outliers()).hasSize(1);
    assertThat(report.outliers().getFirst().at()).isEqualTo("2025-07-01T00:40:00Z");
    assertThat(report.outliers().getFirst().logReturn()).isCloseTo(Math.log(2.02), within(1e-12));
  }

  @Test
  void aSplitIsNoOutlier() {
    BarsBuilder builder = Bars.builder(Timeframe.ONE_MINUTE, Exchange.CRYPTO);
    long start = time("2025-07-01T00:00:00Z");
    for (int i = 0; i < 60; i++) {
      double price = PRICES[i % 3] / (i < 40 ? 1.0 : 4.0);
      builder.add(start + i * 60_000L, price, price, price, price, 1);
      if (i == 40) {
        builder.withActions(4, 0);
      }
    }

    assertThat(BarQuality.measure(builder.build(), LATER).outliers()).isEqualTo(List.of());
  }

  @ParameterizedTest
  @CsvSource({"2", "1.5", "3", "4", "7", "10", "20", "50", "0.5", "0.1", "0.05"})
  void findsASplitThatIsNotApplied(double ratio) {
    Bars bars = walk(1, 300, 0.015, 200, ratio, 1);

    QualityReport report = BarQuality.measure(bars, LATER);

    assertThat(report.splits())
        .singleElement()
        .satisfies(split -> {
          assertThat(split.at().toEpochMilli()).isEqualTo(bars.openTime(200));
          assertThat(split.apparent()).isCloseTo(ratio, within(1e-12));
          assertThat(split.recorded()).isEqualTo(1);
          assertThat(Math.log(split.fall())).isCloseTo(Math.log(ratio), within(0.06));
        });
  }

  @Test
  void findsASplitThatWasAppliedAlready() {
    Bars bars = walk(1, 300, 0.015, 200, 1, 4);

    QualityReport report = BarQuality.measure(bars, LATER);

    assertThat(report.splits())
        .singleElement()
        .satisfies(split -> {
          assertThat(split.at().toEpochMilli()).isEqualTo(bars.openTime(200));
          assertThat(split.apparent()).isEqualTo(1);
          assertThat(split.recorded()).isEqualTo(4);
        });
  }

  @Test
  void aSplitThatIsAppliedAndAnOrdinaryHistoryAreNoSuspicion() {
    for (int seed = 0; seed < 500; seed++) {
      double daily = 0.005 + 0.00005 * seed; // up to 3 % a day
      assertThat(BarQuality.measure(walk(seed, 500, daily, 200, 1, 1), LATER).splits())
          .as("seed %d, plain", seed)
          .isEqualTo(List.of());
      assertThat(BarQuality.measure(walk(seed, 500, daily, 200, 4, 4), LATER).splits())
          .as("seed %d, split", seed)
          .isEqualTo(List.of());
    }
  }

  @Test
  void aCrashIsAnOutlierAndNoSplit() {
    Bars bars = walk(3, 300, 0.01, 200, 1.28, 1); // 22 % down, between no ratio and 3 for 2

    QualityReport report = BarQuality.measure(bars, LATER);

    assertThat(report.splits()).isEqualTo(List.of());
    assertThat(report.outliers()).hasSize(1);
  }

  @Test
  void isStaleAfterMoreThanThreeSessions() {
    Bars bars = days(10, "2025-07-01", "2025-07-02");

    // sessions after it: 3, 7, 8 and 9 July
    assertThat(BarQuality.measure(bars, Instant.parse("2025-07-08T22:00:00Z")).stale()).isFalse();
    assertThat(BarQuality.measure(bars, Instant.parse("2025-07-09T19:00:00Z")).stale()).isFalse();
    assertThat(BarQuality.measure(bars, Instant.parse("2025-07-09T20:00:00Z")).stale()).isTrue();
  }

  /** Counted session by session, slot by slot, from a set of all that there should be. */
  @Test
  void coverageIsWhatABruteForceCountSays() {
    ExchangeCalendar calendar = ExchangeCalendar.of(Exchange.NYSE);
    List<Long> all = new ArrayList<>();
    for (LocalDate day : calendar.sessions(date("2025-06-26"), date("2025-07-09"))) {
      for (long open = calendar.open(day).toEpochMilli();
          open < calendar.close(day).toEpochMilli();
          open += 900_000) {
        all.add(open);
      }
    }
    for (int seed = 0; seed < 100; seed++) {
      SeededStream random = SeededStream.of(seed);
      List<Long> kept = all.stream().filter(_ -> random.nextDouble() < 0.7).toList();
      BarsBuilder bars = Bars.builder(Timeframe.FIFTEEN_MINUTES, Exchange.NYSE);
      kept.forEach(open -> bars.add(open, 1, 1, 1, 1, 1));
      long within = all.stream().filter(o -> o >= kept.getFirst() && o <= kept.getLast()).count();

      QualityReport report = BarQuality.measure(bars.build(), LATER);

      assertThat(report.coverage())
          .as("seed %d", seed)
          .isEqualTo(
              new QualityReport.Coverage(kept.size(), within, kept.size() / (double) within));
      assertThat(report.gaps())
          .isSortedAccordingTo(Comparator.comparingLong(QualityReport.Gap::missing).reversed());
    }
  }

  /** Normal returns; at one day the price is divided by a ratio, and a split factor recorded. */
  private static Bars walk(
      long seed, int days, double daily, int splitDay, double ratio, double recorded) {
    SeededStream random = SeededStream.of(seed);
    List<LocalDate> sessions =
        ExchangeCalendar.of(Exchange.NYSE).sessions(date("2020-01-02"), date("2025-06-30"));
    BarsBuilder bars = Bars.builder(Timeframe.ONE_DAY, Exchange.NYSE);
    double price = 500;
    for (int i = 0; i < days; i++) {
      price *= Math.exp(daily * random.nextGaussian()) / (i == splitDay ? ratio : 1);
      bars.add(sessions.get(i), price, price, price, price, 1);
      if (i == splitDay && recorded != 1) {
        bars.withActions(recorded, 0);
      }
    }
    return bars.build();
  }

  private static LocalDate date(String text) {
    return LocalDate.parse(text);
  }

  @Test
  void saysNothingOfNothing() {
    assertThatThrownBy(
            () -> BarQuality.measure(Bars.empty(Timeframe.ONE_DAY, Exchange.NYSE), LATER))
        .hasMessageContaining("none (expected: at least one)");
  }

  private static Bars days(double price, String... dates) {
    BarsBuilder bars = Bars.builder(Timeframe.ONE_DAY, Exchange.NYSE);
    for (String date : dates) {
      bars.add(LocalDate.parse(date), price, price, price, price, 1);
    }
    return bars.build();
  }

  private static long time(String text) {
    return Instant.parse(text).toEpochMilli();
  }
}
