package io.plimsoll.contracts.training;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Answers a command that was carried out: the body of {@code TrainModelAccepted}, {@code
 * RetrainModelAccepted} and {@code CancelTrainingAccepted}.
 *
 * @param commandId the command's own id, which is also the event's correlation
 * @param id the model
 * @param fingerprint of the model's resolved configuration and data
 * @param duplicate whether the model was there before, so that nothing new was trained
 * @param status where the model stands: a duplicate may be completed already
 */
public record TrainingCommandAccepted(
    @Nullable String commandId, UUID id, String fingerprint, boolean duplicate, String status) {}
