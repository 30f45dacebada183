package io.plimsoll.learning.bundle;

import io.plimsoll.learning.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How much one feature counts.
 *
 * @param feature its name in the catalogue
 * @param mean over repeats and, without a fold, over folds
 * @param std the standard deviation that goes with it, ddof 1; 0 for a single value
 * @param method permutation, gain or coefficient
 * @param fold the fold it was measured on; none for all folds together or the final fit
 */
public record FeatureImportance(
    String feature, double mean, double std, String method, OptionalInt fold) {
  public FeatureImportance {
    if (!Double.isFinite(mean) || !(std >= 0)) {
      throw new IllegalArgumentException(
          "importance of %s: %s, std %s (expected: finite, std >= 0)"
              .formatted(feature, mean, std));
    }
  }

  /** The JSON tree that {@link #ofTree} reads. */
  public Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("feature", feature);
    tree.put("mean", mean);
    tree.put("std", std);
    tree.put("method", method);
    tree.put("fold", fold.isPresent() ? fold.getAsInt() : null);
    return tree;
  }

  /**
   * Reads back what {@link #tree()} wrote.
   *
   * @throws IllegalArgumentException if it is no such tree
   */
  public static FeatureImportance ofTree(JsonObject tree) {
    return new FeatureImportance(
        tree.text("feature"),
        tree.number("mean"),
        tree.number("std"),
        tree.text("method"),
        tree.members().get("fold") == null
            ? OptionalInt.empty()
            : OptionalInt.of(tree.count("fold")));
  }
}
