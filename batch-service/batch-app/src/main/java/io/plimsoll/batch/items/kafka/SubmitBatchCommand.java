package io.plimsoll.batch.items.kafka;

import io.plimsoll.batch.CommandAnswer;
import io.plimsoll.batch.CommandHandler;
import io.plimsoll.batch.items.core.BatchChecks;
import io.plimsoll.batch.items.core.BatchRequest;
import io.plimsoll.batch.items.store.BatchDesk;
import io.plimsoll.contracts.batch.SubmitBatch;
import io.plimsoll.platform.kafka.IncomingEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The command {@code SubmitBatch}. */
@ApplicationScoped
public class SubmitBatchCommand implements CommandHandler {
  private final BatchDesk desk;

  SubmitBatchCommand(BatchDesk desk) {
    this.desk = desk;
  }

  @Override
  public String command() {
    return SubmitBatch.class.getSimpleName();
  }

  @Override
  public Uni<Optional<CommandAnswer>> handle(SqlConnection connection, IncomingEvent command) {
    return Uni.createFrom()
        .item(() -> toRequest(command))
        .chain(desk::prepare)
        .chain(prepared -> desk.open(connection, prepared))
        .map(opened -> Optional.of(opened.toAnswer()));
  }

  /** A command is taken in once, by its id: that is its key too. */
  private static BatchRequest toRequest(IncomingEvent command) {
    SubmitBatch body = command.bodyAs(SubmitBatch.class);
    String id = command.envelope().id();
    return BatchChecks.check(
        body.processor(),
        body.items(),
        body.options(),
        new BatchRequest.Origin(
            command.actor().name(), Optional.of("kafka:" + id), Optional.of(id)));
  }
}
