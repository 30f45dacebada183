package io.plimsoll.simulation.models;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.util.UUID;

/** Where bundles come from. */
public interface Artifacts {

  /** Fetches the bundle of a model; fails with {@code Unavailable} where it is not given. */
  Uni<Buffer> fetch(UUID model);
}
