package io.plimsoll.learning.bundle;

import io.plimsoll.learning.json.JsonObject;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Measures of predictions on one set of rows; one that is not defined there is absent.
 *
 * @param values by name
 */
public record Scores(SortedMap<String, Double> values) {
  public Scores {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    values.forEach((name, value) -> {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("%s: %s (expected: finite)".formatted(name, value));
      }
    });
  }

  /** The finite ones of these measures. */
  public static Scores ofFinite(Map<String, Double> values) {
    SortedMap<String, Double> finite = new TreeMap<>();
    values.forEach((name, value) -> {
      if (Double.isFinite(value)) {
        finite.put(name, value + 0.0);
      }
    });
    return new Scores(finite);
  }

  /** The measure of that name, if it is defined. */
  public OptionalDouble find(String name) {
    Double value = values.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  static Scores ofTree(JsonObject tree) {
    SortedMap<String, Double> values = new TreeMap<>();
    tree.members().keySet().forEach(name -> values.put(name, tree.number(name)));
    return new Scores(values);
  }
}
