package io.plimsoll.training.commands.kafka;

import io.plimsoll.contracts.training.CancelTraining;
import io.plimsoll.contracts.training.RetrainModel;
import io.plimsoll.contracts.training.TrainModel;
import io.plimsoll.platform.inbox.Consumption;
import io.plimsoll.platform.kafka.IncomingEvent;
import io.plimsoll.platform.kafka.MessageFault;
import io.plimsoll.platform.outbox.Outbox;
import io.plimsoll.platform.problem.ServiceException;
import io.plimsoll.platform.queue.NewWork;
import io.plimsoll.platform.queue.WorkQueue;
import io.plimsoll.training.commands.CarryOutCommand;
import io.plimsoll.training.commands.Command;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Takes commands in: reads them strictly, queues them, and acknowledges. Wholly reactive; what a
 * command asks for is done by {@link CarryOutCommand}.
 */
@ApplicationScoped
final class TrainingCommandsConsumer {
  private final Consumption consumption;
  private final WorkQueue queue;
  private final Outbox outbox;

  TrainingCommandsConsumer(Consumption consumption, WorkQueue queue, Outbox outbox) {
    this.consumption = consumption;
    this.queue = queue;
    this.outbox = outbox;
  }

  /** Queues one command, once. */
  @Incoming("training-commands")
  public Uni<Void> consume(ConsumerRecord<String, byte[]> message) {
    return consumption.once(message, this::enqueue, this::refuse);
  }

  private Uni<Void> enqueue(SqlConnection connection, IncomingEvent event) {
    return Uni.createFrom()
        .item(() -> commandOf(event))
        .map(command -> NewWork.of(CarryOutCommand.KIND, command.toJson()).withKey(command.id()))
        .chain(item -> queue.enqueue(connection, List.of(item)))
        .replaceWithVoid();
  }

  private Uni<Void> refuse(SqlConnection connection, IncomingEvent event, ServiceException why) {
    Command command =
        new Command(
            event.envelope().eventType().name(),
            event.envelope().id(),
            event.actor().name(),
            new JsonObject());
    return outbox.append(connection, List.of(command.rejected(why.problem())));
  }

  private static Command commandOf(IncomingEvent event) {
    String name = event.envelope().eventType().name();
    Class<?> contract =
        switch (name) {
          case Command.TRAIN -> TrainModel.class;
          case Command.RETRAIN -> RetrainModel.class;
          case Command.CANCEL -> CancelTraining.class;
          default ->
              throw new MessageFault(
                  "malformed",
                  "type: %s (expected: TrainModel, RetrainModel or CancelTraining)"
                      .formatted(name));
        };
    event.bodyAs(contract);
    return new Command(
        name,
        event.envelope().id(),
        event.actor().name(),
        new JsonObject(Buffer.buffer(event.body().getBytes())));
  }
}
