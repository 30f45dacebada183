package io.plimsoll.training.fit.http;

import io.plimsoll.training.TrainingReceipt;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answer to a training asked for. */
@Schema(name = "TrainAnswer")
public record TrainAnswerView(
    UUID id,
    @Schema(examples = "pending", description = "pending, or duplicate: nothing is trained")
        String status,
    @Schema(description = "SHA-256 of configuration, data and kernel") String fingerprint,
    @Nullable ExistingModel existingModel,
    @Schema(description = "The original of a retrain") @Nullable UUID retrainedFrom,
    @Schema(description = "The parent of a child") @Nullable UUID parentModelId,
    @Schema(description = "How many features a child is asked to use")
        @Nullable Integer featureCount) {

  static TrainAnswerView of(TrainingReceipt receipt) {
    return switch (receipt) {
      case TrainingReceipt.Queued(UUID id, String fingerprint) ->
          new TrainAnswerView(id, "pending", fingerprint, null, null, null, null);
      case TrainingReceipt.Duplicate(
              UUID id,
              String fingerprint,
              String name,
              var status,
              Instant createdAt) ->
          new TrainAnswerView(
              id,
              "duplicate",
              fingerprint,
              new ExistingModel(id, name, status.text(), createdAt),
              null,
              null,
              null);
    };
  }

  TrainAnswerView retrainOf(UUID original) {
    return new TrainAnswerView(
        id, status, fingerprint, existingModel, original, parentModelId, featureCount);
  }

  TrainAnswerView childOf(UUID parent, int features) {
    return new TrainAnswerView(
        id, status, fingerprint, existingModel, retrainedFrom, parent, features);
  }

  /** The model that was there before. */
  @Schema(name = "ExistingModel")
  public record ExistingModel(UUID id, String name, String status, Instant createdAt) {}
}
