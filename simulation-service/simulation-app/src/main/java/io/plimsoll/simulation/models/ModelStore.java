package io.plimsoll.simulation.models;

import io.plimsoll.contracts.training.ModelState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.UUID;

/** Where the newest state of each model lies. */
public interface ModelStore {

  /** Keeps a state if it is newer than what is kept. */
  Uni<Void> put(SqlConnection connection, ModelState state, long sequence);

  /** Forgets a model that is gone. */
  Uni<Void> remove(SqlConnection connection, UUID id);

  /** Forgets all models; bundles stay, they are named by what they hold. */
  Uni<Void> clear(SqlConnection connection);
}
