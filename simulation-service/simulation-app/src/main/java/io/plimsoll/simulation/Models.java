package io.plimsoll.simulation;

import io.plimsoll.contracts.training.ModelState;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What training-service has said of its models, and their bundles. */
public interface Models {

  /** The name under which work waits for a model's next state. */
  static String arrivalOf(UUID id) {
    return "model:" + id;
  }

  /** The newest state of a model, if one is known by the id. */
  Uni<Optional<ModelState>> find(UUID id);

  /** The completed models, newest first, at most a few hundred. */
  Uni<List<ModelState>> completed();

  /** How many models are completed. */
  Uni<Integer> countCompleted();

  /**
   * The bundle of a model: kept bytes, or fetched from training-service, checked and then kept.
   *
   * @return fails with {@code Unavailable} where training-service does not give it, with {@code
   *     OtherKernel} where the bytes are not those that the model names
   */
  Uni<Buffer> bundle(UUID model, String sha256);
}
