package io.plimsoll.kernel.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.kernel.array.LongVec;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.random.SeededStream;
import io.plimsoll.kernel.statistics.Statistics;
import io.plimsoll.kernel.time.ExchangeCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResamplingTest {
  private static final long MINUTE = 60_000;
  private static final long T0 = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();

  private static final List<Timeframe> COARSER =
      List.of(
          Timeframe.FIVE_MINUTES, Timeframe.FIFTEEN_MINUTES, Timeframe.ONE_HOUR, Timeframe.ONE_DAY);

  @Test
  void takesFirstHighestLowestLastAndSum() {
    Bars five =
        minutes(Exchange.CRYPTO)
            .add(T0, 10, 12, 9, 11, 1)
            .add(T0 + MINUTE, 11, 15, 10, 14, 2)
            .add(T0 + 3 * MINUTE, 14, 14, 8, 9, 4)
            .add(T0 + 4 * MINUTE, 9, 10, 9, 10, 8)
            .build();

    Bars bars = Resampling.resample(five, Timeframe.FIVE_MINUTES);

    assertThat(bars)
        .isEqualTo(
            Bars.builder(Timeframe.FIVE_MINUTES, Exchange.CRYPTO)
                .add(T0, 10, 15, 8, 10, 15)
                .build());
  }

  @Test
  void leavesOutAnIntervalThatHasNotEnded() {
    Bars bars = flat(Exchange.CRYPTO, T0, 9);

    assertThat(opens(Resampling.resample(bars, Timeframe.FIVE_MINUTES)))
        .containsExactly("2024-01-01T00:00:00Z");
    assertThat(
            opens(
                Resampling.resample(
                    bars, Timeframe.FIVE_MINUTES, Instant.ofEpochMilli(T0 + 10 * MINUTE))))
        .containsExactly("2024-01-01T00:00:00Z", "2024-01-01T00:05:00Z");
  }

  @Test
  void fillsNothingIn() {
    Bars bars =
        minutes(Exchange.CRYPTO)
            .add(T0, 1, 1, 1, 1, 1)
            .add(T0 + 17 * MINUTE, 1, 1, 1, 1, 1)
            .add(T0 + 19 * MINUTE, 1, 1, 1, 1, 1)
            .build();

    assertThat(opens(Resampling.resample(bars, Timeframe.FIVE_MINUTES)))
        .containsExactly("2024-01-01T00:00:00Z", "2024-01-01T00:15:00Z");
  }

  @Test
  void cutsNewYorkHoursFromTheOpenAndTheLastOneShort() {
    Bars bars = session(LocalDate.of(2024, 7, 2));

    Bars hours = Resampling.resample(bars, Timeframe.ONE_HOUR);

    assertThat(opens(hours))
        .containsExactly(
            "2024-07-02T13:30:00Z",
            "2024-07-02T14:30:00Z",
            "2024-07-02T15:30:00Z",
            "2024-07-02T16:30:00Z",
            "2024-07-02T17:30:00Z",
            "2024-07-02T18:30:00Z",
            "2024-07-02T19:30:00Z");
    assertThat(hours.volume()).isEqualTo(Vec.of(60, 60, 60, 60, 60, 60, 30));
    assertThat(Instant.ofEpochMilli(hours.availableAt(6))).isEqualTo("2024-07-02T20:00:00Z");
  }

  @Test
  void cutsDaysAtTheSession() {
    Bars bars =
        Bars.concat(List.of(session(LocalDate.of(2024, 7, 2)), session(LocalDate.of(2024, 7, 3))));

    Bars days = Resampling.resample(bars, Timeframe.ONE_DAY);

    assertThat(opens(days)).containsExactly("2024-07-02T13:30:00Z", "2024-07-03T13:30:00Z");
    assertThat(days.volume()).isEqualTo(Vec.of(390, 210));
  }

  @Test
  void leavesOutWhatLiesOutsideTheSessionButKeepsItsActions() {
    long open = ExchangeCalendar.of(Exchange.NYSE).open(LocalDate.of(2024, 7, 3)).toEpochMilli();
    long close = ExchangeCalendar.of(Exchange.NYSE).close(LocalDate.of(2024, 7, 3)).toEpochMilli();
    Bars bars =
        minutes(Exchange.NYSE)
            .add(open - 60 * MINUTE, 50, 50, 50, 50, 7)
            .withActions(2, 0.25)
            .add(open, 10, 10, 10, 10, 1)
            .add(close - MINUTE, 12, 12, 12, 12, 1)
            .add(close, 99, 99, 99, 99, 9)
            .build();

    assertThat(Resampling.resample(bars, Timeframe.ONE_DAY))
        .isEqualTo(
            Bars.builder(Timeframe.ONE_DAY, Exchange.NYSE)
                .add(LocalDate.of(2024, 7, 3), 10, 12, 10, 12, 2)
                .withActions(2, 0.25)
                .build());
  }

  @Test
  void keepsSplitsAndSumsDividends() {
    Bars bars =
        minutes(Exchange.CRYPTO)
            .add(T0, 10, 10, 10, 10, 1)
            .withActions(2, 0.5)
            .add(T0 + 4 * MINUTE, 10, 10, 10, 10, 1)
            .withActions(1, 0.25)
            .build();

    Bars five = Resampling.resample(bars, Timeframe.FIVE_MINUTES);

    assertThat(five.splitFactor()).isEqualTo(Vec.of(2));
    assertThat(five.dividend()).isEqualTo(Vec.of(0.75));
  }

  @Test
  void refusesASplitInsideAnInterval() {
    Bars bars =
        minutes(Exchange.CRYPTO)
            .add(T0, 10, 10, 10, 10, 1)
            .add(T0 + MINUTE, 5, 5, 5, 5, 1)
            .withActions(2, 0)
            .build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resampling.resample(bars, Timeframe.FIVE_MINUTES))
        .withMessage("split_factor[1]: 2.0 (expected: 1 inside a coarser bar)");
  }

  @Test
  void refusesABarThatCrossesAnInterval() {
    Bars hours =
        Bars.builder(Timeframe.FIFTEEN_MINUTES, Exchange.NYSE)
            .add(Instant.parse("2024-07-02T14:20:00Z").toEpochMilli(), 1, 1, 1, 1, 1)
            .build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resampling.resample(hours, Timeframe.ONE_HOUR))
        .withMessageContaining("(expected: an end by 2024-07-02T14:30:00Z, the end of its 1h");
  }

  @Test
  void refusesAFinerTimeframe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            Resampling.resample(Bars.empty(Timeframe.ONE_DAY, Exchange.NYSE), Timeframe.ONE_HOUR))
        .withMessage("timeframe: 1h of 1d bars (expected: not finer)");
  }

  @Test
  void keepsBarsOfTheSameTimeframe() {
    Bars bars = flat(Exchange.CRYPTO, T0, 9);

    assertThat(Resampling.resample(bars, Timeframe.ONE_MINUTE)).isSameAs(bars);
  }

  @ParameterizedTest
  @EnumSource
  void makesNothingOfNothing(Timeframe timeframe) {
    Bars none = Bars.empty(Timeframe.ONE_MINUTE, Exchange.NYSE);
    Ticks noTicks = new Ticks(Exchange.NYSE, LongVec.empty(), Vec.empty(), Vec.empty());

    assertThat(Resampling.resample(none, timeframe).size()).isZero();
    assertThat(Resampling.ofTicks(noTicks, timeframe).size()).isZero();
  }

  @Test
  void makesMinutesOfTradesAndNoneOfSilence() {
    Ticks ticks =
        new Ticks(
            Exchange.CRYPTO,
            LongVec.of(T0 + 1_000, T0 + 1_000, T0 + 59_999, T0 + 3 * MINUTE, T0 + 4 * MINUTE + 1),
            Vec.of(10, 12, 9, 20, 30),
            Vec.of(1, 0.5, 0.25, 2, 4));

    assertThat(Resampling.ofTicks(ticks, Timeframe.ONE_MINUTE))
        .isEqualTo(
            minutes(Exchange.CRYPTO)
                .add(T0, 10, 12, 9, 9, 1.75)
                .add(T0 + 3 * MINUTE, 20, 20, 20, 20, 2)
                .build());
  }

  @Test
  void usesOnlyTradesBeforeTheInstant() {
    Ticks ticks =
        new Ticks(Exchange.CRYPTO, LongVec.of(T0, T0 + MINUTE - 1), Vec.of(10, 12), Vec.of(1, 1));

    assertThat(
            Resampling.ofTicks(ticks, Timeframe.ONE_MINUTE, Instant.ofEpochMilli(T0 + MINUTE))
                .close())
        .isEqualTo(Vec.of(12));
    assertThat(
            Resampling.ofTicks(ticks, Timeframe.ONE_MINUTE, Instant.ofEpochMilli(T0 + MINUTE - 1))
                .size())
        .isZero();
  }

  @Test
  void leavesOutTradesOutsideTheSession() {
    long open = ExchangeCalendar.of(Exchange.NYSE).open(LocalDate.of(2024, 7, 3)).toEpochMilli();
    Ticks ticks =
        new Ticks(
            Exchange.NYSE,
            LongVec.of(open - 1, open, open + MINUTE),
            Vec.of(1, 2, 3),
            Vec.of(1, 1, 1));

    assertThat(Resampling.ofTicks(ticks, Timeframe.ONE_MINUTE).close()).isEqualTo(Vec.of(2));
  }

  @Test
  void refusesTicksThatBreakARule() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Ticks(Exchange.NYSE, LongVec.of(T0), Vec.of(1, 2), Vec.of(1)))
        .withMessage("ticks: 1 times, 2 prices, 1 amounts (expected: as many of each)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Ticks(Exchange.NYSE, LongVec.of(T0), Vec.of(1), Vec.of(1, 2)))
        .withMessage("ticks: 1 times, 1 prices, 2 amounts (expected: as many of each)");
    assertThatExceptionOfType(InvalidBarsException.class)
        .isThrownBy(() -> new Ticks(Exchange.NYSE, LongVec.of(2, 1), Vec.of(1, 1), Vec.of(1, 1)))
        .withMessage("time[1]: 1 (expected: not before 2)");
    for (double bad : new double[] {0, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatExceptionOfType(InvalidBarsException.class)
          .isThrownBy(() -> new Ticks(Exchange.NYSE, LongVec.of(1), Vec.of(bad), Vec.of(1)))
          .withMessageStartingWith("price[0]");
    }
    for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatExceptionOfType(InvalidBarsException.class)
          .isThrownBy(() -> new Ticks(Exchange.NYSE, LongVec.of(1), Vec.of(1), Vec.of(bad)))
          .withMessageStartingWith("amount[0]");
    }
  }

  /** No look-ahead: what is made of a truncated series is a beginning of what is made of it all. */
  @Test
  void changesNothingWhenTheFutureIsCutOff() {
    for (int seed = 0; seed < 200; seed++) {
      SeededStream random = SeededStream.of(seed);
      Bars bars = gappy(random);
      Timeframe timeframe = COARSER.get(random.nextInt(COARSER.size()));
      Bars all = Resampling.resample(bars, timeframe);
      int cut = random.nextInt(bars.size() + 1);

      Bars known = Resampling.resample(bars.slice(0, cut), timeframe);

      assertThat(known).isEqualTo(all.slice(0, known.size()));
    }
  }

  @Test
  void conservesVolumeAndExtremes() {
    for (int seed = 0; seed < 100; seed++) {
      Bars bars = gappy(SeededStream.of(seed));
      Instant end = Instant.ofEpochMilli(T0).plusSeconds(10 * 86_400);

      Bars days = Resampling.resample(bars, Timeframe.ONE_DAY, end);

      assertThat(Statistics.sum(days.volume()))
          .isEqualTo(Statistics.sum(bars.volume()), within(1e-9));
      assertThat(Arrays.stream(days.high().toArray()).max())
          .isEqualTo(Arrays.stream(bars.high().toArray()).max());
    }
  }

  @Test
  void resamplesInStepsAsInOneGo() {
    for (int seed = 0; seed < 100; seed++) {
      Bars bars = gappy(SeededStream.of(seed));
      Instant end = Instant.ofEpochMilli(T0).plusSeconds(10 * 86_400);

      Bars steps =
          Resampling.resample(
              Resampling.resample(bars, Timeframe.FIFTEEN_MINUTES, end), Timeframe.ONE_HOUR, end);

      assertThat(steps).isEqualTo(Resampling.resample(bars, Timeframe.ONE_HOUR, end));
    }
  }

  private static Bars gappy(SeededStream random) {
    BarsBuilder builder = minutes(Exchange.CRYPTO);
    long time = T0;
    for (int i = 0; i < 1_000; i++) {
      time += (1 + (random.nextInt(20) == 0 ? random.nextInt(120) : 0)) * MINUTE;
      double open = 100 + random.nextDouble();
      double close = 100 + random.nextDouble();
      builder.add(
          time,
          open,
          Math.max(open, close) + 1,
          Math.min(open, close) - 1,
          close,
          random.nextInt(9));
    }
    return builder.build();
  }

  private static Bars session(LocalDate date) {
    ExchangeCalendar calendar = ExchangeCalendar.of(Exchange.NYSE);
    long open = calendar.open(date).toEpochMilli();
    return flat(Exchange.NYSE, open, (int) ((calendar.close(date).toEpochMilli() - open) / MINUTE));
  }

  private static Bars flat(Exchange exchange, long start, int count) {
    BarsBuilder builder = minutes(exchange);
    for (int i = 0; i < count; i++) {
      builder.add(start + i * MINUTE, 1, 1, 1, 1, 1);
    }
    return builder.build();
  }

  private static BarsBuilder minutes(Exchange exchange) {
    return Bars.builder(Timeframe.ONE_MINUTE, exchange);
  }

  private static List<String> opens(Bars bars) {
    return Arrays.stream(bars.openTimes().toArray())
        .mapToObj(time -> Instant.ofEpochMilli(time).toString())
        .toList();
  }
}
