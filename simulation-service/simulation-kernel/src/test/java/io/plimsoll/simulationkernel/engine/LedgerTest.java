package io.plimsoll.simulationkernel.engine;

import static io.plimsoll.simulationkernel.engine.Samples.flat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.kernel.array.Vec;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Market MARKET = Samples.days(flat(10), flat(10), flat(12));
  private static final SimulationSettings SETTINGS = SimulationSettings.plain(100);

  @Test
  void findsMoneyThatNoOrderExplains() {
    Simulation run = Engine.run(MARKET, Vec.of(1, 1, 1), SETTINGS);
    Simulation richer =
        new Simulation(
            run.orders(), run.trades(), Vec.of(100, 101, 120), run.position(), run.unfilled());

    assertThatThrownBy(() -> Ledger.check(MARKET, richer, SETTINGS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("cash plus position at bar 1: 101.0 (expected: 100.0");
  }

  @Test
  void findsAPositionThatNoOrderExplains() {
    Simulation run = Engine.run(MARKET, Vec.of(1, 1, 1), SETTINGS);
    Simulation other =
        new Simulation(run.orders(), run.trades(), run.equity(), Vec.of(0, 9, 0), run.unfilled());

    assertThatThrownBy(() -> Ledger.check(MARKET, other, SETTINGS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("position at bar 1: 9.0 (expected: 10.0");
  }

  @Test
  void findsAGainWithoutARoundTrip() {
    Simulation run = Engine.run(MARKET, Vec.of(1, 1, 1), SETTINGS);
    Simulation other =
        new Simulation(
            run.orders(), new Trades(run.orders()), run.equity(), run.position(), run.unfilled());

    assertThatThrownBy(() -> Ledger.check(MARKET, other, SETTINGS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("results less fees at bar 2: 20.0 (expected: 0.0");
  }
}
