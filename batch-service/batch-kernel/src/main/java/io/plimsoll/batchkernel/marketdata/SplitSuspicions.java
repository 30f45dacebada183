package io.plimsoll.batchkernel.marketdata;

import io.plimsoll.batchkernel.marketdata.QualityReport.SuspectedSplit;
import io.plimsoll.kernel.market.Bars;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds splits that prices and split factors do not agree about.
 *
 * <p>A split that is not applied: a bar without a split factor whose close stands to the close
 * before as one of the usual ratios would have it, up to what is an ordinary move. A split applied
 * twice: a bar with a split factor whose raw close does not move with it, so the prices before it
 * were adjusted already.
 *
 * <p>An ordinary move is {@link #TOLERANCE} robust standard deviations of the adjusted log returns,
 * at least {@link #LEAST_TOLERANCE}; the split itself must be an outlier of {@link
 * BarQuality#OUTLIER_SCORE}. Of several ratios that fit the nearest is named.
 *
 * <p>Source: the ratios of the splits of US listings; the tests state the rates at which it errs.
 */
final class SplitSuspicions {
  /** How many robust standard deviations a day may move besides the split. */
  static final double TOLERANCE = 4;

  /** The least move that is ordinary, whatever the spread. */
  static final double LEAST_TOLERANCE = 0.01;

  private static final double[] RATIOS = {1.5, 2, 3, 4, 5, 6, 7, 8, 10, 15, 20, 25, 30, 50};

  private SplitSuspicions() {}

  /**
   * The suspicions in time order.
   *
   * @param spread the robust standard deviation of the adjusted log returns
   */
  static List<SuspectedSplit> of(Bars bars, double spread) {
    double ordinary = Math.max(TOLERANCE * spread, LEAST_TOLERANCE);
    List<SuspectedSplit> suspicions = new ArrayList<>();
    for (int i = 1; i < bars.size(); i++) {
      double fall = Math.log(bars.close().get(i - 1) / bars.close().get(i));
      double recorded = bars.splitFactor().get(i);
      Instant at = Instant.ofEpochMilli(bars.openTime(i));
      if (recorded == 1) {
        double ratio = nearest(fall, ordinary, BarQuality.OUTLIER_SCORE * spread);
        if (ratio != 1) {
          suspicions.add(new SuspectedSplit(at, ratio, recorded, Math.exp(fall)));
        }
      } else if (Math.abs(fall) <= ordinary && Math.abs(Math.log(recorded)) > 2 * ordinary) {
        suspicions.add(new SuspectedSplit(at, 1, recorded, Math.exp(fall)));
      }
    }
    return suspicions;
  }

  /** The ratio that the fall of a log price comes from, or 1. */
  private static double nearest(double fall, double ordinary, double outlier) {
    double best = 1;
    double distance = ordinary;
    for (double ratio : RATIOS) {
      double log = Math.log(ratio);
      double off = Math.abs(Math.abs(fall) - log);
      if (log > outlier && off <= distance) {
        distance = off;
        best = fall > 0 ? ratio : 1 / ratio;
      }
    }
    return best;
  }
}
