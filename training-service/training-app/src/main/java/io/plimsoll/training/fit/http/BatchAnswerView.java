package io.plimsoll.training.fit.http;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to a batch: one model for each of open, close, high and low. */
@Schema(name = "TrainBatchAnswer")
public record BatchAnswerView(
    UUID groupId,
    @Schema(description = "The models of open, close, high and low, in this order") List<UUID> ids,
    @Schema(description = "How many of them were there before") long duplicates) {
  public BatchAnswerView {
    ids = List.copyOf(ids);
  }
}
