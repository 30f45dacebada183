package io.plimsoll.training;

import io.plimsoll.contracts.training.TrainModel;
import io.plimsoll.platform.marketdata.PriceSnapshot;
import io.plimsoll.trainingkernel.spec.TrainingSpec;
import java.util.Optional;
import java.util.UUID;

/**
 * A request that was found acceptable: what will be trained, on which data, under which identity.
 *
 * @param spec the resolved configuration
 * @param request what it was resolved from
 * @param prices the data
 * @param fingerprint of configuration, data and code
 * @param retrainedFrom the model whose configuration is trained again
 */
public record TrainingOrder(
    TrainingSpec spec,
    TrainModel request,
    PriceSnapshot prices,
    String fingerprint,
    Optional<UUID> retrainedFrom) {}
