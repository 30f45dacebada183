package io.plimsoll.simulationkernel.statistics;

import io.plimsoll.simulationkernel.engine.Trades;
import java.util.OptionalDouble;

/**
 * Van Tharp's system quality number: sqrt(min(N, cap)) x mean(R) / stdev(R).
 *
 * <p>R is a round trip's result over what it put at risk: the stop's distance times the quantity,
 * or the entry's notional where there is no stop. The standard deviation has one degree of freedom.
 *
 * <p>Source: Tharp (2008), "Van Tharp's Definitive Guide to Position Sizing".
 */
public final class SystemQuality {
  /** How many round trips count at most. */
  public static final int CAP = 100;

  private SystemQuality() {}

  /** The number with at most {@value #CAP} round trips; empty for fewer than 2 or equal ones. */
  public static OptionalDouble capped(Trades trades) {
    return of(trades, CAP);
  }

  /** The number with every round trip counted. */
  public static OptionalDouble uncapped(Trades trades) {
    return of(trades, Integer.MAX_VALUE);
  }

  private static OptionalDouble of(Trades trades, int cap) {
    int n = trades.size();
    if (n < 2) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += trades.multipleOfRisk(i);
    }
    double mean = sum / n;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double deviation = trades.multipleOfRisk(i) - mean;
      squares += deviation * deviation;
    }
    double deviation = Math.sqrt(squares / (n - 1));
    return deviation == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.sqrt(Math.min(n, cap)) * mean / deviation);
  }
}
