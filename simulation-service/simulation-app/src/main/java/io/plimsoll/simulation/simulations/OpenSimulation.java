package io.plimsoll.simulation.simulations;

import io.plimsoll.contracts.simulation.RunSimulation;
import io.plimsoll.platform.marketdata.Prices;
import io.plimsoll.platform.queue.NewWork;
import io.plimsoll.platform.queue.WorkQueue;
import io.plimsoll.platform.work.Intake;
import io.plimsoll.platform.work.Polling;
import io.plimsoll.platform.work.SqlWork;
import io.plimsoll.simulation.simulations.SimulationStore.Opened;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes a request on: finds the record that has its fingerprint or makes one and puts it into the
 * work queue, in one transaction, so that identical requests share one record and one computation.
 */
@ApplicationScoped
public class OpenSimulation {
  private static final Duration DEADLINE = Duration.ofHours(1);

  private final PlanSimulation planning;
  private final SqlWork work;
  private final Prices prices;
  private final SimulationStore store;
  private final WorkQueue queue;
  private final Polling polling;
  private final SimulationsConfig config;
  private final Intake intake;

  OpenSimulation(
      PlanSimulation planning,
      SqlWork work,
      Prices prices,
      SimulationStore store,
      WorkQueue queue,
      Polling polling,
      SimulationsConfig config,
      Intake intake) {
    this.planning = planning;
    this.work = work;
    this.prices = prices;
    this.store = store;
    this.queue = queue;
    this.polling = polling;
    this.config = config;
    this.intake = intake;
  }

  /**
   * Takes a request on and waits a while for its result.
   *
   * @return the record, completed or still queued when time is up
   */
  public Uni<Answer> run(RunSimulation asked, String actor) {
    return planning
        .plan(asked, actor)
        .chain(plan -> work.atomically(connection -> open(connection, plan)))
        .chain(this::awaitEnd);
  }

  /** Takes a plan on in a transaction of the caller. */
  Uni<Opened> open(SqlConnection connection, SimulationPlan plan) {
    return prices
        .keep(connection, plan.made().snapshot())
        .chain(() -> store.open(connection, plan))
        .call(opened -> opened.isNew() ? enqueue(connection, opened.id()) : nothing());
  }

  private Uni<Void> enqueue(SqlConnection connection, UUID id) {
    NewWork item =
        NewWork.of(Kinds.RUN, new JsonObject().put("simulation_id", id.toString()))
            .withKey(id.toString())
            .withDeadline(DEADLINE);
    return queue.enqueue(connection, List.of(item)).replaceWithVoid();
  }

  private Uni<Answer> awaitEnd(Opened opened) {
    return polling
        .until(() -> store.status(opened.id()), this::isEnd, config.resultPatience())
        .chain(() -> store.find(opened.id()))
        .map(found -> new Answer(found.orElseThrow(), !opened.isNew()));
  }

  /** A process that stops answers that it is still queued, while it can. */
  private boolean isEnd(Optional<SimulationStatus> status) {
    return intake.hasEnded() || status.map(known -> known != SimulationStatus.QUEUED).orElse(true);
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }

  /**
   * The record of a request.
   *
   * @param duplicate whether it was there before
   */
  public record Answer(SimulationRecord record, boolean duplicate) {}
}
