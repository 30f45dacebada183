package io.plimsoll.simulationkernel.engine;

import java.util.OptionalDouble;

/**
 * How a signal becomes a wish to be long, short or flat.
 *
 * @param threshold a signal must be above it to be long, below its negative to be short
 * @param zScoreThreshold signals further than this many trailing standard deviations from their
 *     trailing mean are dropped; bars never are
 * @param volatilityNormalized whether the signal is divided by the trailing volatility of a bar, so
 *     that the threshold is in units of that volatility
 */
public record SignalRules(
    double threshold, Side side, OptionalDouble zScoreThreshold, boolean volatilityNormalized) {

  /** Long when the signal is above 0, else flat. */
  public static final SignalRules LONG_ABOVE_ZERO =
      new SignalRules(0, Side.LONG, OptionalDouble.empty(), false);

  public SignalRules {
    if (!(threshold >= 0) || threshold == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "threshold: %s (expected: finite and at least 0)".formatted(threshold));
    }
    zScoreThreshold.ifPresent(value -> {
      if (!(value > 0)) {
        throw new IllegalArgumentException(
            "zScoreThreshold: %s (expected: above 0)".formatted(value));
      }
    });
  }
}
