package io.plimsoll.batchkernel.correlation;

import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.time.ExchangeCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** On which days correlations are studied: Tuesdays, or the next session where that is none. */
public final class CorrelationDay {
  private CorrelationDay() {}

  /** Whether the date is one. */
  public static boolean is(LocalDate date) {
    ExchangeCalendar calendar = ExchangeCalendar.of(Exchange.NYSE);
    LocalDate tuesday = date.with(TemporalAdjusters.previousOrSame(DayOfWeek.TUESDAY));
    return calendar.isSession(date) && calendar.previousSession(date).isBefore(tuesday);
  }
}
