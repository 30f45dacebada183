package io.plimsoll.simulationkernel.engine;

import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.kernel.time.ExchangeCalendar;
import java.time.LocalDate;

/**
 * Finds where bars are missing.
 *
 * <p>Round the clock, the next bar must open when this one ends. On an exchange with sessions, that
 * holds within a session; between sessions the last bar of one must reach its close, and the first
 * bar of the very next session must open with it.
 */
final class Continuity {
  private Continuity() {}

  static boolean[] afterGap(Bars bars) {
    boolean[] after = new boolean[bars.size()];
    if (bars.exchange() == Exchange.CRYPTO) {
      markJumps(bars, after);
    } else {
      markMissingInSessions(bars, after);
    }
    return after;
  }

  private static void markJumps(Bars bars, boolean[] after) {
    long step = bars.timeframe().duration().toMillis();
    for (int i = 1; i < after.length; i++) {
      after[i] = bars.openTimes().get(i) - bars.openTimes().get(i - 1) != step;
    }
  }

  private static void markMissingInSessions(Bars bars, boolean[] after) {
    ExchangeCalendar calendar = ExchangeCalendar.of(bars.exchange());
    long step = bars.timeframe().duration().toMillis();
    boolean daily = bars.timeframe() == Timeframe.ONE_DAY;
    LocalDate before = null;
    for (int i = 0; i < after.length; i++) {
      LocalDate date = bars.sessionDate(i);
      if (before == null) {
        before = date;
        continue;
      }
      long opened = bars.openTimes().get(i);
      long ended = bars.openTimes().get(i - 1) + step;
      if (date.equals(before)) {
        after[i] = opened != ended;
      } else {
        after[i] =
            !calendar.nextSession(before).equals(date)
                || (!daily
                    && (opened != calendar.open(date).toEpochMilli()
                        || ended < calendar.close(before).toEpochMilli()));
      }
      before = date;
    }
  }
}
