package io.plimsoll.simulation.simulations;

import io.plimsoll.platform.outbox.Outbox;
import io.plimsoll.platform.outbox.OutgoingEvent;
import io.plimsoll.platform.queue.Completion;
import io.plimsoll.platform.queue.PermanentFault;
import io.plimsoll.platform.queue.WorkControl;
import io.plimsoll.platform.queue.WorkHandler;
import io.plimsoll.platform.queue.WorkItem;
import io.plimsoll.simulation.simulations.core.SimulationResult;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Computes simulations from the work queue. The result, its trial, the look at a holdout and the
 * event are stored in the transaction that finishes the item.
 */
@ApplicationScoped
class RunSimulationWork implements WorkHandler {
  private final SimulationStore store;
  private final ComputeSimulation computing;
  private final Outbox outbox;

  RunSimulationWork(SimulationStore store, ComputeSimulation computing, Outbox outbox) {
    this.store = store;
    this.computing = computing;
    this.outbox = outbox;
  }

  @Override
  public String kind() {
    return Kinds.RUN;
  }

  @Override
  public Uni<Completion> handle(WorkItem item, WorkControl control) {
    return store
        .find(simulation(item))
        .map(found -> found.orElseThrow(() -> new PermanentFault("the record is gone")))
        .chain(record -> computing.compute(record).map(result -> completion(record, result)));
  }

  private Completion completion(SimulationRecord record, SimulationResult result) {
    return new Completion.InTransaction(
        new JsonObject().put("result_hash", result.hash()),
        connection -> store(connection, record, result));
  }

  private Uni<Void> store(
      SqlConnection connection, SimulationRecord record, SimulationResult result) {
    return store
        .complete(connection, record, result)
        .chain(looks -> event(connection, record, result, looks))
        .chain(event -> tell(connection, record.id(), event));
  }

  private Uni<OutgoingEvent> event(
      SqlConnection connection,
      SimulationRecord record,
      SimulationResult result,
      OptionalInt looks) {
    return store
        .trials(connection, record.identity().family())
        .map(trials -> Stats.told(result.stats(), trials))
        .map(stats -> SimulationEvents.completed(record, stats, looks, false));
  }

  @Override
  public Uni<Void> onFailed(SqlConnection connection, WorkItem item, String error) {
    return end(connection, item, SimulationStatus.FAILED, error);
  }

  @Override
  public Uni<Void> onCancelled(SqlConnection connection, WorkItem item) {
    return end(connection, item, SimulationStatus.CANCELLED, "cancelled");
  }

  private Uni<Void> end(
      SqlConnection connection, WorkItem item, SimulationStatus status, String error) {
    UUID id = simulation(item);
    return store
        .end(connection, id, status, error)
        .chain(() -> store.find(connection, id))
        .chain(found ->
            found.isEmpty()
                ? Uni.createFrom().voidItem()
                : tell(connection, id, SimulationEvents.failed(found.get(), error)));
  }

  /** One event, or one for each command that waits. */
  private Uni<Void> tell(SqlConnection connection, UUID id, OutgoingEvent event) {
    return store
        .takeAwaiting(connection, id)
        .map(commands -> SimulationEvents.forEach(event, commands))
        .chain(events -> outbox.append(connection, events));
  }

  private static UUID simulation(WorkItem item) {
    return UUID.fromString(item.payload().getString("simulation_id"));
  }
}
