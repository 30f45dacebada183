package io.plimsoll.batch;

import io.plimsoll.platform.inbox.Consumption;
import io.plimsoll.platform.kafka.IncomingEvent;
import io.plimsoll.platform.outbox.Outbox;
import io.plimsoll.platform.problem.ServiceException;
import io.plimsoll.platform.problem.ServiceException.Rejected;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * What batch-service listens to: its commands, and the facts of all three services. Wholly
 * reactive; each record is acknowledged after the transaction of its effect.
 */
@ApplicationScoped
public class BatchTopics {
  private final Consumption consumption;
  private final Outbox outbox;
  private final Map<String, CommandHandler> handlers = new TreeMap<>();
  private final List<FactListener> listeners;

  BatchTopics(
      Consumption consumption,
      Outbox outbox,
      @All List<CommandHandler> handlers,
      @All List<FactListener> listeners) {
    this.consumption = consumption;
    this.outbox = outbox;
    handlers.forEach(handler -> this.handlers.put(handler.command(), handler));
    this.listeners = listeners;
  }

  /** Commands to this service. */
  @Incoming("batch-commands")
  public Uni<Void> command(ConsumerRecord<String, byte[]> record) {
    return consumption.once(record, this::carryOut, this::refuse);
  }

  /** Facts of training-service. */
  @Incoming("training-events")
  public Uni<Void> trainingFact(ConsumerRecord<String, byte[]> record) {
    return consumption.once(record, this::hear);
  }

  /** Facts of simulation-service. */
  @Incoming("simulation-events")
  public Uni<Void> simulationFact(ConsumerRecord<String, byte[]> record) {
    return consumption.once(record, this::hear);
  }

  /** This service's own facts, which start pipelines and end their steps. */
  @Incoming("batch-events")
  public Uni<Void> ownFact(ConsumerRecord<String, byte[]> record) {
    return consumption.once(record, this::hear);
  }

  private Uni<Void> carryOut(SqlConnection connection, IncomingEvent command) {
    String name = command.envelope().eventType().name();
    CommandHandler handler = handlers.get(name);
    if (handler == null) {
      return Uni.createFrom()
          .failure(
              new Rejected(
                  "%s: unknown command (expected: %s)".formatted(name, handlers.keySet())));
    }
    return handler.handle(connection, command).chain(answer -> accept(connection, command, answer));
  }

  private Uni<Void> accept(
      SqlConnection connection, IncomingEvent command, Optional<CommandAnswer> answer) {
    return outbox.append(
        connection,
        answer.stream()
            .map(given ->
                CommandAnswers.accepted(
                    command.envelope().eventType(), command.envelope().id(), given))
            .toList());
  }

  private Uni<Void> refuse(SqlConnection connection, IncomingEvent command, ServiceException why) {
    return outbox.append(
        connection,
        List.of(
            CommandAnswers.rejected(
                command.envelope().eventType(), command.envelope().id(), why.problem())));
  }

  private Uni<Void> hear(SqlConnection connection, IncomingEvent fact) {
    Uni<Void> heard = Uni.createFrom().voidItem();
    for (FactListener listener : listeners) {
      heard = heard.chain(() -> listener.hear(connection, fact));
    }
    return heard;
  }
}
