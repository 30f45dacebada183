package io.plimsoll.training.registry.http;

import io.plimsoll.learning.feature.Feature;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One entry of the feature catalogue. */
@Schema(name = "Feature")
public record FeatureView(
    @Schema(examples = "return_z_20") String name,
    @Schema(examples = "returns", description = "A request may name the whole group") String group,
    String formula,
    @Schema(examples = "20", description = "How many units the value rests on") int window,
    @Schema(examples = "0", description = "Units between the row's close and the newest input")
        int lag,
    @Schema(examples = "bars", description = "bars, closed_hours or closed_days") String unit,
    boolean needsContext,
    @Schema(examples = "none", description = "none, market or volatility") String context,
    @Schema(
            examples = "causal",
            description =
                "causal: no later row changes it; fitted: its parameters come from the"
                    + " training span only")
        String dependence,
    @Schema(examples = "x", description = "What a return model gets for a value x")
        String normalised,
    boolean categorical) {

  static FeatureView of(Feature feature) {
    return new FeatureView(
        feature.name(),
        feature.group().text(),
        feature.formula(),
        feature.reach().window(),
        feature.reach().lag(),
        feature.reach().unit().text(),
        feature.needsContext(),
        feature.context().text(),
        feature.nature().dependence().text(),
        feature.nature().scale().normalised(),
        feature.nature().categorical());
  }
}
