package io.plimsoll.batch.items.store;

import io.plimsoll.batch.CommandAnswer;
import io.plimsoll.batch.ItemProcessor;
import io.plimsoll.batch.TimeOrderedId;
import io.plimsoll.batch.items.core.BatchFacts;
import io.plimsoll.batch.items.core.BatchProgress.Status;
import io.plimsoll.batch.items.core.BatchRequest;
import io.plimsoll.batch.items.core.Intaken;
import io.plimsoll.batch.items.core.ItemProcessors;
import io.plimsoll.batch.items.core.StoredBatch;
import io.plimsoll.platform.outbox.Outbox;
import io.plimsoll.platform.problem.ServiceException.StateConflict;
import io.plimsoll.platform.queue.NewWork;
import io.plimsoll.platform.queue.WorkGroups;
import io.plimsoll.platform.queue.WorkQueue;
import io.plimsoll.platform.work.KernelPool;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Opens batches and steers them, each move with its items and its event in one transaction. HTTP
 * and Kafka come here; there is no second way.
 */
@ApplicationScoped
public class BatchDesk {
  private final PgBatches batches;
  private final WorkQueue queue;
  private final WorkGroups groups;
  private final Outbox outbox;
  private final KernelPool pool;
  private final ItemProcessors processors;

  BatchDesk(
      PgBatches batches,
      WorkQueue queue,
      WorkGroups groups,
      Outbox outbox,
      KernelPool pool,
      @All List<ItemProcessor> processors) {
    this.batches = batches;
    this.queue = queue;
    this.groups = groups;
    this.outbox = outbox;
    this.pool = pool;
    this.processors = new ItemProcessors(processors);
  }

  /** The processor of a name. */
  public ItemProcessor processor(String name) {
    return processors.get(name);
  }

  /** A request whose items its processor has read; outside any transaction. */
  public Uni<Prepared> prepare(BatchRequest request) {
    ItemProcessor processor = processors.get(request.processor());
    return pool.compute(() -> new Prepared(request, processor, Intaken.of(request, processor)));
  }

  /** A request that is ready to be stored. */
  public record Prepared(BatchRequest request, ItemProcessor processor, Intaken items) {}

  /**
   * A batch that was opened, or was there.
   *
   * @param duplicate whether an equal request opened it before
   */
  public record Opened(StoredBatch batch, boolean duplicate) {
    /** As the answer to a command. */
    public CommandAnswer toAnswer() {
      return new CommandAnswer(batch.id(), batch.record().hash(), duplicate);
    }
  }

  /** Stores a batch with all of its items, or finds the one that the same request made. */
  public Uni<Opened> open(SqlConnection connection, Prepared prepared) {
    UUID id = TimeOrderedId.next();
    return batches
        .add(connection, id, prepared.request(), prepared.items())
        .chain(isNew -> isNew ? fill(connection, id, prepared) : repeated(connection, prepared));
  }

  private Uni<Opened> fill(SqlConnection connection, UUID id, Prepared prepared) {
    return queue
        .defineGroup(connection, id.toString(), prepared.request().options().maxConcurrent())
        .chain(() -> queue.enqueue(connection, taken(id, prepared)))
        .chain(() -> groups.refuse(connection, refused(id, prepared)))
        .chain(() -> batches.get(connection, id))
        .call(batch -> outbox.append(connection, List.of(BatchFacts.created(batch))))
        .map(batch -> new Opened(batch, false));
  }

  private Uni<Opened> repeated(SqlConnection connection, Prepared prepared) {
    BatchRequest.Origin origin = prepared.request().origin();
    String key = origin.key().orElseThrow();
    return batches
        .getByKey(connection, origin.actor(), key)
        .map(batch -> {
          if (!batch.record().hash().equals(prepared.items().hash())) {
            throw new StateConflict(
                "Idempotency-Key: used before with another body",
                Map.of("batch_id", batch.id().toString()));
          }
          return new Opened(batch, true);
        });
  }

