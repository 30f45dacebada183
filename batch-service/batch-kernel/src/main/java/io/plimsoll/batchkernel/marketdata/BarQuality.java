package io.plimsoll.batchkernel.marketdata;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.kernel.time.ExchangeCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Measures coverage, gaps, staleness, outliers and unapplied splits of bars against the exchange's
 * calendar.
 *
 * <p>An outlier is a log return (back-adjusted closes) further than {@link #OUTLIER_SCORE} robust
 * standard deviations (1.4826 x the median absolute deviation) from the median. With fewer than
 * {@link #LEAST_RETURNS} returns, or a median absolute deviation of 0, there are none.
 *
 * <p>Source: Rousseeuw and Croux (1993), "Alternatives to the median absolute deviation", Journal
 * of the American Statistical Association 88(424), for the constant.
 */
public final class BarQuality {
  /** How far out a return must lie. */
  public static final double OUTLIER_SCORE = 10;

  /** How many returns it takes to say what is normal. */
  public static final int LEAST_RETURNS = 20;

  /** How many sessions may close after the last bar before a series is stale. */
  public static final int STALE_AFTER = 3;

  private static final int MOST_LISTED = 20;
  private static final double NORMAL_CONSISTENCY = 1.4826;

  private BarQuality() {}

  /**
   * The report on bars, as seen at an instant.
   *
   * <p>Cost: O(n log n + missing sessions).
   *
   * @throws IllegalArgumentException if there are no bars
   */
  public static QualityReport measure(Bars bars, Instant now) {
    if (bars.size() == 0) {
      throw new IllegalArgumentException("bars: none (expected: at least one)");
    }
    List<QualityReport.Gap> gaps = new ArrayList<>();
    long missing = 0;
    for (int i = 1; i < bars.size(); i++) {
      long between = missingBetween(bars, bars.openTime(i - 1), bars.openTime(i));
      if (between > 0) {
        missing += between;
        gaps.add(
            new QualityReport.Gap(
                Instant.ofEpochMilli(bars.openTime(i - 1)),
                Instant.ofEpochMilli(bars.openTime(i)),
                between));
      }
    }
    gaps.sort(Comparator.comparingLong(QualityReport.Gap::missing).reversed());
    long expected = bars.size() + missing;
    int staleness = staleness(bars, now);
    Returns returns = Returns.of(bars);
    List<QualityReport.SuspectedSplit> splits = SplitSuspicions.of(bars, returns.spread());
    return new QualityReport(
        new QualityReport.Coverage(bars.size(), expected, bars.size() / (double) expected),
        gaps.subList(0, Math.min(MOST_LISTED, gaps.size())),
        staleness,
        outliers(returns),
        withoutVolume(bars),
        staleness > STALE_AFTER,
        splits.subList(0, Math.min(MOST_LISTED, splits.size())));
  }

  private static long missingBetween(Bars bars, long open, long nextOpen) {
    long length = bars.timeframe().duration().toMillis();
    if (bars.exchange() == Exchange.CRYPTO) {
      return Math.max(0, (nextOpen - open) / length - 1);
    }
    ExchangeCalendar calendar = bars.calendar();
    LocalDate first = calendar.localDate(Instant.ofEpochMilli(open));
    LocalDate last = calendar.localDate(Instant.ofEpochMilli(nextOpen));
    if (bars.timeframe() == Timeframe.ONE_DAY) {
      return calendar.sessions(first, last).size() - 2L;
    }
    long missing = 0;
    for (LocalDate session : calendar.sessions(first, last)) {
      long from = calendar.open(session).toEpochMilli();
      long to = calendar.close(session).toEpochMilli();
      long start = session.equals(first) ? open + length : from;
      long end = session.equals(last) ? nextOpen : to;
      missing += Math.max(0, Math.ceilDiv(end - start, length));
    }
    return missing;
  }

  private static int staleness(Bars bars, Instant now) {
    ExchangeCalendar calendar = bars.calendar();
    LocalDate last = bars.sessionDate(bars.size() - 1);
    LocalDate today = calendar.localDate(now);
    if (!today.isAfter(last)) {
      return 0;
    }
    if (bars.exchange() == Exchange.CRYPTO) {
      Instant known = Instant.ofEpochMilli(bars.availableAt(bars.size() - 1));
      return (int) Math.max(0, Duration.between(known, now).toDays());
    }
    return (int)
        calendar.sessions(last.plusDays(1), today).stream()
            .filter(session -> !calendar.close(session).isAfter(now))
            .count();
  }

  private static List<QualityReport.Outlier> outliers(Returns returns) {
    List<QualityReport.Outlier> outliers = new ArrayList<>();
    for (int i = 0; i < returns.values().size() && returns.spread() > 0; i++) {
      double logReturn = returns.values().get(i);
      double score = Math.abs(logReturn - returns.median()) / returns.spread();
      if (score > OUTLIER_SCORE) {
        Instant at = Instant.ofEpochMilli(returns.bars().openTime(i + 1));
        outliers.add(new QualityReport.Outlier(at, logReturn, score));
      }
    }
    outliers.sort(Comparator.comparingDouble(QualityReport.Outlier::score).reversed());
    return outliers.subList(0, Math.min(MOST_LISTED, outliers.size()));
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    int half = values.length / 2;
    return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
  }

  /**
   * Adjusted log returns, their median and their robust standard deviation; a spread of 0 where
   * there are too few to say what is normal.
   */
  private record Returns(Bars bars, Vec values, double median, double spread) {
    static Returns of(Bars bars) {
      Vec close = bars.adjusted().close();
      double[] returns = new double[bars.size() - 1];
      for (int i = 0; i < returns.length; i++) {
        returns[i] = Math.log(close.get(i + 1) / close.get(i));
      }
      if (returns.length < LEAST_RETURNS) {
        return new Returns(bars, Vec.of(returns), 0, 0);
      }
      double middle = BarQuality.median(returns.clone());
      double[] distances = Arrays.stream(returns).map(r -> Math.abs(r - middle)).toArray();
      double spread = NORMAL_CONSISTENCY * BarQuality.median(distances);
      return new Returns(bars, Vec.of(returns), middle, spread);
    }
  }

  private static int withoutVolume(Bars bars) {
    int count = 0;
    for (int i = 0; i < bars.size(); i++) {
      if (bars.volume().get(i) == 0) {
        count++;
      }
    }
    return count;
  }
}
