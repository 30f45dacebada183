package io.plimsoll.simulation.simulations;

import io.plimsoll.contracts.simulation.CancelSimulation;
import io.plimsoll.contracts.simulation.RunSimulation;
import io.plimsoll.platform.outbox.Outbox;
import io.plimsoll.platform.outbox.OutgoingEvent;
import io.plimsoll.platform.problem.ServiceException;
import io.plimsoll.platform.problem.ServiceException.NotFound;
import io.plimsoll.platform.problem.ServiceException.Rejected;
import io.plimsoll.platform.problem.ServiceException.Unavailable;
import io.plimsoll.platform.queue.Completion;
import io.plimsoll.platform.queue.NotYet;
import io.plimsoll.platform.queue.TrackedWork;
import io.plimsoll.platform.queue.WorkControl;
import io.plimsoll.platform.queue.WorkHandler;
import io.plimsoll.platform.queue.WorkItem;
import io.plimsoll.platform.queue.WorkQueue;
import io.plimsoll.simulation.simulations.SimulationStore.Opened;
import io.plimsoll.simulation.simulations.core.Span;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Carries out the commands that the consumer queued, and answers them. A refusal is an answer too;
 * only an outage makes the queue try again. A command that came before what it names waits for it.
 */
@ApplicationScoped
class CommandWork implements WorkHandler {
  private final PlanSimulation planning;
  private final OpenSimulation opening;
  private final SimulationStore store;
  private final WorkQueue queue;
  private final Outbox outbox;
  private final SimulationsConfig config;

  CommandWork(
      PlanSimulation planning,
      OpenSimulation opening,
      SimulationStore store,
      WorkQueue queue,
      Outbox outbox,
      SimulationsConfig config) {
    this.planning = planning;
    this.opening = opening;
    this.store = store;
    this.queue = queue;
    this.outbox = outbox;
    this.config = config;
  }

  @Override
  public String kind() {
    return Kinds.COMMAND;
  }

  @Override
  public Uni<Completion> handle(WorkItem item, WorkControl control) {
    Command command = Command.of(item.payload());
    Uni<Completion> answer =
        switch (command.name()) {
          case Command.RUN -> run(item, command);
          case Command.CANCEL -> cancel(command);
          default ->
              Uni.createFrom()
                  .failure(new Rejected("%s: unknown command".formatted(command.name())));
        };
    return answer
        .onFailure(CommandWork::isRefusal)
        .recoverWithItem(refusal -> refused(command, (ServiceException) refusal));
  }

  private static boolean isRefusal(Throwable failure) {
    return failure instanceof ServiceException && !(failure instanceof Unavailable);
  }

  private static Completion refused(Command command, ServiceException why) {
    return new Completion.Result(
        new JsonObject().put("refused", why.type().name()),
        List.of(SimulationEvents.rejected(command.name(), command.id(), why.problem())));
  }

  private Uni<Completion> run(WorkItem item, Command command) {
    return Uni.createFrom()
        .item(() -> command.bodyAs(RunSimulation.class))
        .chain(asked -> planning.planNow(asked, command.actor()))
        .map(plan -> opened(plan, command))
        .onFailure(NotYet.class)
        .recoverWithItem(missing -> waiting(item, command, missing));
  }

  private Completion waiting(WorkItem item, Command command, NotYet missing) {
    return missing.waitOr(item, config.commandPatience(), why -> refused(command, why));
  }

  private Completion opened(SimulationPlan plan, Command command) {
    return new Completion.InTransaction(
        new JsonObject().put("fingerprint", plan.fingerprint()),
        connection -> open(connection, plan, command));
  }

  private Uni<Void> open(SqlConnection connection, SimulationPlan plan, Command command) {
    return opening.open(connection, plan).chain(opened -> answer(connection, opened, command));
  }

  /** A completed record is told at once; one under way when it ends. */
  private Uni<Void> answer(SqlConnection connection, Opened opened, Command command) {
    if (opened.status() != SimulationStatus.COMPLETED) {
      return store
          .await(connection, opened.id(), command.id())
          .chain(() -> outbox.append(connection, List.of(accepted(opened, command))));
    }
    return store
        .find(connection, opened.id())
        .map(Optional::orElseThrow)
        .chain(record -> completed(connection, record, command))
        .map(completed -> List.of(accepted(opened, command), completed))
        .chain(events -> outbox.append(connection, events));
  }

  private static OutgoingEvent accepted(Opened opened, Command command) {
    return SimulationEvents.accepted(
        command.name(), command.id(), opened.id(), opened.fingerprint(), !opened.isNew());
  }

  private Uni<OutgoingEvent> completed(
      SqlConnection connection, SimulationRecord record, Command command) {
    return store
        .trials(connection, record.identity().family())
        .map(trials -> Stats.told(record.stats().orElseThrow(), trials))
        .chain(stats -> looks(connection, record).map(looks -> told(record, stats, looks)))
        .map(event -> event.correlatedWith(command.id()));
  }

  private Uni<OptionalInt> looks(SqlConnection connection, SimulationRecord record) {
    return record.subject().span() == Span.HOLDOUT
        ? store.holdoutLooks(connection, record.identity().family()).map(OptionalInt::of)
        : Uni.createFrom().item(OptionalInt.empty());
  }

  private static OutgoingEvent told(
      SimulationRecord record, Map<String, Double> stats, OptionalInt looks) {
    return SimulationEvents.completed(record, stats, looks, true);
  }

  private Uni<Completion> cancel(Command command) {
    return Uni.createFrom()
        .item(() -> command.bodyAs(CancelSimulation.class))
        .map(CommandWork::simulation)
        .chain(id ->
            store.find(id).map(found -> found.orElseThrow(() -> new NotFound("simulation", id))))
        .call(record -> queue.find(Kinds.RUN, record.id().toString()).chain(this::cancelled))
        .map(record ->
            new Completion.Result(
                new JsonObject(),
                List.of(
                    SimulationEvents.accepted(
                        command.name(),
                        command.id(),
                        record.id(),
                        record.identity().fingerprint(),
                        false))));
  }

  private Uni<Boolean> cancelled(Optional<TrackedWork> item) {
    return item.isEmpty() ? Uni.createFrom().item(false) : queue.cancel(item.get().id());
  }

  private static UUID simulation(CancelSimulation asked) {
    if (asked.simulationId() == null) {
      throw new Rejected("simulation_id", "simulation_id: absent (expected: a simulation's id)");
    }
    return asked.simulationId();
  }

  /** Nothing is left to tell when even the retries fail, so the sender is told that. */
  @Override
  public Uni<Void> onFailed(SqlConnection connection, WorkItem item, String error) {
    Command command = Command.of(item.payload());
    ServiceException why = new Unavailable("The command could not be carried out in time");
    return outbox.append(
        connection,
        List.of(SimulationEvents.rejected(command.name(), command.id(), why.problem())));
  }
}
