package io.plimsoll.contracts.batch;

import io.plimsoll.contracts.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Answers a command that batch-service refused: the body of {@code <Command>Rejected}.
 *
 * @param commandId the command's own id, which is also the event's correlation
 * @param problem what an HTTP client would have been answered
 */
public record BatchCommandRejected(@Nullable String commandId, Problem problem) {}
