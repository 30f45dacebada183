package io.plimsoll.platform.queue;

import io.plimsoll.platform.work.Schema;
import io.plimsoll.platform.work.ServerConnections;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Wakes workers: those of this process at once, those of other replicas by NOTIFY when an empty
 * queue became non-empty, at most twenty times a second and never in the enqueuing transaction.
 * Behind a transaction pooler nobody can listen, and polling is all.
 */
public final class Doorbell {
  private static final Logger LOG = Logger.getLogger(Doorbell.class);
  private static final long QUIET_MILLIS = 50;
  private static final long FIRST_MILLIS = 3;
  private static final long AGAIN_MILLIS = 2000;

  private final Vertx vertx;
  private final ServerConnections connections;
  private final Pool pool;
  private final String channel;
  private final String ring;
  private final List<Runnable> sleepers = new CopyOnWriteArrayList<>();
  private final AtomicLong enqueued = new AtomicLong();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private volatile long lastNanos = System.nanoTime() - QUIET_MILLIS * 1_000_000;
  private volatile boolean ended;
  private volatile @Nullable PgConnection listener;

  public Doorbell(ServerConnections connections, Pool pool, Schema schema) {
    this.vertx = connections.vertx();
    this.connections = connections;
    this.pool = pool;
    this.channel = "plimsoll_work_" + schema.name();
    this.ring = new QueueStatements(schema).bell;
  }

  /** Whom to wake, on any thread. */
  void onRing(Runnable sleeper) {
    sleepers.add(sleeper);
  }

  /** Whether other replicas can wake this one. */
  boolean isHeard() {
    return connections.asksSessions();
  }

  /** Items were committed: this process looks now, the others a moment later if any are left. */
  void enqueued(int items) {
    sleepers.forEach(Runnable::run);
    if (!isHeard() || ended) {
      return;
    }
    enqueued.addAndGet(items);
    if (scheduled.compareAndSet(false, true)) {
      long quiet = QUIET_MILLIS - (System.nanoTime() - lastNanos) / 1_000_000;
      vertx.setTimer(Math.max(FIRST_MILLIS, quiet), _ -> notifyOthers());
    }
  }

  /** The queue was empty before if no more waits now than was added since the last ring. */
  private void notifyOthers() {
    scheduled.set(false);
    lastNanos = System.nanoTime();
    long added = enqueued.getAndSet(0);
    pool.preparedQuery(ring)
        .execute(Tuple.of(channel, "", added))
        .onFailure(failure -> notifyLater(added, failure));
  }

  private void notifyLater(long added, Throwable failure) {
    LOG.debugf("not notified yet cause=\"%s\"", failure);
    enqueued.addAndGet(added);
    if (!ended && scheduled.compareAndSet(false, true)) {
      vertx.setTimer(AGAIN_MILLIS, _ -> notifyOthers());
    }
  }

  /**
   * Begins to listen, and listens again whenever the connection is lost; then wakes everybody,
   * because nobody heard what was rung in between.
   */
  void listen() {
    if (!isHeard() || ended) {
      return;
    }
    connections
        .listener()
        .compose(this::listenOn)
        .onFailure(failure -> {
          LOG.warnf("not listening yet cause=\"%s\"", failure);
          listenLater();
        });
  }

  private Future<Void> listenOn(PgConnection connection) {
    if (ended) {
      return connection.close();
    }
    listener = connection;
    connection.notificationHandler(_ -> sleepers.forEach(Runnable::run));
    connection.closeHandler(_ -> listenLater());
    return connection
        .query("LISTEN " + channel)
        .execute()
        .onSuccess(_ -> sleepers.forEach(Runnable::run))
        .mapEmpty();
  }

  private void listenLater() {
    if (!ended) {
      vertx.setTimer(AGAIN_MILLIS, _ -> listen());
    }
  }

  /** Ends listening. */
  Future<Void> close() {
    ended = true;
    PgConnection open = listener;
    return open == null ? Future.succeededFuture() : open.close();
  }
}
