package io.plimsoll.contracts.simulation;

import io.plimsoll.contracts.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Answers a command that was refused: the body of {@code RunSimulationRejected} and {@code
 * CancelSimulationRejected}.
 *
 * @param commandId the command's own id, which is also the event's correlation
 * @param problem what an HTTP client would have been answered
 */
public record SimulationCommandRejected(@Nullable String commandId, Problem problem) {}
