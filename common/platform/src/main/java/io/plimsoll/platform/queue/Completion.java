package io.plimsoll.platform.queue;

import io.plimsoll.platform.outbox.OutgoingEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.function.Function;

/** How a handler ends an item that it could work on. */
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

  /**
   * No result yet, because what the item needs has not arrived. It goes back among the waiting
   * ones, durably, without an attempt counted and without a worker held. It is started again as
   * soon as {@link WorkQueue#arrived} names the same, and after growing pauses in case nobody says
   * so; how long it may wait in all is for its handler to say, by {@link WorkItem#waited()}.
   *
   * @param awaited what has to arrive
   * @param reason what is said of the item meanwhile
   */
  record Waiting(String awaited, String reason) implements Completion {
    @Override
    public JsonObject result() {
      return new JsonObject();
    }
  }

  /** A result without events. */
  static Completion of(JsonObject result) {
    return new Result(result, List.of());
  }
}
