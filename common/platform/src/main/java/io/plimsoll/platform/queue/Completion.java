package io.plimsoll.platform.queue;

import io.plimsoll.platform.outbox.OutgoingEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.function.Function;

/** How a handler ends an item that succeeded. */
public sealed interface Completion {

  /** What the item's history keeps; small, the real results have tables of their own. */
  JsonObject result();

  /**
   * A small result and its events, stored together with those of many other items in one statement:
   * the fast way.
   */
  record Result(JsonObject result, List<OutgoingEvent> events) implements Completion {
    public Result {
      events = List.copyOf(events);
    }
  }

  /**
   * A result with rows of its own. In one transaction the lease is checked and the item finished,
   * then the effect runs; when the lease was lost nothing of it is stored.
   */
  record InTransaction(JsonObject result, Function<SqlConnection, Uni<Void>> effect)
      implements Completion {}

  /** A result without events. */
  static Completion of(JsonObject result) {
    return new Result(result, List.of());
  }
}
