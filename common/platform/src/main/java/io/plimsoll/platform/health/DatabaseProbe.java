package io.plimsoll.platform.health;

import io.quarkus.runtime.Startup;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks the database every second whether it is there, so that nobody who asks us has to wait. */
@Startup
@Singleton
final class DatabaseProbe {
  private static final long EVERY_MILLIS = 1_000;
  private static final int FORGIVEN = 1;

  private final Pool pool;
  private final Vertx vertx;
  private final AtomicInteger misses = new AtomicInteger(FORGIVEN + 1);
  private volatile Check last = Check.down("not asked yet");
  private volatile boolean isAsking;
  private long timer;

  DatabaseProbe(Pool pool, Vertx vertx) {
    this.pool = pool;
    this.vertx = vertx;
  }

  @PostConstruct
  void start() {
    ask();
    timer = vertx.setPeriodic(EVERY_MILLIS, _ -> ask());
  }

  @PreDestroy
  void stop() {
    vertx.cancelTimer(timer);
  }

  /** Whether the database answered within a second, of late. */
  Check check() {
    return misses.get() <= FORGIVEN ? Check.up() : last;
  }

  private void ask() {
    if (isAsking) {
      missed(new TimeoutException());
      return;
    }
    isAsking = true;
    var _ =
        pool.getDelegate()
            .getConnection()
            .compose(DatabaseProbe::answer)
            .timeout(EVERY_MILLIS, TimeUnit.MILLISECONDS)
            .onSuccess(_ -> misses.set(0))
            .onFailure(this::missed)
            .onComplete(_ -> isAsking = false);
  }

  private static Future<RowSet<Row>> answer(SqlConnection connection) {
    return connection.query("SELECT 1").execute().onComplete(_ -> close(connection));
  }

  private static void close(SqlConnection connection) {
    var _ = connection.close();
  }

  private void missed(Throwable fault) {
    last = Check.down(reasonOf(fault));
    misses.incrementAndGet();
  }

  private static String reasonOf(Throwable fault) {
    return switch (fault) {
      case PgException refused when String.valueOf(refused.getSqlState()).startsWith("28") ->
          "wrong credentials: the database refused the user or its password";
      case PgException refused -> "the database answered SQLSTATE " + refused.getSqlState();
      case UnknownHostException _ -> "database host not found";
      case ConnectException _ -> "database not reached: connection refused";
      case TimeoutException _ -> "database gave no answer within 1 s";
      default -> "database not reached";
    };
  }
}
