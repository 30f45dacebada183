package io.plimsoll.platform.queue;

import io.plimsoll.platform.outbox.RelayBell;
import io.plimsoll.platform.work.Instance;
import io.plimsoll.platform.work.Plans;
import io.plimsoll.platform.work.Schema;
import io.plimsoll.platform.work.ServerConnections;
import io.plimsoll.platform.work.SqlWork;
import io.plimsoll.platform.work.WorkerConnections;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * This process's share in the queue's work: one lane for each handler, and what keeps their leases.
 *
 * <p>Everything the lanes know is confined to one event-loop context, so nothing here is locked;
 * handlers run on contexts of their own.
 */
public final class Worker {
  private static final Logger LOG = Logger.getLogger(Worker.class);

  /** One claim and two finishing statements at a time. */
  private static final int PLAIN_CONNECTIONS = 3;

  /** The heart, the reaper, and what has groups, keys or retries. */
  private static final int CONNECTIONS = 4;

  private static final long DRAIN_LOOK_MILLIS = 20;

  private final Vertx vertx;
  private final ContextInternal context;
  private final WorkerConnections plain;
  private final WorkerConnections connections;
  private final WorkerStatements statements;
  private final QueueConfig config;
  private final Doorbell bell;
  private final Finisher finisher;
  private final Heart heart;
  private final Reaper reaper;
  private final Map<String, Lane> lanes = new LinkedHashMap<>();
  private final List<Long> timers = new ArrayList<>();
  private final AtomicBoolean woken = new AtomicBoolean();
  private boolean looking;
  private volatile long drainedBy;
  private volatile boolean closed;

  /** What a worker works with. */
  public record Tools(
      ServerConnections connections,
      SqlWork work,
      Schema schema,
      Doorbell bell,
      RelayBell relay,
      QueueConfig config) {}

  public Worker(Tools tools, List<WorkHandler> handlers) {
    VertxInternal internal = (VertxInternal) tools.connections().vertx();
    Instance self = Instance.of(tools.schema());
    this.vertx = internal;
    this.context = internal.createEventLoopContext();
    this.plain = tools.connections().workers(PLAIN_CONNECTIONS, Plans.KEPT);
    this.connections = tools.connections().workers(CONNECTIONS, Plans.MADE_EACH_TIME);
    this.statements = new WorkerStatements(tools.schema());
    FinishStatements finishing = new FinishStatements(tools.schema());
    this.config = tools.config();
    this.bell = tools.bell();
    Completions completions =
        new Completions(context, plain, connections, finishing, config, tools.relay());
    this.finisher =
        new Finisher(context, tools.work(), connections, finishing, completions, config);
    Claims claims = new Claims(plain, connections, statements, self, config);
    List<ContextInternal> loops = loops(internal);
    for (WorkHandler handler : handlers) {
      Lane lane = new Lane(context, handler, loops, claims, finisher, config);
      if (lanes.put(handler.kind(), lane) != null) {
        throw new IllegalArgumentException(
            "kind: two handlers for '%s' (expected: one)".formatted(handler.kind()));
      }
    }
    this.heart = new Heart(connections, statements, self, config, lanes.values());
    this.reaper = new Reaper(connections, statements, self, config, lanes);
  }

  private static List<ContextInternal> loops(VertxInternal vertx) {
    int n = Math.max(1, Runtime.getRuntime().availableProcessors());
    return IntStream.range(0, n).mapToObj(_ -> vertx.createEventLoopContext()).toList();
  }

  /** Begins to claim. */
  public void start() {
    bell.onRing(this::wake);
    bell.listen();
    Duration poll = bell.isHeard() ? config.poll() : config.pollAlone();
    every(config.tick(), heart::tick);
    every(config.promote(), reaper::promote);
    every(config.reap(), reaper::reap);
    every(poll, this::look);
    wake();
    LOG.infof("worker started kinds=%s", lanes.keySet());
  }

  private void every(Duration interval, Runnable action) {
    long id = vertx.setPeriodic(interval.toMillis(), _ -> context.runOnContext(_ -> action.run()));
    synchronized (timers) {
      timers.add(id);
    }
  }

  /** Rung often, the lanes are woken once. */
  private void wake() {
    if (woken.compareAndSet(false, true)) {
      context.runOnContext(_ -> {
        woken.set(false);
        lanes.values().forEach(Lane::wake);
      });
    }
  }

  /** One cheap question for all kinds, when nobody rang. */
  private void look() {
    if (looking) {
      return;
    }
    looking = true;
    Tuple kinds = Tuple.tuple().addArrayOfString(lanes.keySet().toArray(String[]::new));
    connections
        .run(statements.due, kinds)
        .onComplete(done -> {
          looking = false;
          if (done.succeeded()) {
            wake(done.result());
          }
        });
  }

  private void wake(RowSet<Row> kinds) {
    for (Row row : kinds) {
      Lane lane = lanes.get(row.getString("kind"));
      if (lane != null) {
        lane.wake();
      }
    }
  }

  /** Claims no more; running items have from now on as long as a drain may take. */
  public synchronized void endClaims() {
    if (!closed) {
      closed = true;
      drainedBy = System.nanoTime() + config.drain().toNanos();
      context.runOnContext(_ -> lanes.values().forEach(Lane::close));
    }
  }

  /** Claims no more, lets running items end within bounds, gives the others back. */
  public Future<Void> stop() {
    endClaims();
    Promise<Void> drained = Promise.promise();
    context.runOnContext(_ -> drain(drainedBy, drained));
    return drained
        .future()
        .compose(_ -> released())
        .eventually(bell::close)
        .eventually(this::stopTimers)
        .eventually(plain::close)
        .eventually(connections::close);
  }

  private void drain(long untilNanos, Promise<Void> drained) {
    boolean idle = lanes.values().stream().allMatch(lane -> lane.held().isEmpty());
    if (idle || System.nanoTime() - untilNanos > 0) {
      drained.complete();
    } else {
      vertx.setTimer(DRAIN_LOOK_MILLIS, _ -> context.runOnContext(_ -> drain(untilNanos, drained)));
    }
  }

  private Future<Void> released() {
    List<Held> left = lanes.values().stream().flatMap(lane -> lane.held().stream()).toList();
    if (left.isEmpty()) {
      return Future.succeededFuture();
    }
    LOG.warnf("items given back unfinished items=%d", left.size());
    left.forEach(item -> item.lane.forget(item));
    return finisher.release(left.stream().map(held -> held.item).toList());
  }

  private Future<Void> stopTimers() {
    synchronized (timers) {
      timers.forEach(vertx::cancelTimer);
      timers.clear();
    }
    return Future.succeededFuture();
  }

  /** Ends as a killed process would, without a word to the database; for tests. */
  public Future<Void> kill() {
    Promise<Void> dead = Promise.promise();
    context.runOnContext(_ -> {
      lanes.values().forEach(Lane::close);
      List<Held> left = lanes.values().stream().flatMap(lane -> lane.held().stream()).toList();
      left.forEach(item -> item.lane.forget(item));
      dead.complete();
    });
    return dead.future()
        .eventually(this::stopTimers)
        .eventually(plain::close)
        .eventually(connections::close);
  }
}
