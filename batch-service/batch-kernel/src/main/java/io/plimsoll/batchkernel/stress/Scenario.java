package io.plimsoll.batchkernel.stress;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something that might happen to the markets in one day.
 *
 * @param name as in the API, {@code vix_spike}
 * @param severity how bad
 * @param shocks the ABSOLUTE return of each named factor's fund, -.1 for a fall by 10 %
 * @param rateShock added to the rate, .01 for 100 basis points; moves the factor of rates too
 * @param volatilityShock the relative change of volatility, 1.0 for twice as much
 */
public record Scenario(
    String name,
    Severity severity,
    SortedMap<String, Double> shocks,
    double rateShock,
    double volatilityShock) {
  /** How bad a scenario is. */
  public enum Severity {
    /** What happens every few weeks. */
    MILD,
    /** What happens every few years. */
    MODERATE,
    /** What happens once in a career. */
    SEVERE,
    /** What happened once in a lifetime. */
    EXTREME
  }

  public Scenario {
    shocks = Collections.unmodifiableSortedMap(new TreeMap<>(shocks));
    if (!name.matches("[a-z0-9][a-z0-9_]{0,59}")) {
      throw new IllegalArgumentException(
          "name: '%s' (expected: small letters, digits and _, at most 60)".formatted(name));
    }
    shocks.forEach((factor, shock) -> {
      if (!(shock >= -1) || !(shock <= 10)) {
        throw new IllegalArgumentException(
            "shocks.%s: %s (expected: -1..10, .1 for 10 %%)".formatted(factor, shock));
      }
    });
    if (!(Math.abs(rateShock) <= .2)) {
      throw new IllegalArgumentException(
          "rate_shock: %s (expected: -.2...2)%nMaybe it was given in percent or basis points."
              .formatted(rateShock));
    }
    if (!(volatilityShock > -1) || !(volatilityShock <= 10)) {
      throw new IllegalArgumentException(
          "volatility_shock: %s (expected: above -1, at most 10)".formatted(volatilityShock));
    }
    if (shocks.isEmpty() && rateShock == 0 && volatilityShock == 0) {
      throw new IllegalArgumentException("shocks: none (expected: something that happens)");
    }
  }
}
