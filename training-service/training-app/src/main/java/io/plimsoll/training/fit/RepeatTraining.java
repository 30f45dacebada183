package io.plimsoll.training.fit;

import io.plimsoll.platform.queue.Completion;
import io.plimsoll.platform.queue.PermanentFault;
import io.plimsoll.platform.queue.WorkControl;
import io.plimsoll.platform.queue.WorkHandler;
import io.plimsoll.platform.queue.WorkItem;
import io.plimsoll.platform.work.SqlWork;
import io.plimsoll.trainingkernel.fit.TrainedModel;
import io.plimsoll.trainingkernel.worker.TrainingTask;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/**
 * Trains a model once more, in a worker process that has done nothing before, and writes down the
 * hash of what comes out. The model's record stays as it is.
 */
@ApplicationScoped
final class RepeatTraining implements WorkHandler {
  /** The kind of its work items. */
  static final String KIND = "training.verify";

  private final VerificationStore store;
  private final SqlWork work;
  private final TrainingTasks tasks;
  private final Workers workers;

  RepeatTraining(VerificationStore store, SqlWork work, TrainingTasks tasks, Workers workers) {
    this.store = store;
    this.work = work;
    this.tasks = tasks;
    this.workers = workers;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public int concurrency() {
    return workers.size();
  }

  @Override
  public Uni<Completion> handle(WorkItem item, WorkControl control) {
    UUID id = verificationOf(item);
    return work.atomically(connection -> store.start(connection, id, workers.host()))
        .map(found -> found.orElseThrow(() -> new PermanentFault("the verification has ended")))
        .chain(subject -> tasks.of(name(id, item), subject.config(), subject.snapshot()))
        .chain(task -> train(id, task.inFreshProcess(), control))
        .map(model -> completion(id, model));
  }

  @Override
  public Uni<Void> onFailed(SqlConnection connection, WorkItem item, String error) {
    return store.end(connection, verificationOf(item), "failed", Optional.of(error));
  }

  @Override
  public Uni<Void> onCancelled(SqlConnection connection, WorkItem item) {
    return store.end(connection, verificationOf(item), "cancelled", Optional.empty());
  }

  private Uni<TrainedModel> train(UUID id, TrainingTask task, WorkControl control) {
    Assignment assignment = workers.assign(task, control);
    return Uni.combine()
        .all()
        .unis(
            assignment.model(),
            assignment
                .started()
                .chain(pid -> work.atomically(connection -> store.assign(connection, id, pid))))
        .with((model, _) -> model);
  }

  private Completion completion(UUID id, TrainedModel model) {
    JsonObject result =
        new JsonObject().put("verification_id", id.toString()).put("sha256", model.sha256());
    return new Completion.InTransaction(
        result, connection -> store.complete(connection, id, model.sha256()));
  }

  private static String name(UUID id, WorkItem item) {
    return "verify-%s-%d".formatted(id, item.attempt());
  }

  private static UUID verificationOf(WorkItem item) {
    return UUID.fromString(item.payload().getString("verification_id"));
  }
}
