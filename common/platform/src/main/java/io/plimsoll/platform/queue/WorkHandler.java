package io.plimsoll.platform.queue;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * Does the work of one kind. A bean of each kind is found by itself.
 *
 * <p>A failure is retried with backoff when its cause may pass (the database or a neighbour is
 * away, a deadlock, {@code Unavailable}); any other is final. {@link TransientFault} and {@link
 * PermanentFault} say it outright.
 */
public interface WorkHandler {

  /** The kind of items this handler takes. */
  String kind();

  /**
   * Does the work, on a Vert.x context of its own and outside any transaction; it must not block
   * the event loop. When the control is cancelled, end soon, with any outcome: it is thrown away.
   */
  Uni<Completion> handle(WorkItem item, WorkControl control);

  /** Runs in the transaction that gives an item up: attempts used up, final fault, deadline. */
  default Uni<Void> onFailed(SqlConnection connection, WorkItem item, String error) {
    return Uni.createFrom().voidItem();
  }

  /** Runs in the transaction that ends a cancelled item. */
  default Uni<Void> onCancelled(SqlConnection connection, WorkItem item) {
    return Uni.createFrom().voidItem();
  }

  /** How many items of this kind this process works on at once. */
  default int concurrency() {
    return 4;
  }

  /** Whether finished items stay until their owner drops them, instead of being cleaned by age. */
  default boolean keepsHistory() {
    return false;
  }
}
