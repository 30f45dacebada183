package io.plimsoll.platform.rebuild;

import io.plimsoll.platform.queue.NewWork;
import io.plimsoll.platform.queue.WorkId;
import io.plimsoll.platform.queue.WorkQueue;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Asks for a rebuild; while one is under way, that one is given back. */
@ApplicationScoped
public class RebuildReadModels {
  private final WorkQueue queue;
  private final List<String> topics;

  RebuildReadModels(WorkQueue queue, @All List<ReadModel> models) {
    this.queue = queue;
    this.topics = models.stream().map(model -> model.topic().name()).sorted().toList();
  }

  /** The topics whose copies this service keeps; none if it keeps nothing of others. */
  public List<String> topics() {
    return topics;
  }

  /** Puts the rebuild into the work queue. */
  public Uni<WorkId> rebuild() {
    return queue.submit(NewWork.of(RebuildWork.KIND, new JsonObject()).withKey(RebuildWork.KIND));
  }
}
