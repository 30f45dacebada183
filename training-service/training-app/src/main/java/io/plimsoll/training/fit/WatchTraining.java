package io.plimsoll.training.fit;

import io.plimsoll.platform.problem.ServiceException.NotFound;
import io.plimsoll.platform.queue.TrackedWork;
import io.plimsoll.platform.queue.WorkQueue;
import io.plimsoll.training.ModelStatus;
import io.plimsoll.training.fit.TrainingStore.Standing;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Watches a training until its end, from any replica: the model's status and the progress that its
 * worker writes to the work item.
 */
@ApplicationScoped
public class WatchTraining {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final TrainingStore store;
  private final WorkQueue queue;
  private final Vertx vertx;

  WatchTraining(TrainingStore store, WorkQueue queue, Vertx vertx) {
    this.store = store;
    this.queue = queue;
    this.vertx = vertx;
  }

  /** Fails with {@code NotFound} if there is no such model. */
  public Uni<Sight> look(UUID model) {
    return store
        .standing(model)
        .map(found -> found.orElseThrow(() -> new NotFound("model", model)))
        .chain(standing -> withProgress(model, standing));
  }

  /** What is seen now and then whenever it changes, up to and including the end. */
  public Multi<Sight> watch(UUID model, Sight first) {
    Multi<Sight> later =
        Multi.createBy()
            .repeating()
            .uni(() -> pause().chain(() -> look(model)))
            .whilst(sight -> !sight.status().isTerminal());
    return Multi.createBy()
        .concatenating()
        .streams(
            Multi.createFrom().item(first),
            first.status().isTerminal() ? Multi.createFrom().empty() : later)
        .skip()
        .repetitions();
  }

  private Uni<Sight> withProgress(UUID model, Standing standing) {
    if (standing.work().isEmpty() || standing.status().isTerminal()) {
      return Uni.createFrom().item(Sight.of(model, standing, Optional.empty()));
    }
    return queue
        .find(standing.work().get())
        .map(tracked -> Sight.of(model, standing, tracked.map(TrackedWork::progress)));
  }

  private Uni<Void> pause() {
    return Uni.createFrom()
        .emitter(emitter -> vertx.setTimer(PAUSE.toMillis(), _ -> emitter.complete(null)));
  }

  /**
   * How far a training is.
   *
   * @param fraction 0 to 1
   * @param detail phase, fold, round and newest metric, as the worker said them last
   * @param error why it failed
   */
  public record Sight(
      UUID model, ModelStatus status, double fraction, JsonObject detail, Optional<String> error) {

    static Sight of(UUID model, Standing standing, Optional<TrackedWork.Progress> progress) {
      double whole = standing.status() == ModelStatus.COMPLETED ? 1 : 0;
      return new Sight(
          model,
          standing.status(),
          progress.map(TrackedWork.Progress::fraction).orElse(whole),
          progress.map(TrackedWork.Progress::detail).orElseGet(JsonObject::new),
          standing.error());
    }

    /** A name for this sight: equal sights have equal names, before and after a reconnection. */
    public String name() {
      return "%s-%08x".formatted(status.text(), hashCodeOfContent());
    }

    private int hashCodeOfContent() {
      return "%s|%s|%s".formatted(fraction, detail.encode(), error.orElse("")).hashCode();
    }
  }
}
