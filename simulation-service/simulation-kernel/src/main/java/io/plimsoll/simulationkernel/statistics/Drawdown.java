package io.plimsoll.simulationkernel.statistics;

import io.plimsoll.kernel.array.Vec;

/**
 * The greatest fall of an equity curve from its running peak.
 *
 * @param depth the fall as a fraction of the peak, 0 where the curve never falls
 * @param bars from the peak to the bar that regains it, or to the last bar
 */
public record Drawdown(double depth, int bars) {

  /** Measures an equity curve; of equal falls the first counts. */
  public static Drawdown of(Vec equity) {
    double[] worth = equity.toArrayUnsafe();
    double depth = 0;
    int peak = 0;
    int worstPeak = 0;
    for (int i = 1; i < worth.length; i++) {
      if (worth[i] >= worth[peak]) {
        peak = i;
      } else if (1 - worth[i] / worth[peak] > depth) {
        depth = 1 - worth[i] / worth[peak];
        worstPeak = peak;
      }
    }
    return new Drawdown(depth, depth == 0 ? 0 : recovery(worth, worstPeak) - worstPeak);
  }

  private static int recovery(double[] worth, int peak) {
    for (int i = peak + 1; i < worth.length; i++) {
      if (worth[i] >= worth[peak]) {
        return i;
      }
    }
    return worth.length - 1;
  }
}
