package io.plimsoll.batch;

import io.plimsoll.platform.kafka.IncomingEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Optional;

/** Takes on one kind of command of {@code batch.commands.v1}; a bean of each kind is found. */
public interface CommandHandler {
  /** The command's name, such as {@code StartPipeline}. */
  String command();

  /**
   * Takes the command on, in the transaction that stores its id. A refusal is a {@code
   * ServiceException}, which rolls everything back and is answered.
   *
   * @return the answer to send, or nothing where the handler's own work answers later
   */
  Uni<Optional<CommandAnswer>> handle(SqlConnection connection, IncomingEvent command);
}
