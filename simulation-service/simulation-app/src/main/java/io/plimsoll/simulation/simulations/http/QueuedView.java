package io.plimsoll.simulation.simulations.http;

import java.util.UUID;

/** The answer when the result takes longer than a request may wait. */
public record QueuedView(UUID simulationId, String fingerprint, String status, boolean duplicate) {}
