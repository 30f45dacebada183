package io.plimsoll.learning.feature;

import io.plimsoll.kernel.array.Matrix;
import java.util.List;

/**
 * Feature columns on the primary symbol's rows.
 *
 * @param names the columns' names, in order
 * @param values the columns; NaN where a value is not known
 */
public record FeatureFrame(List<String> names, Matrix values) {
  public FeatureFrame {
    names = List.copyOf(names);
    if (names.size() != values.columns()) {
      throw new IllegalArgumentException(
          "names: %d (expected: %d, one per column)".formatted(names.size(), values.columns()));
    }
  }
}
