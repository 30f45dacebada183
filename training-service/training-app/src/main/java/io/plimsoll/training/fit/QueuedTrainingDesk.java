package io.plimsoll.training.fit;

import io.plimsoll.contracts.training.RetrainModel;
import io.plimsoll.contracts.training.TrainModel;
import io.plimsoll.platform.marketdata.Prices;
import io.plimsoll.platform.outbox.Outbox;
import io.plimsoll.platform.problem.ServiceException.NotFound;
import io.plimsoll.platform.problem.ServiceException.StateConflict;
import io.plimsoll.platform.queue.NewWork;
import io.plimsoll.platform.queue.NotYet;
import io.plimsoll.platform.queue.WorkQueue;
import io.plimsoll.training.Arrivals;
import io.plimsoll.training.Requester;
import io.plimsoll.training.ServiceVersions;
import io.plimsoll.training.TrainingDesk;
import io.plimsoll.training.TrainingOrder;
import io.plimsoll.training.TrainingReceipt;
import io.plimsoll.training.fit.TrainingStore.Moved;
import io.plimsoll.training.fit.TrainingStore.Standing;
import io.plimsoll.training.fit.core.TrainRequests;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The {@link TrainingDesk} that leaves the work to the queue. */
@ApplicationScoped
final class QueuedTrainingDesk implements TrainingDesk {
  private static final int TRIES = 3;

  private final PrepareOrder preparing;
  private final TrainingStore store;
  private final Prices prices;
  private final Arrivals arrivals;
  private final WorkQueue queue;
  private final Outbox outbox;
  private final ServiceVersions versions;
  private final FitConfig config;

  QueuedTrainingDesk(
      PrepareOrder preparing,
      TrainingStore store,
      Prices prices,
      Arrivals arrivals,
      WorkQueue queue,
      Outbox outbox,
      ServiceVersions versions,
      FitConfig config) {
    this.preparing = preparing;
    this.store = store;
    this.prices = prices;
    this.arrivals = arrivals;
    this.queue = queue;
    this.outbox = outbox;
    this.versions = versions;
    this.config = config;
  }

  @Override
  public Uni<TrainingOrder> prepare(TrainModel request) {
    return preparing
        .prepare(request, arrivals::await)
        .onFailure(NotYet.class)
        .transform(NotYet::refusal);
  }

  @Override
  public Uni<TrainingOrder> prepare(RetrainModel request) {
    return preparing
        .prepare(request, arrivals::await)
        .onFailure(NotYet.class)
        .transform(NotYet::refusal);
  }

  @Override
  public Uni<TrainingOrder> prepareNow(TrainModel request) {
    return preparing.prepare(request, arrivals::have);
  }

  @Override
  public Uni<TrainingOrder> prepareNow(RetrainModel request) {
    return preparing.prepare(request, arrivals::have);
  }

  @Override
  public Uni<TrainingReceipt> place(
      SqlConnection connection, TrainingOrder order, Requester requester) {
    return prices
        .keep(connection, order.prices())
        .chain(() -> insert(connection, new Wish(order, requester, Optional.empty()), TRIES))
        .call(receipt -> placeVariants(connection, order, requester, receipt.id()));
  }

  /** The points of a grid that are all kept, with the model that chooses among them as cohort. */
  private Uni<Void> placeVariants(
      SqlConnection connection, TrainingOrder order, Requester requester, UUID cohort) {
    return Multi.createFrom()
        .iterable(order.variants())
        .map(variant -> new Wish(order.of(variant), requester, Optional.of(cohort)))
        .onItem()
        .transformToUniAndConcatenate(wish -> insert(connection, wish, TRIES))
        .collect()
        .last()
        .replaceWithVoid();
  }

  /**
   * A model to be made.
   *
   * @param cohort what grid siblings have in common; absent for the model that chooses
   */
  private record Wish(TrainingOrder order, Requester requester, Optional<UUID> cohort) {
    NewModel model(ServiceVersions versions) {
      UUID id = UUID.randomUUID();
      Optional<UUID> own = order.variants().isEmpty() ? cohort : Optional.of(id);
      return new NewModel(id, TrainRequests.nameOf(order.spec()), order, requester, versions, own);
    }
  }

  @Override
  public Uni<String> cancel(UUID model) {
    return store
        .standing(model)
        .map(found -> cancellable(model, found))
        .call(standing -> queue.cancel(standing.work().orElseThrow()))
        .map(Standing::fingerprint);
  }

  private Uni<TrainingReceipt> insert(SqlConnection connection, Wish wish, int triesLeft) {
    return store
        .insert(connection, wish.model(versions))
        .chain(moved ->
            moved.isPresent()
                ? enqueue(connection, wish.order(), moved.get())
                : duplicate(connection, wish, triesLeft));
  }

  private Uni<TrainingReceipt> enqueue(SqlConnection connection, TrainingOrder order, Moved moved) {
    UUID id = moved.state().modelId();
    NewWork item =
        NewWork.of(FitModel.KIND, new JsonObject().put("model_id", id.toString()))
            .withKey(id.toString())
            .withPriority(TrainRequests.priorityOf(order.request()))
            .withMaxAttempts(config.attempts());
    return queue
        .enqueue(connection, List.of(item))
        .chain(work -> store.attach(connection, id, work.getFirst()))
        .chain(() -> outbox.append(connection, TrainingEvents.of(moved)))
        .replaceWith(new TrainingReceipt.Queued(id, order.fingerprint()));
  }

  /** The live model may have failed since the insert ran into it; then the insert is made again. */
  private Uni<TrainingReceipt> duplicate(SqlConnection connection, Wish wish, int triesLeft) {
    return store
        .findLive(connection, wish.order().fingerprint())
        .chain(found ->
            found.isEmpty() && triesLeft > 0
                ? insert(connection, wish, triesLeft - 1)
                : Uni.createFrom().item(() -> receipt(wish.order(), found.orElseThrow())));
  }

  private static TrainingReceipt receipt(TrainingOrder order, TrainingStore.Existing existing) {
    return new TrainingReceipt.Duplicate(
        existing.id(),
        order.fingerprint(),
        existing.name(),
        existing.status(),
        existing.createdAt());
  }

  private static Standing cancellable(UUID model, Optional<Standing> found) {
    Standing standing = found.orElseThrow(() -> new NotFound("model", model));
    if (standing.status().isTerminal() || standing.work().isEmpty()) {
      throw new StateConflict(
          "Model %s is %s (expected: pending, preprocessing or training)"
              .formatted(model, standing.status().text()),
          Map.of("model_id", model.toString(), "status", standing.status().text()));
    }
    return standing;
  }
}
