package io.plimsoll.platform.inbox;

import io.plimsoll.platform.kafka.IncomingEvent;
import io.plimsoll.platform.problem.ServiceException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes in one Kafka record with exactly one effect.
 *
 * <p>The event's id, the check that it is newer than what its subject has seen, and the effect are
 * one transaction. The returned {@code Uni} ends when the record may be acknowledged: the effect is
 * committed, or was before, or the record lies among the dead letters. A neighbour's or the
 * database's outage does not end it: the record is tried again until they are back.
 *
 * <p>A record that cannot be read is a dead letter at once; a defect becomes one after its retries.
 */
public interface Consumption {

  /** Applies the effect once; a failure of the effect that no retry cures is a dead letter. */
  Uni<Void> once(
      ConsumerRecord<String, byte[]> event,
      BiFunction<SqlConnection, IncomingEvent, Uni<Void>> effect);

  /**
   * Applies a command's effect once; when the command is refused (not found, conflict, rejected)
   * all of the effect is rolled back and the refusal is stored instead, in one transaction with the
   * event's id. The refusal appends the {@code <Command>Rejected} event.
   */
  Uni<Void> once(
      ConsumerRecord<String, byte[]> event,
      BiFunction<SqlConnection, IncomingEvent, Uni<Void>> effect,
      Refusal refusal);

  /** Writes down that a command was refused and why. */
  @FunctionalInterface
  interface Refusal {
    Uni<Void> append(SqlConnection connection, IncomingEvent command, ServiceException why);
  }
}
