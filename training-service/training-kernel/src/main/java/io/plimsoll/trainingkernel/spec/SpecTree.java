package io.plimsoll.trainingkernel.spec;

import io.plimsoll.kernel.market.Symbol;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Writes a spec as a JSON tree. */
final class SpecTree {
  private SpecTree() {}

  static Map<String, @Nullable Object> of(TrainingSpec spec) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("symbol", spec.subject().symbol().value());
    tree.put(
        "context_symbols", spec.subject().contextSymbols().stream().map(Symbol::value).toList());
    tree.put("timeframe", spec.subject().timeframe().text());
    tree.put("start", spec.subject().period().start().map(Bound::toString).orElse(null));
    tree.put("end", spec.subject().period().end().map(Bound::toString).orElse(null));
    tree.put("target_col", spec.target().column().text());
    tree.put("target_transform", spec.target().transform().text());
    tree.put("horizon", spec.target().horizon());
    tree.put("features", spec.inputs().features());
    tree.put("p_value_threshold", spec.inputs().pValueThreshold());
    tree.put("algorithm", spec.learner().algorithm().name());
    tree.put("hyperparameters", new HashMap<>(spec.learner().hyperparameters().values()));
    tree.put("grid", new HashMap<>(spec.learner().grid()));
    tree.put("split", split(spec.split()));
    tree.put("seed", spec.seed());
    return tree;
  }

  private static Map<String, @Nullable Object> split(SplitSpec split) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("scheme", split.scheme().text());
    tree.put("window", split.window().text());
    tree.put("folds", split.folds());
    tree.put("train_window", orNull(split.length().train()));
    tree.put("test_window", orNull(split.length().test()));
    tree.put("purge", split.gap().purge());
    tree.put("embargo", split.gap().embargo());
    tree.put("holdout", split.holdout().share());
    tree.put("holdout_from", split.holdout().from().map(Object::toString).orElse(null));
    return tree;
  }

  private static @Nullable Object orNull(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }
}
