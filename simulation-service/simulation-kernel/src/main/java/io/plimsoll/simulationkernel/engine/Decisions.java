package io.plimsoll.simulationkernel.engine;

import io.plimsoll.kernel.array.Vec;

/**
 * What the signal wishes at each close, before anything is known of the position: +1, 0, -1, or
 * {@link #NONE} where there is no usable signal.
 */
final class Decisions {
  static final byte NONE = 2;

  /** How many earlier signals the z-score looks at, and how many it needs. */
  static final int Z_WINDOW = 100;

  static final int Z_NEEDED = 20;

  private Decisions() {}

  static byte[] of(Market market, Vec signal, SignalRules rules) {
    double[] raw = signal.toArrayUnsafe();
    double[] used = rules.zScoreThreshold().isPresent() ? withoutOutliers(raw, rules) : raw;
    byte[] wishes = new byte[raw.length];
    for (int i = 0; i < wishes.length; i++) {
      double value = rules.volatilityNormalized() ? used[i] / market.volatility(i) : used[i];
      wishes[i] = wish(value, rules);
    }
    return wishes;
  }

  static byte wish(double value, SignalRules rules) {
    if (Double.isNaN(value)) {
      return NONE;
    }
    int direction = value > rules.threshold() ? 1 : value < -rules.threshold() ? -1 : 0;
    return (byte) rules.side().restrict(direction);
  }

  /** The signals with NaN in the place of those too far from the mean of the signals before. */
  private static double[] withoutOutliers(double[] raw, SignalRules rules) {
    double limit = rules.zScoreThreshold().orElseThrow();
    double[] kept = raw.clone();
    double[] seen = new double[raw.length];
    int count = 0;
    for (int i = 0; i < raw.length; i++) {
      if (Double.isNaN(raw[i])) {
        continue;
      }
      if (count >= Z_NEEDED && isOutlier(raw[i], seen, count, limit)) {
        kept[i] = Double.NaN;
      }
      seen[count++] = raw[i];
    }
    return kept;
  }

  static boolean isOutlier(double value, double[] seen, int count, double limit) {
    int from = Math.max(0, count - Z_WINDOW);
    double deviation = Trailing.standardDeviation(seen, from, count);
    return Math.abs(value - Trailing.mean(seen, from, count)) > limit * deviation;
  }
}
