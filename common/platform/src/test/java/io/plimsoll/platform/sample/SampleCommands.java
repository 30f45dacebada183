package io.plimsoll.platform.sample;

import io.plimsoll.contracts.EventType;
import io.plimsoll.contracts.Problem;
import io.plimsoll.contracts.Topics;
import io.plimsoll.platform.inbox.Consumption;
import io.plimsoll.platform.kafka.IncomingEvent;
import io.plimsoll.platform.outbox.Outbox;
import io.plimsoll.platform.outbox.OutgoingEvent;
import io.plimsoll.platform.problem.ServiceException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes in commands like a service does, and answers them. Wholly reactive. */
@ApplicationScoped
public class SampleCommands {
  private final Consumption consumption;
  private final Outbox outbox;

  SampleCommands(Consumption consumption, Outbox outbox) {
    this.consumption = consumption;
    this.outbox = outbox;
  }

  /** A command's body. */
  record Greet(String name) {}

  @Incoming("sample-commands")
  public Uni<Void> consume(ConsumerRecord<String, byte[]> message) {
    return consumption.once(message, this::greet, this::refuse);
  }

  private Uni<Void> greet(SqlConnection connection, IncomingEvent command) {
    Greet body = command.bodyAs(Greet.class);
    if (body.name().equals("nobody")) {
      throw new ServiceException.Rejected("name", "name: nobody (expected: somebody)");
    }
    return outbox.append(
        connection,
        List.of(answer(command, "GreetAccepted", Map.of("by", command.actor().name()))));
  }

  private Uni<Void> refuse(SqlConnection connection, IncomingEvent command, ServiceException why) {
    Problem problem = why.problem();
    return outbox.append(
        connection, List.of(answer(command, "GreetRejected", Map.of("problem", problem))));
  }

  private static OutgoingEvent answer(IncomingEvent command, String name, Object body) {
    String id = command.envelope().id();
    return OutgoingEvent.of(Topics.TRAINING_EVENTS, new EventType("training", name, 1), id, body)
        .correlatedWith(id);
  }
}
