package io.plimsoll.contracts.training;

import io.plimsoll.contracts.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Answers a command that was refused: the body of {@code TrainModelRejected}, {@code
 * RetrainModelRejected} and {@code CancelTrainingRejected}.
 *
 * @param commandId the command's own id, which is also the event's correlation
 * @param problem what an HTTP client would have been answered (RFC 9457)
 */
public record TrainingCommandRejected(@Nullable String commandId, Problem problem) {}
