package io.plimsoll.training.fit;

import io.plimsoll.platform.outbox.Outbox;
import io.plimsoll.platform.queue.Completion;
import io.plimsoll.platform.queue.PermanentFault;
import io.plimsoll.platform.queue.WorkControl;
import io.plimsoll.platform.queue.WorkHandler;
import io.plimsoll.platform.queue.WorkItem;
import io.plimsoll.platform.work.KernelPool;
import io.plimsoll.platform.work.SqlWork;
import io.plimsoll.training.fit.TrainingStore.Job;
import io.plimsoll.training.fit.TrainingStore.Moved;
import io.plimsoll.training.fit.core.Trainings;
import io.plimsoll.trainingkernel.fit.TrainedModel;
import io.plimsoll.trainingkernel.worker.TrainingTask;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Trains one model: reads its bars, hands them to a worker process, and writes down what comes
 * back, in one transaction with the end of the work item and the events.
 */
@ApplicationScoped
final class FitModel implements WorkHandler {
  /** The kind of its work items. */
  static final String KIND = "training.fit";

  private final TrainingStore store;
  private final SqlWork work;
  private final Outbox outbox;
  private final KernelPool kernels;
  private final Workers workers;
  private final TrainingTasks tasks;

  FitModel(
      TrainingStore store,
      SqlWork work,
      Outbox outbox,
      KernelPool kernels,
      Workers workers,
      TrainingTasks tasks) {
    this.store = store;
    this.work = work;
    this.outbox = outbox;
    this.kernels = kernels;
    this.workers = workers;
    this.tasks = tasks;
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
    UUID id = modelOf(item);
    return start(id, item.attempt())
        .map(job -> job.orElseThrow(() -> new PermanentFault("the model waits for nothing")))
        .chain(job -> tasks.of(nameOf(id, item), job.config(), job.snapshot()))
        .chain(task -> train(id, task, control))
        .chain(model -> kernels.compute(() -> Trainings.outcome(model)))
        .map(outcome -> completion(id, outcome));
  }

  @Override
  public Uni<Void> onFailed(SqlConnection connection, WorkItem item, String error) {
    return tell(connection, store.fail(connection, modelOf(item), error));
  }

  @Override
  public Uni<Void> onCancelled(SqlConnection connection, WorkItem item) {
    return tell(connection, store.cancel(connection, modelOf(item)));
  }

  private Uni<Optional<Job>> start(UUID id, int attempt) {
    return work.atomically(connection ->
        tell(connection, store.preprocess(connection, id))
            .chain(() -> store.start(connection, id, attempt, workers.host())));
  }

  private Uni<TrainedModel> train(UUID id, TrainingTask task, WorkControl control) {
    Assignment assignment = workers.assign(task, control);
    return Uni.combine()
        .all()
        .unis(
            assignment.model(),
            assignment.started().chain(pid -> inTransaction(c -> store.assign(c, id, pid))),
            assignment.fitting().chain(() -> inTransaction(c -> moveToTraining(c, id))))
        .with((model, _, _) -> model);
  }

  private Completion completion(UUID id, Outcome outcome) {
    JsonObject result =
        new JsonObject()
            .put("model_id", id.toString())
            .put("artifact_sha256", outcome.artifact().sha256());
    return new Completion.InTransaction(
        result,
        connection ->
            moveToTraining(connection, id)
                .chain(() -> store.complete(connection, id, outcome))
                .map(moved -> moved.orElseThrow(() -> gone(id)))
                .chain(moved -> outbox.append(connection, TrainingEvents.of(moved))));
  }

  /** Usually the worker's first fit has done that already. */
  private Uni<Void> moveToTraining(SqlConnection connection, UUID id) {
    return tell(connection, store.train(connection, id));
  }

  private Uni<Void> tell(SqlConnection connection, Uni<Optional<Moved>> move) {
    return move.chain(moved ->
        moved.isPresent()
            ? outbox.append(connection, TrainingEvents.of(moved.get()))
            : Uni.createFrom().voidItem());
  }

  private Uni<Void> inTransaction(Function<SqlConnection, Uni<Void>> effect) {
    return work.atomically(effect);
  }

  private static String nameOf(UUID id, WorkItem item) {
    return "%s-%d".formatted(id, item.attempt());
  }

  private static PermanentFault gone(UUID id) {
    return new PermanentFault("model %s is not in training any more".formatted(id));
  }

  private static UUID modelOf(WorkItem item) {
    return UUID.fromString(item.payload().getString("model_id"));
  }
}
