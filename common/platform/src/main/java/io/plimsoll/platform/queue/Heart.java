package io.plimsoll.platform.queue;

import io.plimsoll.platform.work.Instance;
import io.plimsoll.platform.work.WorkerConnections;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * What passes between held items and the database while handlers work: leases are kept,
 * cancellations and deadlines come in, progress goes out. All in arrays, on the worker's context.
 */
final class Heart {
  private static final Logger LOG = Logger.getLogger(Heart.class);

  /** In a lease; one that failed is tried again at the next tick. */
  private static final int BEATS = 4;

  private final WorkerConnections connections;
  private final WorkerStatements statements;
  private final Instance self;
  private final QueueConfig config;
  private final Collection<Lane> lanes;
  private long beatAtNanos;
  private boolean beating;

  Heart(
      WorkerConnections connections,
      WorkerStatements statements,
      Instance self,
      QueueConfig config,
      Collection<Lane> lanes) {
    this.connections = connections;
    this.statements = statements;
    this.self = self;
    this.config = config;
    this.lanes = lanes;
    this.beatAtNanos = System.nanoTime();
  }

  /** One exchange; a slow one is not overtaken by the next. */
  void tick() {
    List<Held> held = held().toList();
    if (beating || held.isEmpty()) {
      return;
    }
    beating = true;
    tell(held)
        .compose(_ -> listen())
        .compose(_ -> beatIfDue(held))
        .onComplete(done -> {
          beating = false;
          if (done.failed()) {
            LOG.warnf("heartbeat failed items=%d cause=\"%s\"", held.size(), done.cause());
          }
        });
  }

  private Stream<Held> held() {
    return lanes.stream().flatMap(lane -> lane.held().stream());
  }

  private Future<Void> tell(List<Held> held) {
    List<Held> speaking = new ArrayList<>();
    List<Held.Told> told = new ArrayList<>();
    for (Held item : held) {
      item.takeProgress()
          .ifPresent(news -> {
            speaking.add(item);
            told.add(news);
          });
    }
    if (speaking.isEmpty()) {
      return Future.succeededFuture();
    }
    Tuple arguments =
        leases(speaking)
            .addArrayOfDouble(told.stream().map(Held.Told::fraction).toArray(Double[]::new))
            .addArrayOfString(
                told.stream().map(news -> news.detail().encode()).toArray(String[]::new));
    return connections.run(statements.progress, arguments).mapEmpty();
  }

  private Future<Void> listen() {
    return connections
        .run(statements.watch, Tuple.of(self.name()))
        .map(rows -> {
          Map<Long, Held> byId = new HashMap<>();
          held().forEach(item -> byId.put(item.item.id().value(), item));
          for (Row row : rows) {
            heard(byId.get(row.getLong("id")), row);
          }
          return null;
        });
  }

  private void heard(@org.jspecify.annotations.Nullable Held item, Row row) {
    if (item != null && item.item.leaseToken().equals(row.getUUID("lease_token"))) {
      item.lane.letGo(
          item,
          row.getBoolean("cancelled") ? Held.Reason.CANCELLED : Held.Reason.LATE,
          config.cancelPatience().toMillis());
    }
  }

  private Future<Void> beatIfDue(List<Held> held) {
    long now = System.nanoTime();
    if (now - beatAtNanos < 0) {
      return Future.succeededFuture();
    }
    Tuple arguments = leases(held).addLong(config.lease().toMillis());
    return connections.run(statements.heartbeat, arguments).map(rows -> kept(held, rows, now));
  }

  /** A lease that was not renewed is lost, unless its item has ended meanwhile. */
  private Void kept(List<Held> held, RowSet<Row> rows, long askedAtNanos) {
    beatAtNanos = askedAtNanos + config.lease().toNanos() / BEATS;
    Set<Long> kept = new HashSet<>();
    rows.forEach(row -> kept.add(row.getLong("id")));
    Set<Held> stillHeld = new HashSet<>(held().toList());
    for (Held item : held) {
      if (!kept.contains(item.item.id().value()) && stillHeld.contains(item)) {
        item.lane.letGo(item, Held.Reason.LOST, config.cancelPatience().toMillis());
      }
    }
    return null;
  }

  private static Tuple leases(List<Held> held) {
    return Tuple.tuple()
        .addArrayOfLong(held.stream().map(item -> item.item.id().value()).toArray(Long[]::new))
        .addArrayOfUUID(held.stream().map(item -> item.item.leaseToken()).toArray(UUID[]::new));
  }
}
