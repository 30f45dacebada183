package io.plimsoll.learning.feature;

import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import java.util.List;
import java.util.Map;

/**
 * Feature columns on the primary symbol's rows.
 *
 * @param names the columns' names, in order
 * @param values the columns; NaN where a value is not known
 * @param companions for a fitted feature the second column that its fit needs, by its name
 */
public record FeatureFrame(List<String> names, Matrix values, Map<String, Vec> companions) {
  /** Columns of causal features. */
  public FeatureFrame(List<String> names, Matrix values) {
    this(names, values, Map.of());
  }

  public FeatureFrame {
    names = List.copyOf(names);
    companions = Map.copyOf(companions);
    if (names.size() != values.columns()) {
      throw new IllegalArgumentException(
          "names: %d (expected: %d, one per column)".formatted(names.size(), values.columns()));
    }
  }
}
