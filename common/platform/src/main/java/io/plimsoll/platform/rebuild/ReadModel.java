package io.plimsoll.platform.rebuild;

import io.plimsoll.contracts.Topic;
import io.plimsoll.platform.kafka.IncomingEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** State that this service keeps of another's compacted topic, and can build again from it. */
public interface ReadModel {

  /** The topic it is made of. */
  Topic topic();

  /** Forgets everything that no record of this service names. */
  Uni<Void> clear(SqlConnection connection);

  /** Takes one message in; one that is not newer than what is kept changes nothing. */
  Uni<Void> apply(SqlConnection connection, IncomingEvent event);
}
