package io.plimsoll.training.registry;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Two models side by side; what is the same in both is left out of {@code configuration}. */
@Schema(name = "Comparison")
public record ComparisonView(
    UUID a,
    UUID b,
    @Schema(
            description =
                "Whether both were scored on the same symbols, timeframe, target and holdout, so"
                    + " that their holdout scores can be compared")
        boolean sameFamily,
    List<Difference> configuration,
    List<Score> scores,
    Features features) {

  public ComparisonView {
    configuration = List.copyOf(configuration);
    scores = List.copyOf(scores);
  }

  /** A field in which the configurations differ. */
  @Schema(name = "ConfigurationDifference")
  public record Difference(
      @Schema(examples = "hyperparameters.alpha") String field,
      @Nullable Object a,
      @Nullable Object b) {}

  /** A score of both. */
  @Schema(name = "ScoreDifference")
  public record Score(
      @Schema(examples = "out_of_fold", description = "out_of_fold or holdout") String part,
      @Schema(examples = "rmse") String metric,
      @Nullable Double a,
      @Nullable Double b,
      @Schema(description = "b less a") @Nullable Double difference) {}

  /** The columns that both final fits use, and those of one only. */
  @Schema(name = "FeatureDifference")
  public record Features(List<String> both, List<String> onlyA, List<String> onlyB) {
    public Features {
      both = List.copyOf(both);
      onlyA = List.copyOf(onlyA);
      onlyB = List.copyOf(onlyB);
    }
  }
}
