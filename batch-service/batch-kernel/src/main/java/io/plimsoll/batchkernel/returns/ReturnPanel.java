package io.plimsoll.batchkernel.returns;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.time.ExchangeCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Daily log returns of symbols, one value for each session of a window; NaN where a return is not
 * known.
 *
 * <p>A return is known at a session when the symbol has a bar of it and of the session before: no
 * return spans a gap. It is the holder's: {@code ln(split (close + dividend) / previous close)}, so
 * that a split or a payment is not taken for a fall.
 *
 * @param sessions the window's sessions, in order; the return of a session ends at its close
 * @param logReturns by symbol, each as long as the sessions
 */
public record ReturnPanel(List<LocalDate> sessions, Map<String, Vec> logReturns) {
  public ReturnPanel {
    sessions = List.copyOf(sessions);
    logReturns = Map.copyOf(logReturns);
    int n = sessions.size();
    logReturns.forEach((symbol, values) -> {
      if (values.size() != n) {
        throw new IllegalArgumentException(
            "logReturns.%s: %d values (expected: %d, one a session)"
                .formatted(symbol, values.size(), n));
      }
    });
  }

  /**
   * The returns of daily bars over the last sessions up to a date.
   *
   * <p>Cost: O(symbols x (bars + sessions)).
   *
   * @param bars daily, by symbol
   * @param asOf the last session; nothing after it is looked at
   * @param sessions how many
   */
  public static ReturnPanel of(Map<String, Bars> bars, LocalDate asOf, int sessions) {
    ExchangeCalendar calendar = ExchangeCalendar.of(Exchange.NYSE);
    List<LocalDate> window = new ArrayList<>(sessions);
    LocalDate session = calendar.isSession(asOf) ? asOf : calendar.previousSession(asOf);
    for (int i = 0; i < sessions; i++) {
      window.add(session);
      session = calendar.previousSession(session);
    }
    LocalDate before = session;
    List<LocalDate> ascending = window.reversed();
    Map<String, Vec> returns = new HashMap<>();
    bars.forEach((symbol, known) -> returns.put(symbol, returns(known, before, ascending)));
    return new ReturnPanel(ascending, returns);
  }

  private static Vec returns(Bars bars, LocalDate before, List<LocalDate> window) {
    double[] values = new double[window.size()];
    Arrays.fill(values, Double.NaN);
    int bar = 0;
    LocalDate previous = before;
    int previousBar = -1;
    while (bar < bars.size() && bars.sessionDate(bar).isBefore(before)) {
      bar++;
    }
    if (bar < bars.size() && bars.sessionDate(bar).equals(before)) {
      previousBar = bar++;
    }
    for (int i = 0; i < values.length; i++) {
      LocalDate session = window.get(i);
      while (bar < bars.size() && bars.sessionDate(bar).isBefore(session)) {
        bar++;
      }
      boolean known = bar < bars.size() && bars.sessionDate(bar).equals(session);
      if (known && previousBar >= 0 && bars.sessionDate(previousBar).equals(previous)) {
        double now =
            bars.splitFactor().get(bar) * (bars.close().get(bar) + bars.dividend().get(bar));
        values[i] = StrictMath.log(now / bars.close().get(previousBar));
      }
      previousBar = known ? bar++ : -1;
      previous = session;
    }
    return Vec.ofUnsafe(values);
  }

  /** A symbol's returns; empty for one that is not in the panel. */
  public Optional<Vec> of(String symbol) {
    return Optional.ofNullable(logReturns.get(symbol));
  }

  /** The last sessions only; all of them where there are not more. */
  public ReturnPanel last(int count) {
    int from = Math.max(0, sessions.size() - count);
    Map<String, Vec> shorter = new HashMap<>();
    logReturns.forEach(
        (symbol, values) -> shorter.put(symbol, values.slice(from, sessions.size())));
    return new ReturnPanel(sessions.subList(from, sessions.size()), shorter);
  }

  /** The sessions after a date only. */
  public ReturnPanel after(LocalDate date) {
    return last((int) sessions.stream().filter(session -> session.isAfter(date)).count());
  }

  /** How many of some returns are known. */
  public static int known(Vec returns) {
    int known = 0;
    for (int i = 0; i < returns.size(); i++) {
      known += Double.isNaN(returns.get(i)) ? 0 : 1;
    }
    return known;
  }
}
