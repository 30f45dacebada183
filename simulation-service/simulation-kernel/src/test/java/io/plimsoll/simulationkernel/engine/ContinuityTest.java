package io.plimsoll.simulationkernel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.BarsBuilder;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Timeframe;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ContinuityTest {
  @Test
  void takesAWeekendAndAHolidayAsNoGapOfDailyBars() {
    boolean[] after =
        Continuity.afterGap(
            sessions("2025-07-02", "2025-07-03", "2025-07-07", "2025-07-09", "2025-07-10"));

    assertThat(after).containsExactly(false, false, false, true, false);
  }

  @Test
  void needsTheLastBarOfASessionAndTheFirstOfTheNext() {
    boolean[] whole =
        Continuity.afterGap(
            hours("2025-06-30T18:30:00Z", "2025-06-30T19:30:00Z", "2025-07-01T13:30:00Z"));
    boolean[] lateStart =
        Continuity.afterGap(
            hours("2025-06-30T18:30:00Z", "2025-06-30T19:30:00Z", "2025-07-01T14:30:00Z"));
    boolean[] earlyEnd = Continuity.afterGap(hours("2025-06-30T18:30:00Z", "2025-07-01T13:30:00Z"));
    boolean[] hole = Continuity.afterGap(hours("2025-06-30T14:30:00Z", "2025-06-30T16:30:00Z"));

    assertThat(whole).containsExactly(false, false, false);
    assertThat(lateStart).containsExactly(false, false, true);
    assertThat(earlyEnd).containsExactly(false, true);
    assertThat(hole).containsExactly(false, true);
  }

  @Test
  void countsTheBarsOfAYearByTheExchange() {
    assertThat(Periods.perYear(Exchange.NYSE, Timeframe.ONE_DAY)).isEqualTo(252);
    assertThat(Periods.perYear(Exchange.NYSE, Timeframe.ONE_HOUR)).isEqualTo(252 * 7);
    assertThat(Periods.perYear(Exchange.NYSE, Timeframe.FIVE_MINUTES)).isEqualTo(252 * 78);
    assertThat(Periods.perYear(Exchange.CRYPTO, Timeframe.ONE_DAY)).isEqualTo(365.25);
    assertThat(Periods.perYear(Exchange.CRYPTO, Timeframe.ONE_MINUTE)).isEqualTo(365.25 * 1440);
  }

  private static Bars sessions(String... dates) {
    BarsBuilder builder = Bars.builder(Timeframe.ONE_DAY, Exchange.NYSE);
    for (String date : dates) {
      builder.add(LocalDate.parse(date), 1, 1, 1, 1, 1);
    }
    return builder.build();
  }

  private static Bars hours(String... opens) {
    BarsBuilder builder = Bars.builder(Timeframe.ONE_HOUR, Exchange.NYSE);
    for (String open : opens) {
      builder.add(Instant.parse(open).toEpochMilli(), 1, 1, 1, 1, 1);
    }
    return builder.build();
  }
}
