package io.plimsoll.simulationkernel.engine;

/**
 * The identities that every simulation must satisfy.
 *
 * <ol>
 *   <li>At every bar, the initial cash less what the orders so far paid, less their fees, plus the
 *       position at the close, is the equity.
 *   <li>The results of the round trips less all fees are the change of the equity.
 *   <li>The signed quantities of the orders up to a bar are the position after it, and in the end
 *       0.
 *   <li>There are two orders per round trip.
 * </ol>
 *
 * <p>Tolerance: 1e-9 of the initial cash plus the money that changed hands; rounding of n additions
 * stays far below it.
 */
public final class Ledger {
  private static final double TOLERANCE = 1e-9;

  private Ledger() {}

  /**
   * Checks the identities.
   *
   * @throws IllegalStateException naming the identity, the bar, what was found and expected
   */
  public static void check(Market market, Simulation simulation, SimulationSettings settings) {
    Orders orders = simulation.orders();
    double tolerance = TOLERANCE * (settings.initialCash() + orders.grossNotional());
    checkBars(market, simulation, settings.initialCash(), tolerance);
    checkResults(simulation, settings.initialCash(), tolerance);
    if (orders.size() != 2 * simulation.trades().size()) {
      throw new IllegalStateException(
          "orders: %d (expected: two per round trip, %d)"
              .formatted(orders.size(), 2 * simulation.trades().size()));
    }
  }

  private static void checkBars(
      Market market, Simulation simulation, double initialCash, double tolerance) {
    Orders orders = simulation.orders();
    double[] close = market.close().toArrayUnsafe();
    double[] equity = simulation.equity().toArrayUnsafe();
    double[] position = simulation.position().toArrayUnsafe();
    double cash = initialCash;
    double held = 0;
    int next = 0;
    for (int i = 0; i < close.length; i++) {
      for (; next < orders.size() && orders.bar(next) == i; next++) {
        cash -= orders.quantity(next) * orders.price(next) + orders.fee(next);
        held += orders.quantity(next);
      }
      near("cash plus position", i, equity[i], cash + held * close[i], tolerance);
      near("position", i, position[i], held, TOLERANCE * Math.max(1, Math.abs(held)));
    }
    near("final position", close.length - 1, held, 0, TOLERANCE);
  }

  private static void checkResults(Simulation simulation, double initialCash, double tolerance) {
    double results = 0;
    for (int i = 0; i < simulation.trades().size(); i++) {
      results += simulation.trades().pnl(i);
    }
    double change = simulation.finalValue() - initialCash;
    near(
        "results less fees",
        simulation.equity().size() - 1,
        change,
        results - simulation.orders().totalFees(),
        tolerance);
  }

  private static void near(String what, int bar, double found, double expected, double tolerance) {
    if (!(Math.abs(found - expected) <= tolerance)) {
      throw new IllegalStateException(
          "%s at bar %d: %s (expected: %s within %s)"
              .formatted(what, bar, found, expected, tolerance));
    }
  }
}
