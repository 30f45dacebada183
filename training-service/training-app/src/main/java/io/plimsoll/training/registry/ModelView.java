package io.plimsoll.training.registry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The full record of a model; members that are not known yet are absent. */
@Schema(name = "Model", description = "The full record of a model; what is not known yet is absent")
public record ModelView(
    UUID id,
    @Schema(examples = "AAPL ridge_regression 1d") String name,
    @Schema(description = "SHA-256 of configuration, data and kernel") String fingerprint,
    @Schema(
            examples = "completed",
            description = "pending, preprocessing, training, completed, failed or cancelled")
        String status,
    @Schema(examples = "AAPL") String symbol,
    List<String> contextSymbols,
    @Schema(examples = "ridge_regression") String algorithm,
    @Schema(examples = "regression") String task,
    @Schema(examples = "close") String targetCol,
    @Schema(examples = "1d") String timeframe,
    @Schema(examples = "1") int horizon,
    @Schema(examples = "log_return") String targetTransform,
    @Nullable Integer trainWindow,
    @Nullable Integer testWindow,
    int cvFolds,
    @Schema(examples = "walk_forward") String cvStrategy,
    @Schema(description = "How often it was started") int attempts,
    @Nullable Long workerPid,
    @Nullable String workerHost,
    @Schema(description = "Who asked for it") String requestedBy,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Integer columnsInitial,
    @Nullable Integer columnsRemaining,
    @Schema(description = "The matrix's columns in their order") List<String> featureCols,
    @Schema(description = "Scores out of fold, per fold and on the holdout, never mixed")
        @Nullable Map<String, Object> metrics,
    @Schema(description = "Which bars it was fitted on, tested on and kept from")
        @Nullable Map<String, Object> spans,
    @Schema(description = "Why it failed") @Nullable String error,
    @Nullable UUID parentModelId,
    @Nullable UUID retrainedFrom,
    @Nullable UUID groupId,
    @Nullable UUID cohortId,
    @Schema(description = "Who competes with whom: symbols, timeframe, target and holdout")
        @Nullable String family,
    @Schema(description = "Hash of the bars used") String dataSnapshot,
    String kernelVersion,
    String learningVersion,
    @Nullable String artifactSha256,
    @Nullable Long artifactBytes,
    @Schema(
            examples = "AAPL 1d close+1",
            description = "What it predicts; models of one line compete for its aliases")
        String line,
    @Schema(description = "The processor that fitted it; on its like it can be verified")
        @Nullable String architecture,
    @Schema(examples = "champion") List<String> aliases,
    Map<String, Object> tags,
    @Nullable String notes) {

  public ModelView {
    contextSymbols = List.copyOf(contextSymbols);
    featureCols = List.copyOf(featureCols);
    aliases = List.copyOf(aliases);
    tags = Map.copyOf(tags);
  }
}
