package io.plimsoll.simulation.simulations.core;

import io.plimsoll.simulationkernel.statistics.Statistic;
import io.plimsoll.simulationkernel.statistics.Statistics;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a computed simulation stores.
 *
 * @param bars the simulated bars
 * @param trades packed by {@link TradeTable}
 * @param equity packed by {@link EquityTable}
 * @param hash over statistics, trades and equity: equal for equal results
 */
public record SimulationResult(
    Statistics statistics, Simulated bars, Packed trades, Packed equity, String hash) {

  /** The opens of the first and the last simulated bar. */
  public record Simulated(Instant first, Instant last, int count) {}

  /** Rows as packed columns. */
  public record Packed(int rows, Buffer content) {}

  /** A statistic as a database column takes it. */
  public @Nullable Double value(Statistic statistic) {
    return statistics.value(statistic).isPresent()
        ? (Double) statistics.value(statistic).getAsDouble()
        : null;
  }

  /** Every statistic by name, null where it has no value. */
  public JsonObject stats() {
    JsonObject stats = new JsonObject();
    for (Statistic statistic : Statistic.values()) {
      stats.put(statistic.json(), number(statistic));
    }
    return stats;
  }

  /** What counts something is a whole number in JSON. */
  private @Nullable Number number(Statistic statistic) {
    Double value = value(statistic);
    return value != null && statistic.isCount() ? (Number) value.longValue() : value;
  }

  /** The statistics that have a value, by name. */
  public Map<String, Double> known() {
    Map<String, Double> known = new TreeMap<>();
    statistics
        .byName()
        .forEach((name, value) -> value.ifPresent(number -> known.put(name, number)));
    return known;
  }
}
