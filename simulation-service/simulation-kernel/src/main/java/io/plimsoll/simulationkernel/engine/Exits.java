package io.plimsoll.simulationkernel.engine;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The exits that need no signal.
 *
 * <p>Units: {@code stopLoss} and {@code takeProfit} are fractions of the entry's fill price (0.02
 * is two percent); {@code maxHoldingBars} counts bars in which the position was held.
 */
public record Exits(
    OptionalDouble stopLoss, OptionalDouble takeProfit, OptionalInt maxHoldingBars) {

  /** Positions end by signal only. */
  public static final Exits NONE =
      new Exits(OptionalDouble.empty(), OptionalDouble.empty(), OptionalInt.empty());

  public Exits {
    stopLoss.ifPresent(value -> between("stopLoss", value, 1));
    takeProfit.ifPresent(value -> between("takeProfit", value, 1_000));
    maxHoldingBars.ifPresent(bars -> {
      if (bars < 1) {
        throw new IllegalArgumentException(
            "maxHoldingBars: %d (expected: at least 1)".formatted(bars));
      }
    });
  }

  private static void between(String name, double value, double limit) {
    if (!(value > 0 && value < limit)) {
      throw new IllegalArgumentException(
          "%s: %s (expected: 0 < %s < %s)".formatted(name, value, name, limit));
    }
  }
}
