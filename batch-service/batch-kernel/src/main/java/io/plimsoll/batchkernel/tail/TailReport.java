package io.plimsoll.batchkernel.tail;

import io.plimsoll.kernel.array.Vec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What today's positions would have lost on the days of a history: over one day and over ten, at
 * each confidence level, and how well that would have been foretold.
 *
 * @param days how many daily profits the numbers rest on, at most 252
 * @param levels one for each confidence level
 * @param tenDayOverlapping whether the ten days are sums of ten days of the history; else the one
 *     day's numbers times the root of ten
 */
public record TailReport(int days, List<Level> levels, boolean tenDayOverlapping) {
  private static final int WINDOW = 252;
  private static final int HORIZON = 10;
  private static final int ENOUGH_TO_OVERLAP = 500;
  private static final int FEWEST = 60;
  private static final List<Confidence> LEVELS = List.of(Confidence.P95, Confidence.P99);

  public TailReport {
    levels = List.copyOf(levels);
  }

  /**
   * One confidence level.
   *
   * @param confidence which
   * @param historical of the days themselves
   * @param parametric of a normal distribution
   * @param cornishFisher of a bent one
   * @param tenDays over ten days, from the history
   * @param backtest of the historical number over the days before; empty without a longer history
   */
  public record Level(
      Confidence confidence,
      TailLoss historical,
      TailLoss parametric,
      TailRisk.CornishFisher cornishFisher,
      TailLoss tenDays,
      Optional<TailBacktest> backtest) {}

  /**
   * Reports on a history of profits.
   *
   * @param profits of today's positions on each day, oldest first; the last 252 give the numbers,
   *     all of them the backtest and the ten days
   * @return empty with fewer than 60 days
   */
  public static Optional<TailReport> of(Vec profits) {
    int n = profits.size();
    if (n < FEWEST) {
      return Optional.empty();
    }
    Vec window = profits.slice(Math.max(0, n - WINDOW), n);
    boolean overlapping = n >= ENOUGH_TO_OVERLAP;
    Vec sums = overlapping ? sums(profits) : Vec.empty();
    List<Level> levels = new ArrayList<>();
    for (Confidence confidence : LEVELS) {
      TailLoss historical = TailRisk.historical(window, confidence);
      levels.add(
          new Level(
              confidence,
              historical,
              TailRisk.parametric(window, confidence),
              TailRisk.cornishFisher(window, confidence),
              overlapping
                  ? TailRisk.historical(sums, confidence)
                  : historical.times(Math.sqrt(HORIZON)),
              TailBacktest.rolling(profits, confidence, WINDOW)));
    }
    return Optional.of(new TailReport(window.size(), levels, overlapping));
  }

  private static Vec sums(Vec profits) {
    double[] sums = new double[profits.size() - HORIZON + 1];
    for (int i = 0; i < sums.length; i++) {
      for (int j = 0; j < HORIZON; j++) {
        sums[i] += profits.get(i + j);
      }
    }
    return Vec.ofUnsafe(sums);
  }
}
