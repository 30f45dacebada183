package io.plimsoll.batchkernel.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Definitions for tests. */
final class Pipelines {
  private Pipelines() {}

  /** Two algorithms, two thresholds, a choice, one look at the holdout, a judgement. */
  static PipelineDefinition research() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("timeframe", "1d");
    parameters.put("algorithms", List.of("ridge", "xgboost"));
    parameters.put("thresholds", List.of(0.0001, 0.0003));
    parameters.put("training", Map.of());
    parameters.put("criteria", Map.of("sqn", Map.of("min", 3, "max", 5)));
    Map<String, Object> tree =
        Map.of(
            "name",
            "research",
            "requires",
            List.of("symbol"),
            "parameters",
            parameters,
            "steps",
            List.of(
                Map.of(
                    "id",
                    "train",
                    "command",
                    "TrainModel",
                    "for_each",
                    Map.of("algorithm", "${parameters.algorithms}"),
                    "with",
                    Map.of(
                        "*",
                        "${parameters.training}",
                        "symbol",
                        "${parameters.symbol}",
                        "algorithm",
                        "${each.algorithm}")),
                simulate(),
                Map.of(
                    "id",
                    "choose",
                    "command",
                    "ChooseCandidate",
                    "needs",
                    List.of("simulate"),
                    "with",
                    Map.of(
                        "candidates", "${steps.simulate}", "criteria", "${parameters.criteria}")),
                Map.of(
                    "id",
                    "look",
                    "command",
                    "RunSimulation",
                    "needs",
                    List.of("choose"),
                    "when",
                    "${steps.choose.chosen}",
                    "with",
                    Map.of("model_id", "${steps.choose.chosen.model_id}", "span", "holdout")),
                Map.of(
                    "id",
                    "judge",
                    "command",
                    "JudgeHoldout",
                    "needs",
                    List.of("choose", "look"),
                    "with",
                    Map.of("choice", "${steps.choose}", "holdout", "${steps.look}"))));
    return switch (PipelineParser.parse(tree)) {
      case ParsedPipeline.Valid(PipelineDefinition definition) -> definition;
      case ParsedPipeline.Invalid invalid -> throw new AssertionError(invalid.toString());
    };
  }

  private static Map<String, Object> simulate() {
    Map<String, Object> each = new LinkedHashMap<>();
    each.put("model_id", "${steps.train.model_id}");
    each.put("threshold", "${parameters.thresholds}");
    return Map.of(
        "id",
        "simulate",
        "command",
        "RunSimulation",
        "needs",
        List.of("train"),
        "for_each",
        each,
        "with",
        Map.of(
            "model_id",
            "${each.model_id}",
            "min_prediction_threshold",
            "${each.threshold}",
            "span",
            "out_of_fold"));
  }
}
