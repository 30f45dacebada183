package io.plimsoll.simulationkernel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.kernel.array.Vec;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What must hold whatever the market, the signal and the settings; the ledger checks each run. */
class EnginePropertiesTest {
  private static final int RUNS = 1_000;
  private static final int BARS = 160;

  @Test
  void theColumnarFormEqualsTheReferenceToTheLastBit() {
    int trades = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      Case sample = Case.of(seed);

      Simulation fast = Engine.run(sample.market, sample.signal, sample.gate, sample.settings);
      Simulation reference =
          ReferenceEngine.run(sample.market, sample.signal, sample.gate, sample.settings);

      assertThat(fast.orders().asList())
          .as("seed %d, %s", seed, sample.settings)
          .isEqualTo(reference.orders().asList());
      assertThat(fast.trades().asList()).isEqualTo(reference.trades().asList());
      assertThat(fast.equity()).isEqualTo(reference.equity());
      assertThat(fast.position()).isEqualTo(reference.position());
      assertThat(fast.unfilled()).isEqualTo(reference.unfilled());
      trades += fast.trades().size();
    }
    assertThat(trades).isGreaterThan(5 * RUNS);
  }

  @Test
  void removingTheFutureChangesNothingBeforeIt() {
    for (int seed = 0; seed < RUNS; seed++) {
      Case sample = Case.of(seed);
      int cut = 2 + new Random(seed).nextInt(BARS - 2);

      Simulation whole = Engine.run(sample.market, sample.signal, sample.gate, sample.settings);
      Simulation part =
          Engine.run(
              Market.of(sample.market.bars().slice(0, cut)),
              sample.signal.slice(0, cut),
              sample.gate.size() == 0 ? sample.gate : sample.gate.slice(0, cut),
              sample.settings);

      int same = cut - 1; // the last bar of the shorter run closes what is open
      assertThat(part.equity().slice(0, same))
          .as("seed %d cut at %d", seed, cut)
          .isEqualTo(whole.equity().slice(0, same));
      assertThat(part.position().slice(0, same)).isEqualTo(whole.position().slice(0, same));
      assertThat(before(part, same)).isEqualTo(before(whole, same));
    }
  }

  private static List<Order> before(Simulation simulation, int bar) {
    return simulation.orders().asList().stream().filter(order -> order.bar() < bar).toList();
  }

  private record Case(Market market, Vec signal, Vec gate, SimulationSettings settings) {
    static Case of(int seed) {
      Random random = new Random(seed);
      return new Case(
          Samples.randomMarket(random, BARS),
          Samples.randomSignal(random, BARS),
          Samples.randomGate(random, BARS),
          Samples.randomSettings(random));
    }
  }
}
