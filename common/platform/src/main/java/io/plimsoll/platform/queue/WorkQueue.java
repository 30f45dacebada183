package io.plimsoll.platform.queue;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;

/**
 * The one mechanism for long work of a service: items are enqueued in the transaction that records
 * their cause, claimed under a lease by any replica, and finished once.
 *
 * <p>Handlers run at least once, the effect they leave in the database exactly once; what they do
 * to the outside world is at least once.
 */
public interface WorkQueue {

  /**
   * Enqueues items on the connection of a {@code SqlWork} transaction; they may be claimed once it
   * commits. Ids come in the order of the items.
   */
  Uni<List<WorkId>> enqueue(SqlConnection connection, List<NewWork> items);

  /** Enqueues items in the current Panache session's transaction. */
  Uni<List<WorkId>> enqueueInSession(List<NewWork> items);

  /**
   * Enqueues one item in a transaction that many callers share; the id comes after its commit. This
   * is the fast way for single items that belong to no other change.
   */
  Uni<WorkId> submit(NewWork item);

  /**
   * Says, in the transaction of a {@code SqlWork}, that something is there now: the items that wait
   * for it may be claimed once it commits.
   *
   * @param awaited as {@link Completion.Waiting} names it
   */
  Uni<Void> arrived(SqlConnection connection, String awaited);

  /** Looks an item up, finished ones for as long as the history is kept. */
  Uni<Optional<TrackedWork>> find(WorkId id);

  /** Looks up the newest item of a kind and key. */
  Uni<Optional<TrackedWork>> find(String kind, String key);

  /**
   * Asks for an end. A waiting item is cancelled at once; a running one is told within a second,
   * whichever replica holds it, and ends as soon as its handler lets go.
   *
   * @return whether the item was still unfinished
   */
  Uni<Boolean> cancel(WorkId id);

  /** Asks for the end of every unfinished item of a group; gives how many there were. */
  Uni<Integer> cancelGroup(String group);

  /** Claims no more items of the group until it is resumed; running ones finish. */
  Uni<Void> pause(String group);

  /** Ends a pause. */
  Uni<Void> resume(String group);

  /**
   * Sets how many items of a group may run at once over all replicas. A group that is not defined
   * has no limit but its fair share.
   */
  Uni<Void> defineGroup(SqlConnection connection, String group, int limit);

  /** How much waits and runs; a backlog over the queue's limit is counted up to the limit. */
  Uni<Depth> depth();

  /** Passes while the queue is under its limit, else fails with {@code TooMany} (429). */
  Uni<Void> admit();

  /**
   * How much waits and runs.
   *
   * @param ready items that wait, due or not
   * @param running items under a lease
   */
  record Depth(long ready, long running) {}
}
