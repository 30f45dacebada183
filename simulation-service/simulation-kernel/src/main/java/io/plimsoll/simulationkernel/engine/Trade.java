package io.plimsoll.simulationkernel.engine;

/**
 * One round trip: the entry and exit fills of one position.
 *
 * <p>Units: {@code quantity} is positive for a long and negative for a short position; {@code pnl}
 * is net of slippage and gross of fees, in the account's currency; {@code risk} is what the stop
 * put at stake, or the entry's notional where there is no stop.
 */
public record Trade(Leg entry, Leg exit, double quantity, double pnl, double fees, double risk) {

  /** One side of a round trip. */
  public record Leg(int bar, double price, Reason reason) {}

  /** The result per unit of risk, R. */
  public double multipleOfRisk() {
    return pnl / risk;
  }

  /** How many bars after its entry the position was closed. */
  public int bars() {
    return exit.bar() - entry.bar();
  }

  /** Whether the position was still open when the bars ended. */
  public boolean isForced() {
    return exit.reason() == Reason.END;
  }
}
