package io.plimsoll.simulation.simulations.kafka;

import io.plimsoll.contracts.simulation.CancelSimulation;
import io.plimsoll.contracts.simulation.RunSimulation;
import io.plimsoll.platform.inbox.Consumption;
import io.plimsoll.platform.kafka.IncomingEvent;
import io.plimsoll.platform.outbox.Outbox;
import io.plimsoll.platform.problem.ServiceException;
import io.plimsoll.platform.problem.ServiceException.Rejected;
import io.plimsoll.platform.queue.NewWork;
import io.plimsoll.platform.queue.WorkQueue;
import io.plimsoll.simulation.simulations.Command;
import io.plimsoll.simulation.simulations.Kinds;
import io.plimsoll.simulation.simulations.SimulationEvents;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes commands in: reads them strictly, queues them, and acknowledges. Wholly reactive. */
@ApplicationScoped
class SimulationCommandsConsumer {
  private final Consumption consumption;
  private final WorkQueue queue;
  private final Outbox outbox;

  SimulationCommandsConsumer(Consumption consumption, WorkQueue queue, Outbox outbox) {
    this.consumption = consumption;
    this.queue = queue;
    this.outbox = outbox;
  }

  /** Queues one command, once. */
  @Incoming("simulation-commands")
  public Uni<Void> consume(ConsumerRecord<String, byte[]> message) {
    return consumption.once(message, this::enqueue, this::refuse);
  }

  private Uni<Void> enqueue(SqlConnection connection, IncomingEvent event) {
    return Uni.createFrom()
        .item(() -> command(event))
        .map(command -> NewWork.of(Kinds.COMMAND, command.toJson()).withKey(command.id()))
        .chain(item -> queue.enqueue(connection, List.of(item)))
        .replaceWithVoid();
  }

  private static Command command(IncomingEvent event) {
    String name = event.envelope().eventType().name();
    switch (name) {
      case Command.RUN -> event.bodyAs(RunSimulation.class);
      case Command.CANCEL -> event.bodyAs(CancelSimulation.class);
      default ->
          throw new Rejected(
              "%s: unknown command (expected: RunSimulation or CancelSimulation)".formatted(name));
    }
    return new Command(
        name, event.envelope().id(), event.actor().name(), new JsonObject(event.body()));
  }

  private Uni<Void> refuse(SqlConnection connection, IncomingEvent event, ServiceException why) {
    return outbox.append(
        connection,
        List.of(
            SimulationEvents.rejected(
                event.envelope().eventType().name(), event.envelope().id(), why.problem())));
  }
}
