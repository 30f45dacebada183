package io.plimsoll.learning.bundle;

import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.learning.algorithm.Algorithm;
import io.plimsoll.learning.algorithm.Task;
import io.plimsoll.learning.feature.FeatureCatalogue;
import io.plimsoll.learning.feature.FeatureForm;
import io.plimsoll.learning.feature.FeatureFrame;
import io.plimsoll.learning.feature.MarketData;
import io.plimsoll.learning.json.JsonObject;
import io.plimsoll.learning.preprocess.Target;
import io.plimsoll.learning.preprocess.TargetColumn;
import io.plimsoll.learning.preprocess.TargetTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What serving needs to know of a model's configuration.
 *
 * @param symbol whose bars it predicts
 * @param contextSymbols the further series its features need, in order
 * @param timeframe of the bars
 * @param target what it predicts
 * @param algorithm what it was fitted by
 * @param features its inputs, in order
 */
public record ModelPlan(
    Symbol symbol,
    List<Symbol> contextSymbols,
    Timeframe timeframe,
    Target target,
    Algorithm algorithm,
    List<String> features) {

  public ModelPlan {
    contextSymbols = List.copyOf(contextSymbols);
    features = List.copyOf(features);
  }

  /** In which form the model gets levels: as they are only where it predicts a price. */
  public FeatureForm form() {
    boolean predictsPrice = algorithm.task() == Task.REGRESSION && !target.transform().isReturn();
    return predictsPrice ? FeatureForm.RAW : FeatureForm.NORMALISED;
  }

  /** The features of every primary bar. */
  public FeatureFrame features(MarketData data) {
    return FeatureCatalogue.compute(data, features, form());
  }

  /**
   * The signal in a prediction at a row: the predicted log return from the row's close, or the
   * probability of a rise less one half.
   *
   * @param bars the primary bars, adjusted
   */
  double signal(double prediction, Bars bars, int row) {
    return switch (algorithm.task()) {
      case REGRESSION -> target.transform().signal(prediction, bars.close().get(row));
      case CLASSIFICATION -> prediction - 0.5;
    };
  }

  /**
   * Reads what it needs from a configuration's tree.
   *
   * @throws IllegalArgumentException if the tree is not one of a model that can be served
   */
  static ModelPlan ofTree(JsonObject spec) {
    List<Symbol> context = new ArrayList<>();
    if (spec.members().get("context_symbols") != null) {
      spec.texts("context_symbols").forEach(text -> context.add(new Symbol(text)));
    }
    List<String> features = spec.texts("features");
    for (String feature : features) {
      known("feature", feature, FeatureCatalogue.find(feature));
    }
    String column = spec.text("target_col");
    String transform = spec.text("target_transform");
    String algorithm = spec.text("algorithm");
    return new ModelPlan(
        new Symbol(spec.text("symbol")),
        context,
        Timeframe.parse(spec.text("timeframe")),
        new Target(
            known("target_col", column, TargetColumn.find(column)),
            known("target_transform", transform, TargetTransform.find(transform)),
            spec.count("horizon")),
        known("algorithm", algorithm, Algorithm.find(algorithm)),
        features);
  }

  private static <T> T known(String what, String text, Optional<T> found) {
    return found.orElseThrow(() ->
        new IllegalArgumentException("%s: '%s' (expected: a known one)".formatted(what, text)));
  }
}
