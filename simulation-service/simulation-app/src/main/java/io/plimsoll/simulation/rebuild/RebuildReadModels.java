package io.plimsoll.simulation.rebuild;

import io.plimsoll.platform.queue.NewWork;
import io.plimsoll.platform.queue.WorkId;
import io.plimsoll.platform.queue.WorkQueue;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;

/** Asks for a rebuild; while one is under way, that one is given back. */
@ApplicationScoped
public class RebuildReadModels {
  private final WorkQueue queue;

  RebuildReadModels(WorkQueue queue) {
    this.queue = queue;
  }

  /** Puts the rebuild into the work queue. */
  public Uni<WorkId> rebuild() {
    return queue.submit(NewWork.of(RebuildWork.KIND, new JsonObject()).withKey(RebuildWork.KIND));
  }
}
