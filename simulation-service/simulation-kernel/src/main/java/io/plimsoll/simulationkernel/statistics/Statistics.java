package io.plimsoll.simulationkernel.statistics;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/** The report of one simulation: every {@link Statistic} with its value, if it has one. */
public final class Statistics {
  private final EnumMap<Statistic, Double> values;

  private Statistics(Map<Statistic, Double> values) {
    this.values = new EnumMap<>(values);
  }

  static Builder builder() {
    return new Builder();
  }

  /** The value; empty where its denominator is 0 or there is too little to measure. */
  public OptionalDouble value(Statistic statistic) {
    Double value = values.get(statistic);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** The values by their names in JSON, in the order of the enumeration. */
  public SequencedMap<String, OptionalDouble> byName() {
    SequencedMap<String, OptionalDouble> named = new LinkedHashMap<>();
    for (Statistic statistic : Statistic.values()) {
      named.put(statistic.json(), value(statistic));
    }
    return named;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Statistics that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return "Statistics" + values;
  }

  /** Collects values; those that are not finite are left out. */
  static final class Builder {
    private final Map<Statistic, Double> values = new EnumMap<>(Statistic.class);

    Builder put(Statistic statistic, double value) {
      if (Double.isFinite(value)) {
        values.put(statistic, value);
      }
      return this;
    }

    /** Puts a quotient; none where the denominator is 0. */
    Builder quotient(Statistic statistic, double numerator, double denominator) {
      return denominator == 0 ? this : put(statistic, numerator / denominator);
    }

    Statistics build() {
      return new Statistics(values);
    }
  }
}
