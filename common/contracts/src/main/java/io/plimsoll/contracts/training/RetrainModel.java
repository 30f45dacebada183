package io.plimsoll.contracts.training;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the same configuration on the newest data, as a child of the original.
 *
 * @param modelId the original; over HTTP it stands in the path
 * @param newHoldout whether the original's holdout is given up and a new family begins
 * @param minSnapshot the data snapshot that must have arrived before the data is read
 */
public record RetrainModel(
    @Nullable UUID modelId, @Nullable Boolean newHoldout, @Nullable String minSnapshot) {}
