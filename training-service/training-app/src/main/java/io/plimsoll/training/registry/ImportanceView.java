package io.plimsoll.training.registry;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How much each feature of a model counts, by every method that measured it. */
@Schema(name = "Importance")
public record ImportanceView(UUID modelId, List<Entry> importance, int featureCount) {

  public ImportanceView {
    importance = List.copyOf(importance);
  }

  /**
   * One feature by one method.
   *
   * @param fold absent where the value is over all folds
   */
  @Schema(name = "FeatureImportance")
  public record Entry(
      @Schema(examples = "return_z_20") String feature,
      @Schema(examples = "0.0123") double mean,
      @Schema(examples = "0.0019") double std,
      @Schema(examples = "permutation") String method,
      @Schema(description = "Absent where the value is over all folds") @Nullable Integer fold) {}
}
