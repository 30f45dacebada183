package io.plimsoll.platform.queue;

import io.plimsoll.platform.work.Instance;
import io.plimsoll.platform.work.WorkerConnections;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Takes items of one kind out of the queue, under a lease. */
final class Claims {
  private final WorkerConnections plain;
  private final WorkerConnections connections;
  private final WorkerStatements statements;
  private final Instance self;
  private final long leaseMillis;

  /**
   * @param plain for the statement whose plan is kept
   * @param connections for the other
   */
  Claims(
      WorkerConnections plain,
      WorkerConnections connections,
      WorkerStatements statements,
      Instance self,
      QueueConfig config) {
    this.plain = plain;
    this.connections = connections;
    this.statements = statements;
    this.self = self;
    this.leaseMillis = config.lease().toMillis();
  }

  /**
   * An item that was taken.
   *
   * @param isLate whether its deadline had passed already
   */
  record Taken(WorkItem item, boolean isLate) {}

  /** Up to so many items that belong to no group, the highest priority first. */
  Future<List<Taken>> plain(String kind, int most) {
    return claim(plain, statements.claimPlain, kind, most);
  }

  /** Up to so many items of groups with free slots, an equal share of each, in turn. */
  Future<List<Taken>> grouped(String kind, int most) {
    return claim(connections, statements.claimGrouped, kind, most);
  }

  private Future<List<Taken>> claim(WorkerConnections by, String statement, String kind, int most) {
    if (most < 1) {
      return Future.succeededFuture(List.of());
    }
    UUID token = UUID.randomUUID();
    return by.run(statement, Tuple.of(kind, most, self.name(), token, leaseMillis))
        .map(rows -> taken(rows, token));
  }

  private static List<Taken> taken(RowSet<Row> rows, UUID token) {
    List<Taken> taken = new ArrayList<>(rows.size());
    for (Row row : rows) {
      taken.add(new Taken(WorkRows.item(row, token), row.getBoolean("late")));
    }
    return taken;
  }
}
