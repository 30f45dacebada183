package io.plimsoll.contracts.simulation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Answers a command that was taken on: the body of {@code RunSimulationAccepted} and {@code
 * CancelSimulationAccepted}.
 *
 * @param commandId the command's own id, which is also the event's correlation
 * @param id the simulation
 * @param fingerprint of the resolved request, the model's bundle and the data
 * @param duplicate whether the simulation was there before, so that nothing new is computed
 */
public record SimulationCommandAccepted(
    @Nullable String commandId, UUID id, String fingerprint, boolean duplicate) {}
