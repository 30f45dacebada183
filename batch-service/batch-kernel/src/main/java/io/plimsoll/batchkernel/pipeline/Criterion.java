package io.plimsoll.batchkernel.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A bound on one statistic of a simulation.
 *
 * @param statistic its name
 * @param bounds {@code min}, {@code max} (inclusive), {@code above}, {@code below} (exclusive)
 */
record Criterion(String statistic, Map<String, Object> bounds) {
  Criterion {
    bounds = JsonTree.copyOf(bounds);
  }

  /** The criteria of a tree {@code statistic -> bounds}, in its order. */
  static List<Criterion> of(Map<String, Object> criteria) {
    List<Criterion> read = new ArrayList<>();
    criteria.forEach((statistic, bounds) -> {
      if (bounds instanceof Map<?, ?> map) {
        read.add(new Criterion(statistic, JsonTree.copyOf(map)));
      }
    });
    return read;
  }

  /** Why the statistics do not meet it; empty where they do. A missing statistic does not. */
  Optional<String> missedBy(Map<String, Object> statistics) {
    double value = JsonTree.number(statistics, statistic);
    if (Double.isNaN(value)) {
      return Optional.of(statistic + " not measured (expected: " + expected() + ")");
    }
    boolean met =
        value >= bound("min", Double.NEGATIVE_INFINITY)
            && value <= bound("max", Double.POSITIVE_INFINITY)
            && value > bound("above", Double.NEGATIVE_INFINITY)
            && value < bound("below", Double.POSITIVE_INFINITY);
    return met
        ? Optional.empty()
        : Optional.of(
            String.format(Locale.ROOT, "%s %.4g (expected: %s)", statistic, value, expected()));
  }

  private double bound(String name, double absent) {
    double bound = JsonTree.number(bounds, name);
    return Double.isNaN(bound) ? absent : bound;
  }

  private String expected() {
    List<String> words = new ArrayList<>();
    bounds.forEach((name, value) -> words.add(name + " " + value));
    return String.join(", ", words);
  }
}
