package io.plimsoll.simulationkernel.engine;

import io.plimsoll.kernel.array.Vec;

/**
 * What a run left: its orders, its round trips, and the account at the close of every bar.
 *
 * <p>Shape: {@code equity} and {@code position} are (n), one value per bar.
 *
 * @param equity the account's worth at the close, the position valued at the close
 * @param position the signed quantity held after the bar
 * @param unfilled how many orders a missing bar cancelled
 */
public record Simulation(Orders orders, Trades trades, Vec equity, Vec position, int unfilled) {

  /** The account when the bars had ended. */
  public double finalValue() {
    return equity.get(equity.size() - 1);
  }
}
