package io.plimsoll.contracts.simulation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks for the end of a simulation that waits or runs. */
public record CancelSimulation(@Nullable UUID simulationId) {}
