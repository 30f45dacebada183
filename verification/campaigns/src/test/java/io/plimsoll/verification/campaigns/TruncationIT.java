package io.plimsoll.verification.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.learning.feature.Feature;
import io.plimsoll.learning.feature.FeatureCatalogue;
import io.plimsoll.learning.feature.FeatureForm;
import io.plimsoll.learning.feature.FeatureFrame;
import io.plimsoll.learning.feature.MarketData;
import io.plimsoll.learning.feature.Series;
import io.plimsoll.simulationkernel.engine.Engine;
import io.plimsoll.simulationkernel.engine.Market;
import io.plimsoll.simulationkernel.engine.Order;
import io.plimsoll.simulationkernel.engine.Samples;
import io.plimsoll.simulationkernel.engine.Simulation;
import io.plimsoll.simulationkernel.engine.SimulationSettings;
import io.plimsoll.testkit.campaign.Campaign;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** No look-ahead: wherever the future is cut off, no bit before the cut moves. */
class TruncationIT {
  private static final int FULL_OF_FEATURES = 5_000;
  private static final int FULL_OF_SIMULATIONS = 50_000;
  private static final int CUTS_OF_A_MARKET = 5;
  private static final int BARS = 300;
  private static final List<Sight> SIGHTS =
      List.of(
          new Sight(Timeframe.ONE_DAY, 700),
          new Sight(Timeframe.ONE_HOUR, 2_400),
          new Sight(Timeframe.FIVE_MINUTES, 3_000));

  /** How much is looked at of a timeframe. */
  private record Sight(Timeframe timeframe, int rows) {}

  @Test
  void changesNoFeatureBeforeACut(TestReporter reporter) {
    int cuts = Campaign.of(FULL_OF_FEATURES);
    Random random = new Random(20_250_101);
    long values = 0;

    for (int done = 0; done < cuts; done += CUTS_OF_A_MARKET) {
      Sight sight = SIGHTS.get(done / CUTS_OF_A_MARKET % SIGHTS.size());
      FeatureForm form = List.of(FeatureForm.values()).get(random.nextInt(2));
      MarketData data = Series.three(3L * done, sight.timeframe(), sight.rows());
      FeatureFrame whole = FeatureCatalogue.compute(data, names(sight.timeframe()), form);
      for (int cut = 0; cut < Math.min(CUTS_OF_A_MARKET, cuts - done); cut++) {
        values += requireSame(data, whole, form, random.nextInt(sight.rows()));
      }
    }

    reporter.publishEntry("feature_cuts", Integer.toString(cuts));
    reporter.publishEntry("feature_seed", "20250101");
    reporter.publishEntry("feature_values_compared", Long.toString(values));
  }

  private static long requireSame(MarketData data, FeatureFrame whole, FeatureForm form, int end) {
    Instant now = Instant.ofEpochMilli(data.primaryBars().availableAt(end));
    FeatureFrame part = FeatureCatalogue.compute(upTo(data, now), whole.names(), form);
    for (int j = 0; j < whole.names().size(); j++) {
      assertThat(part.values().column(j).slice(0, end + 1))
          .as("%s up to %d of %s", whole.names().get(j), end, data.primaryBars().timeframe())
          .isEqualTo(whole.values().column(j).slice(0, end + 1));
    }
    return (end + 1L) * whole.names().size();
  }

  private static MarketData upTo(MarketData data, Instant now) {
    Map<Symbol, Bars> known = new LinkedHashMap<>();
    data.symbols().forEach(symbol -> known.put(symbol, data.get(symbol).upTo(now)));
    return new MarketData(data.primary(), known);
  }

  private static List<String> names(Timeframe timeframe) {
    return FeatureCatalogue.features().stream()
        .filter(feature -> FeatureCatalogue.isDefinedFor(feature, timeframe))
        .map(Feature::name)
        .toList();
  }

  @Test
  void changesNoTradeBeforeACut(TestReporter reporter) {
    int cuts = Campaign.of(FULL_OF_SIMULATIONS);
    int orders = 0;

    for (int seed = 0; seed < cuts; seed++) {
      orders += requireSameSimulation(seed);
    }

    assertThat(orders).isGreaterThan(cuts);
    reporter.publishEntry("simulation_cuts", Integer.toString(cuts));
    reporter.publishEntry("simulation_seeds", "0 to " + (cuts - 1));
    reporter.publishEntry("orders_compared", Integer.toString(orders));
  }

  private static int requireSameSimulation(int seed) {
    Random random = new Random(seed);
    Market market = Samples.randomMarket(random, BARS);
    Vec signal = Samples.randomSignal(random, BARS);
    Vec gate = Samples.randomGate(random, BARS);
    SimulationSettings settings = Samples.randomSettings(random);
    int cut = 2 + random.nextInt(BARS - 2);
    int same = cut - 1; // the last bar of the shorter run closes what is open

    Simulation whole = Engine.run(market, signal, gate, settings);
    Simulation part =
        Engine.run(
            Market.of(market.bars().slice(0, cut)),
            signal.slice(0, cut),
            gate.size() == 0 ? gate : gate.slice(0, cut),
            settings);

    assertThat(part.equity().slice(0, same))
        .as("equity, seed %d cut at %d", seed, cut)
        .isEqualTo(whole.equity().slice(0, same));
    assertThat(part.position().slice(0, same)).isEqualTo(whole.position().slice(0, same));
    List<Order> before = before(whole, same);
    assertThat(before(part, same)).as("orders, seed %d cut at %d", seed, cut).isEqualTo(before);
    return before.size();
  }

  private static List<Order> before(Simulation simulation, int bar) {
    return simulation.orders().asList().stream().filter(order -> order.bar() < bar).toList();
  }
}
