package io.plimsoll.contracts.training;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks for the end of a training that waits or runs. */
public record CancelTraining(@Nullable UUID modelId) {}
