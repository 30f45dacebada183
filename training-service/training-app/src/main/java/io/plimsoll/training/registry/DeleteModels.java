package io.plimsoll.training.registry;

import io.plimsoll.contracts.Topics;
import io.plimsoll.contracts.training.ModelDeleted;
import io.plimsoll.platform.outbox.Outbox;
import io.plimsoll.platform.outbox.OutgoingEvent;
import io.plimsoll.platform.problem.ServiceException.NotFound;
import io.plimsoll.platform.problem.ServiceException.StateConflict;
import io.plimsoll.platform.queue.WorkQueue;
import io.plimsoll.platform.work.SqlWork;
import io.plimsoll.training.registry.ModelRegistry.Candidate;
import io.plimsoll.training.registry.ModelRegistry.Obstacle;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Ends models: record, importances, bundle and public state go in one transaction. */
@ApplicationScoped
public class DeleteModels {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int TRIES = 100;

  private final SqlWork work;
  private final ModelRegistry models;
  private final WorkQueue queue;
  private final Outbox outbox;
  private final Vertx vertx;

  DeleteModels(SqlWork work, ModelRegistry models, WorkQueue queue, Outbox outbox, Vertx vertx) {
    this.work = work;
    this.models = models;
    this.queue = queue;
    this.outbox = outbox;
    this.vertx = vertx;
  }

  /**
   * Deletes one model.
   *
   * @param force whether a training that waits or runs is cancelled first
   */
  public Uni<Void> delete(UUID id, boolean force) {
    return force ? cancel(id).chain(() -> deleteOnceStopped(id, TRIES)) : deleteNow(id);
  }

  /** Deletes every model that nothing keeps. */
  public Uni<Sweep> deleteAll() {
    return work.atomically(connection ->
        models.candidates(connection, Optional.empty()).chain(found -> sweep(connection, found)));
  }

  private Uni<Void> cancel(UUID id) {
    return work.reading(connection -> models.candidates(connection, Optional.of(id)))
        .map(found -> found.stream().flatMap(one -> one.work().stream()).findFirst())
        .chain(item ->
            item.isPresent()
                ? queue.cancel(item.get()).replaceWithVoid()
                : Uni.createFrom().voidItem());
  }

  private Uni<Void> deleteOnceStopped(UUID id, int triesLeft) {
    return work.reading(connection -> models.candidates(connection, Optional.of(id)))
        .chain(found ->
            triesLeft > 0 && isRunning(found)
                ? pause().chain(() -> deleteOnceStopped(id, triesLeft - 1))
                : deleteNow(id));
  }

  private Uni<Void> deleteNow(UUID id) {
    return work.atomically(connection ->
        models
            .candidates(connection, Optional.of(id))
            .map(found -> deletable(found, id))
            .chain(model -> remove(connection, List.of(model))));
  }

  private Uni<Sweep> sweep(SqlConnection connection, List<Candidate> found) {
    List<Candidate> free = found.stream().filter(one -> one.obstacle().isEmpty()).toList();
    List<Candidate> kept = found.stream().filter(one -> one.obstacle().isPresent()).toList();
    return remove(connection, free).replaceWith(new Sweep(free.size(), kept));
  }

  private Uni<Void> remove(SqlConnection connection, List<Candidate> gone) {
    List<OutgoingEvent> events = gone.stream().flatMap(DeleteModels::farewell).toList();
    return models
        .delete(connection, gone.stream().map(Candidate::id).toList())
        .chain(() -> outbox.append(connection, events));
  }

  private Uni<Void> pause() {
    return Uni.createFrom()
        .emitter(emitter -> vertx.setTimer(PAUSE.toMillis(), _ -> emitter.complete(null)));
  }

  private static boolean isRunning(List<Candidate> found) {
    return found.stream()
        .flatMap(one -> one.obstacle().stream())
        .anyMatch(obstacle -> obstacle == Obstacle.RUNNING);
  }

  private static Candidate deletable(List<Candidate> found, UUID id) {
    if (found.isEmpty()) {
      throw new NotFound("model", id);
    }
    found
        .getFirst()
        .obstacle()
        .ifPresent(obstacle -> {
          throw new StateConflict("Model %s stays. %s".formatted(id, obstacle.reason()));
        });
    return found.getFirst();
  }

  private static Stream<OutgoingEvent> farewell(Candidate model) {
    String subject = model.id().toString();
    ModelRegistry.Label label = model.label();
    return Stream.of(
        OutgoingEvent.of(
            Topics.TRAINING_EVENTS,
            subject,
            new ModelDeleted(
                model.id(), label.name(), label.fingerprint(), label.symbol(), label.timeframe())),
        OutgoingEvent.tombstone(Topics.TRAINING_MODELS, subject));
  }

  /** What a deletion of all models did. */
  public record Sweep(int deleted, List<Candidate> kept) {
    public Sweep {
      kept = List.copyOf(kept);
    }
  }
}
