package io.plimsoll.batch;

import io.plimsoll.platform.kafka.IncomingEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Hears every fact that batch-service listens to; every bean of this kind is told. */
public interface FactListener {
  /** Takes the fact in, in the transaction that stores its id; what does not concern it passes. */
  Uni<Void> hear(SqlConnection connection, IncomingEvent fact);
}
