package io.plimsoll.training;

import io.plimsoll.contracts.training.TrainModel;
import io.plimsoll.platform.marketdata.PriceSnapshot;
import io.plimsoll.trainingkernel.spec.TrainingSpec;
import java.util.List;
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
 * @param variants each point of the grid as a model of its own, where all are to be kept
 */
public record TrainingOrder(
    TrainingSpec spec,
    TrainModel request,
    PriceSnapshot prices,
    String fingerprint,
    Optional<UUID> retrainedFrom,
    List<Variant> variants) {

  public TrainingOrder {
    variants = List.copyOf(variants);
  }

  /** One point of a grid and its own identity. */
  public record Variant(TrainingSpec spec, String fingerprint) {}

  /** The order for one point of the grid alone. */
  public TrainingOrder of(Variant variant) {
    return new TrainingOrder(
        variant.spec(), request, prices, variant.fingerprint(), Optional.empty(), List.of());
  }
}
