package io.plimsoll.batch.risk.store;

import io.plimsoll.batch.CommandAnswer;
import io.plimsoll.batch.CommandHandler;
import io.plimsoll.contracts.Topics;
import io.plimsoll.contracts.batch.RiskRunStarted;
import io.plimsoll.contracts.batch.RunRisk;
import io.plimsoll.kernel.identity.Fingerprint;
import io.plimsoll.platform.kafka.IncomingEvent;
import io.plimsoll.platform.outbox.Outbox;
import io.plimsoll.platform.outbox.OutgoingEvent;
import io.plimsoll.platform.queue.WorkQueue;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes on {@code RunRisk}: a request, its work item and the fact that it began, together. */
@ApplicationScoped
class RiskCommands implements CommandHandler {
  private final PgNights nights;
  private final WorkQueue queue;
  private final Outbox outbox;

  RiskCommands(PgNights nights, WorkQueue queue, Outbox outbox) {
    this.nights = nights;
    this.queue = queue;
    this.outbox = outbox;
  }

  @Override
  public String command() {
    return RunRisk.class.getSimpleName();
  }

  @Override
  public Uni<Optional<CommandAnswer>> handle(SqlConnection connection, IncomingEvent command) {
    RunRisk body = command.bodyAs(RunRisk.class);
    PgNights.NewRequest wanted =
        new PgNights.NewRequest(
            Optional.ofNullable(body.portfolioId()),
            Optional.ofNullable(body.asOf()),
            command.actor().name(),
            Optional.of(command.envelope().id()));
    return nights
        .open(connection, wanted)
        .call(request -> queue.enqueue(connection, List.of(RiskRunHandler.workFor(request.id()))))
        .call(request -> outbox.append(connection, List.of(started(request))))
        .map(request -> Optional.of(answer(request)));
  }

  private static OutgoingEvent started(PgNights.Request request) {
    OutgoingEvent event =
        OutgoingEvent.of(
            Topics.BATCH_EVENTS,
            request.id().toString(),
            new RiskRunStarted(request.id(), request.asOf(), request.portfolioIds()));
    return request.correlation().map(event::correlatedWith).orElse(event);
  }

  /** A request has no duplicates; its portfolios' runs do, and say so when they are done. */
  private static CommandAnswer answer(PgNights.Request request) {
    Fingerprint asked =
        Fingerprint.of(
            Map.of(
                "as_of",
                request.asOf().toString(),
                "portfolios",
                request.portfolioIds().stream().map(Object::toString).toList()));
    return new CommandAnswer(request.id(), asked.hex(), false);
  }
}
