package io.plimsoll.batch;

import io.plimsoll.contracts.EventType;
import io.plimsoll.contracts.Problem;
import io.plimsoll.contracts.Topics;
import io.plimsoll.contracts.batch.BatchCommandAccepted;
import io.plimsoll.contracts.batch.BatchCommandRejected;
import io.plimsoll.platform.outbox.OutgoingEvent;

/** The events that answer commands, correlated with the command's own id. */
public final class CommandAnswers {
  private CommandAnswers() {}

  /** The answer to a command that was taken on. */
  public static OutgoingEvent accepted(EventType command, String id, CommandAnswer answer) {
    return answer(
        command,
        "Accepted",
        id,
        new BatchCommandAccepted(id, answer.id(), answer.fingerprint(), answer.duplicate()));
  }

  /** The answer to a command that was refused. */
  public static OutgoingEvent rejected(EventType command, String id, Problem problem) {
    return answer(command, "Rejected", id, new BatchCommandRejected(id, problem));
  }

  private static OutgoingEvent answer(EventType command, String verb, String id, Object body) {
    EventType type = new EventType(command.owner(), command.name() + verb, command.version());
    return OutgoingEvent.of(Topics.BATCH_EVENTS, type, id, body).correlatedWith(id).causedBy(id);
  }
}
