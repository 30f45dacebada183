package io.plimsoll.simulation.simulations;

import io.plimsoll.kernel.statistics.SharpeSignificance;
import io.plimsoll.simulation.simulations.SimulationStore.FamilyTrials;
import io.plimsoll.simulationkernel.statistics.Statistic;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads stored statistics. */
public final class Stats {
  private Stats() {}

  /**
   * What an event tells: the statistics that have a value, by name, and what the number of trials
   * so far says of them: {@code trials} and, where there is one, {@code deflated_sharpe}.
   */
  static Map<String, Double> told(JsonObject stats, FamilyTrials trials) {
    Map<String, Double> told = known(stats);
    told.put("trials", (double) trials.count());
    sharpe(stats)
        .map(measured -> trials.selection().deflate(measured))
        .ifPresent(found -> found.ifPresent(value -> told.put("deflated_sharpe", value)));
    return told;
  }

  private static Map<String, Double> known(JsonObject stats) {
    Map<String, Double> known = new TreeMap<>();
    for (String name : stats.fieldNames()) {
      if (stats.getValue(name) != null) {
        known.put(name, stats.getDouble(name));
      }
    }
    return known;
  }

  /** The Sharpe ratio per bar with what is needed to judge it, where there is one. */
  public static Optional<SharpeSignificance> sharpe(JsonObject stats) {
    Double sharpe = stats.getDouble(Statistic.SHARPE_PER_BAR.json());
    Double skew = stats.getDouble(Statistic.SKEW.json());
    Double kurtosis = stats.getDouble(Statistic.KURTOSIS.json());
    Double bars = stats.getDouble(Statistic.BARS.json());
    return sharpe == null || skew == null || kurtosis == null || bars == null || bars < 3
        ? Optional.empty()
        : Optional.of(new SharpeSignificance(sharpe, bars.intValue() - 1, skew, kurtosis));
  }
}