  private static List<NewWork> taken(UUID id, Prepared prepared) {
    return prepared.items().taken().stream().map(item -> work(id, prepared, item)).toList();
  }

  private static List<WorkGroups.Refused> refused(UUID id, Prepared prepared) {
    return prepared.items().refused().stream()
        .map(
            refusal -> new WorkGroups.Refused(work(id, prepared, refusal.item()), refusal.reason()))
        .toList();
  }

  private static NewWork work(UUID id, Prepared prepared, Object item) {
    JsonObject payload =
        new JsonObject().put("item", item).put("options", prepared.request().options().toJson());
    return NewWork.of(prepared.processor().kind(), payload)
        .inGroup(id.toString())
        .withMaxAttempts(prepared.request().options().maxAttempts());
  }

  /** Notes that the batch is to end; {@link #sweep} ends its items. */
  public Uni<StoredBatch> cancel(SqlConnection connection, UUID id) {
    return batches
        .getLocked(connection, id)
        .invoke(batch -> require(batch, !batch.progress().status().isTerminal(), "unfinished"))
        .call(() -> batches.requestCancel(connection, id))
        .chain(() -> batches.get(connection, id));
  }

  /** Ends what waits and what is under way, wherever it is; may be repeated. */
  public Uni<Integer> sweep(UUID id) {
    return queue.cancelGroup(id.toString());
  }

  /** Begins no further item. */
  public Uni<StoredBatch> pause(SqlConnection connection, UUID id) {
    return setPaused(connection, id, true);
  }

  /** Goes on after a pause. */
  public Uni<StoredBatch> resume(SqlConnection connection, UUID id) {
    return setPaused(connection, id, false);
  }

  private Uni<StoredBatch> setPaused(SqlConnection connection, UUID id, boolean isPaused) {
    return batches
        .getLocked(connection, id)
        .invoke(batch -> require(batch, isGoingOn(batch), "unfinished and not being cancelled"))
        .invoke(
            batch -> require(batch, isPaused || batch.progress().paused(), "paused, to be resumed"))
        .chain(batch ->
            batch.progress().paused() == isPaused
                ? Uni.createFrom().item(batch)
                : groups
                    .setPaused(connection, batch.group(), isPaused)
                    .chain(() -> tell(connection, id)));
  }

  private static boolean isGoingOn(StoredBatch batch) {
    return !batch.progress().status().isTerminal() && batch.record().cancelRequestedAt().isEmpty();
  }

  /** Puts failed items back to wait. */
  public Uni<StoredBatch> retryFailed(SqlConnection connection, UUID id) {
    return batches
        .getLocked(connection, id)
        .invoke(batch -> require(batch, isRetriable(batch), "one with failed items, not cancelled"))
        .chain(batch -> groups.retryFailed(connection, batch.group()))
        .chain(() -> tell(connection, id));
  }

  private static boolean isRetriable(StoredBatch batch) {
    return batch.progress().tally().failed() > batch.progress().refused()
        && batch.record().cancelRequestedAt().isEmpty();
  }

  private Uni<StoredBatch> tell(SqlConnection connection, UUID id) {
    return batches
        .get(connection, id)
        .call(batch -> outbox.append(connection, List.of(BatchFacts.progressed(batch))))
        .call(batch -> batches.told(connection, batch));
  }

  /** Deletes a batch that has ended, with its items and their results. */
  public Uni<Void> delete(SqlConnection connection, UUID id) {
    return batches
        .getLocked(connection, id)
        .invoke(batch -> require(batch, batch.progress().status().isTerminal(), "ended"))
        .invoke(
            batch -> require(batch, batch.told().status().isTerminal(), "ended, and its end told"))
        .call(batch -> groups.drop(connection, batch.group()))
        .chain(() -> batches.delete(connection, id));
  }

  private static void require(StoredBatch batch, boolean holds, String expected) {
    if (!holds) {
      Status status = batch.progress().status();
      throw new StateConflict(
          "batch %s: %s (expected: %s)".formatted(batch.id(), status.text(), expected),
          Map.of("batch_status", status.text()));
    }
  }
}
