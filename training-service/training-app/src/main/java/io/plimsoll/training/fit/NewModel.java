package io.plimsoll.training.fit;

import io.plimsoll.training.Requester;
import io.plimsoll.training.ServiceVersions;
import io.plimsoll.training.TrainingOrder;
import java.util.Optional;
import java.util.UUID;

/**
 * A model about to be written down.
 *
 * @param cohort what grid siblings have in common
 */
public record NewModel(
    UUID id,
    String name,
    TrainingOrder order,
    Requester requester,
    ServiceVersions versions,
    Optional<UUID> cohort) {}
