package io.plimsoll.simulation.simulations;

import java.util.Locale;

/**
 * Where a simulation stands.
 *
 * <pre>
 * QUEUED -> COMPLETED | FAILED | CANCELLED
 *   ^----------------------'---------'   (asked for again)
 * </pre>
 */
public enum SimulationStatus {
  QUEUED,
  COMPLETED,
  FAILED,
  CANCELLED;

  /** The name in JSON and in the database. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #text()}. */
  public static SimulationStatus parse(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
