package io.plimsoll.platform.queue;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/**
 * What the owner of a group of items may do beside the queue's own moves, all on the connection of
 * a {@code SqlWork} transaction. Where the items stand is read from the view {@code work_item}.
 */
public interface WorkGroups {

  /** Stores items that are failed from the start: never started, with a reason. */
  Uni<List<WorkId>> refuse(SqlConnection connection, List<Refused> items);

  /**
   * Puts the group's failed items that were started back to wait, with all their attempts before
   * them; gives how many. Those that were refused stay.
   */
  Uni<Integer> retryFailed(SqlConnection connection, String group);

  /** Claims no more items of the group, or claims them again; running ones finish. */
  Uni<Void> setPaused(SqlConnection connection, String group, boolean isPaused);

  /** Deletes the group and its finished items; one with unfinished items is left as it is. */
  Uni<Boolean> drop(SqlConnection connection, String group);

  /**
   * An item that cannot be worked on.
   *
   * @param item what it would have been
   * @param reason what was found and what was expected
   */
  record Refused(NewWork item, String reason) {}
}
