package io.plimsoll.simulationkernel.engine;

import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Timeframe;

/** How many bars a year has: 252 sessions for NYSE, 365.25 days round the clock. */
public final class Periods {
  private static final double SESSION_MINUTES = 390;
  private static final double DAY_MINUTES = 1440;

  private Periods() {}

  /** The bars of a year, the factor that makes a per-bar variance annual. */
  public static double perYear(Exchange exchange, Timeframe timeframe) {
    double minutes = timeframe.duration().toMinutes();
    return switch (exchange) {
      case NYSE ->
          252 * (timeframe == Timeframe.ONE_DAY ? 1 : Math.ceil(SESSION_MINUTES / minutes));
      case CRYPTO -> 365.25 * DAY_MINUTES / minutes;
    };
  }
}
