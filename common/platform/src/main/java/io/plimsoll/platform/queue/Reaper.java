package io.plimsoll.platform.queue;

import io.plimsoll.platform.work.Instance;
import io.plimsoll.platform.work.WorkerConnections;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Brings back what got stuck: items whose worker died, items past their deadline, delayed items
 * that are due, groups that a claim believed empty. Every worker does so; the rows' locks keep them
 * apart.
 */
final class Reaper {
  private static final Logger LOG = Logger.getLogger(Reaper.class);
  private static final int LATE_BATCH = 200;

  private final WorkerConnections connections;
  private final WorkerStatements statements;
  private final Instance self;
  private final QueueConfig config;
  private final Map<String, Lane> lanes;
  private boolean reaping;
  private boolean promoting;

  Reaper(
      WorkerConnections connections,
      WorkerStatements statements,
      Instance self,
      QueueConfig config,
      Map<String, Lane> lanes) {
    this.connections = connections;
    this.statements = statements;
    this.self = self;
    this.config = config;
    this.lanes = lanes;
  }

  /** Lets delayed items take their place in the order. */
  void promote() {
    if (promoting) {
      return;
    }
    promoting = true;
    connections
        .run(statements.promote, Tuple.tuple())
        .onComplete(done -> {
          promoting = false;
          if (done.succeeded()) {
            wake(done.result());
          }
        });
  }

  /** One round over everything else. */
  void reap() {
    if (reaping) {
      return;
    }
    reaping = true;
    expired()
        .compose(_ -> exhausted())
        .compose(_ -> late())
        .compose(_ -> overlooked())
        .onComplete(done -> {
          reaping = false;
          if (done.failed()) {
            LOG.warnf("reaping failed cause=\"%s\"", done.cause());
          }
        });
  }

  private Future<Void> expired() {
    return connections
        .run(statements.reap, Tuple.of(config.ageing().toMillis()))
        .map(rows -> {
          if (rows.size() > 0) {
            LOG.warn("leases expired, items go to other workers");
          }
          return wake(rows);
        });
  }

  private Future<Void> exhausted() {
    UUID token = UUID.randomUUID();
    Tuple arguments =
        Tuple.of(self.name(), token, config.lease().toMillis()).addArrayOfString(kinds());
    return connections
        .run(statements.takeOver, arguments)
        .map(rows -> {
          rows.forEach(row -> end(row, token));
          return null;
        });
  }

  private void end(Row row, UUID token) {
    WorkItem item = WorkRows.item(row, token);
    Lane lane = lanes.get(item.kind());
    if (lane == null) {
      return;
    }
    if (row.getBoolean("cancelled")) {
      lane.cancel(item);
    } else {
      String last = row.getString("error");
      lane.giveUp(item, "lease expired, attempts used up" + (last == null ? "" : ": " + last));
    }
  }

  private Future<Void> late() {
    UUID token = UUID.randomUUID();
    Tuple arguments =
        Tuple.tuple()
            .addArrayOfString(kinds())
            .addInteger(LATE_BATCH)
            .addString(self.name())
            .addUUID(token)
            .addLong(config.lease().toMillis());
    return connections
        .run(statements.takeLate, arguments)
        .map(rows -> {
          for (Row row : rows) {
            WorkItem item = WorkRows.item(row, token);
            Lane lane = lanes.get(item.kind());
            if (lane != null) {
              lane.giveUp(item, "deadline passed");
            }
          }
          return null;
        });
  }

  private Future<Void> overlooked() {
    return connections
        .run(statements.activate, Tuple.tuple())
        .map(rows -> {
          if (rows.size() > 0) {
            lanes.values().forEach(Lane::wake);
          }
          return null;
        });
  }

  private Void wake(RowSet<Row> rows) {
    for (Row row : rows) {
      Lane lane = lanes.get(row.getString("kind"));
      if (lane != null) {
        lane.wake();
      }
    }
    return null;
  }

  private String[] kinds() {
    return lanes.keySet().toArray(String[]::new);
  }
}
