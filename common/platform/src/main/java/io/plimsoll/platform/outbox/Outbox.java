package io.plimsoll.platform.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/**
 * Writes events in the transaction that changes the state they tell of.
 *
 * <p>Each event gets the next sequence of its topic and subject under a row lock, so sequences are
 * gapless and in commit order. One relay per service publishes what is committed, in that order per
 * subject, at least once.
 */
public interface Outbox {

  /** Appends events on the connection of a {@code SqlWork} transaction. */
  Uni<Void> append(SqlConnection connection, List<OutgoingEvent> events);
}
