package io.plimsoll.simulationkernel.statistics;

import io.plimsoll.kernel.market.Bars;
import io.plimsoll.simulationkernel.engine.Trades;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/**
 * How evenly entries fall over the ISO weeks from the first bar's to the last bar's, weeks without
 * a trade included.
 *
 * @param mean entries per week
 * @param deviation their sample standard deviation; NaN for a single week
 */
public record WeeklyTrades(double mean, double deviation) {

  /** Counts a simulation's entries by the exchange-local date of their bar. */
  public static WeeklyTrades of(Bars bars, Trades trades) {
    LocalDate first = monday(bars.sessionDate(0));
    LocalDate last = monday(bars.sessionDate(bars.size() - 1));
    int[] counts = new int[(int) ChronoUnit.WEEKS.between(first, last) + 1];
    for (int i = 0; i < trades.size(); i++) {
      LocalDate week = monday(bars.sessionDate(trades.entryBar(i)));
      counts[(int) ChronoUnit.WEEKS.between(first, week)]++;
    }
    double mean = (double) trades.size() / counts.length;
    double squares = 0;
    for (int count : counts) {
      squares += (count - mean) * (count - mean);
    }
    return new WeeklyTrades(
        mean, counts.length < 2 ? Double.NaN : Math.sqrt(squares / (counts.length - 1)));
  }

  private static LocalDate monday(LocalDate date) {
    return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }
}
