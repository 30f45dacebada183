package io.plimsoll.batchkernel.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.BarsBuilder;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Timeframe;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

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
