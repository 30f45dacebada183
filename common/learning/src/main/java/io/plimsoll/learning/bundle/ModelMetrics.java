package io.plimsoll.learning.bundle;

import io.plimsoll.learning.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model's scores, never mixed.
 *
 * @param folds of each fold's model on its own test rows
 * @param outOfFold of all test rows together, each predicted by its own fold's model; empty without
 *     folds
 * @param holdout of the final fit on the locked tail, made once; none where the split has none
 */
public record ModelMetrics(List<Scores> folds, Scores outOfFold, Optional<Scores> holdout) {
  public ModelMetrics {
    folds = List.copyOf(folds);
  }

  /** The JSON tree that {@link #ofTree} reads. */
  public Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("folds", folds.stream().map(Scores::values).toList());
    tree.put("out_of_fold", outOfFold.values());
    tree.put("holdout", holdout.map(Scores::values).orElse(null));
    return tree;
  }

  /**
   * Reads back what {@link #tree()} wrote.
   *
   * @throws IllegalArgumentException if it is no such tree
   */
  public static ModelMetrics ofTree(JsonObject tree) {
    return new ModelMetrics(
        tree.objects("folds").stream().map(Scores::ofTree).toList(),
        Scores.ofTree(tree.object("out_of_fold")),
        tree.findObject("holdout").map(Scores::ofTree));
  }
}
