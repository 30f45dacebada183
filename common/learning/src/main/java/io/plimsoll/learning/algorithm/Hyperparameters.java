package io.plimsoll.learning.algorithm;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A value for every hyperparameter of one algorithm.
 *
 * @param values by name
 */
public record Hyperparameters(SortedMap<String, Double> values) {
  public Hyperparameters {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** The algorithm's defaults with the given values in their place. */
  public static Hyperparameters of(Algorithm algorithm, Map<String, Double> given) {
    SortedMap<String, Double> values = new TreeMap<>();
    for (Hyperparameter one : algorithm.hyperparameters()) {
      double value = given.getOrDefault(one.name(), one.standard());
      one.fault(value)
          .ifPresent(fault -> {
            throw new IllegalArgumentException("%s: %s".formatted(one.name(), fault));
          });
      values.put(one.name(), value);
    }
    for (String name : given.keySet()) {
      if (!values.containsKey(name)) {
        throw new IllegalArgumentException(
            "%s: unknown (expected: one of %s)".formatted(name, values.keySet()));
      }
    }
    return new Hyperparameters(values);
  }

  /** The value of that name. */
  public double get(String name) {
    Double found = values.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "%s: not set (expected: one of %s)".formatted(name, values.keySet()));
    }
    return found;
  }

  /** The value of that name, a whole number. */
  public int whole(String name) {
    return Math.toIntExact(Math.round(get(name)));
  }

  /** The same with other values in place of some. */
  public Hyperparameters with(Map<String, Double> others) {
    SortedMap<String, Double> changed = new TreeMap<>(values);
    changed.putAll(others);
    return new Hyperparameters(changed);
  }
}
