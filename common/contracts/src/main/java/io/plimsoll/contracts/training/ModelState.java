package io.plimsoll.contracts.training;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The full public state of a model on {@code training.models.v1}; the newest one is the truth, and
 * a tombstone says that the model is gone. Subject and key are the model's id.
 *
 * @param task regression or classification
 * @param features the inputs by their names in the catalogue, sorted
 * @param spans absent until the model is completed
 * @param metrics absent until the model is completed
 * @param snapshot names the data by the hash over its chunks
 * @param artifact absent until the model is completed
 * @param family the hash of symbols, timeframe, target and holdout: who competes with whom; absent
 *     until the model is completed, because the holdout is only known then
 * @param error why it failed
 */
public record ModelState(
    UUID modelId,
    String name,
    String fingerprint,
    String status,
    String symbol,
    List<String> contextSymbols,
    String algorithm,
    String targetCol,
    String targetTransform,
    int horizon,
    String timeframe,
    String task,
    List<String> features,
    @Nullable ModelSpans spans,
    @Nullable ModelMetrics metrics,
    String snapshot,
    String kernelVersion,
    String learningVersion,
    @Nullable ModelArtifact artifact,
    @Nullable UUID parentModelId,
    @Nullable UUID groupId,
    @Nullable String family,
    @Nullable String error,
    Instant createdAt,
    @Nullable Instant completedAt) {

  public ModelState {
    contextSymbols = List.copyOf(contextSymbols);
    features = List.copyOf(features);
  }
}
