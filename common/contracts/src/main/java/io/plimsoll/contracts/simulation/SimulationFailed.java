package io.plimsoll.contracts.simulation;

import java.util.UUID;

/**
 * A simulation was taken on and could not be computed, or was cancelled.
 *
 * @param error the reason, without anything of the service's inside
 */
public record SimulationFailed(
    UUID simulationId, String fingerprint, UUID modelId, String ticker, String error) {}
