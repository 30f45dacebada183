package io.plimsoll.platform.migration;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/**
 * Migrates the schema on a virtual thread while the service already answers, and tries again until
 * the database lets it. Blocking, because Flyway is.
 */
@Singleton
public final class Migration implements Readiness {
  private static final Logger LOG = Logger.getLogger(Migration.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int WARM_CONNECTIONS = 2;
  private static final int WARM_SECONDS = 10;

  private final Runnable migrate;
  private final Pool pool;
  private final Runnable whenReady;
  private volatile State state = new State.Waiting("the schema is being migrated");
  private volatile boolean ended;

  @jakarta.inject.Inject
  Migration(Flyway flyway, Pool pool, Event<SchemaReady> ready, MigrationConfig config) {
    this(
        flyway::migrate,
        pool,
        config.only() ? Quarkus::asyncExit : () -> ready.fire(new SchemaReady()));
  }

  /** For use without a container. */
  public Migration(Runnable migrate, Pool pool, Runnable whenReady) {
    this.migrate = migrate;
    this.pool = pool;
    this.whenReady = whenReady;
  }

  @Override
  public State state() {
    return state;
  }

  void onStart(@Observes StartupEvent event) {
    start();
  }

  void onShutdownDelay(@Observes ShutdownDelayInitiatedEvent event) {
    stop();
  }

  void onShutdown(@Observes @Priority(1) ShutdownEvent event) {
    stop();
  }

  /** Begins to try. */
  public void start() {
    Thread.ofVirtual().name("migration").start(this::untilReady);
  }

  /** Ends trying, and readiness. */
  public void stop() {
    ended = true;
    state = new State.Stopping();
  }

  private void untilReady() {
    Duration pause = FIRST_PAUSE;
    while (!ended) {
      try {
        migrate.run();
        warm();
        becomeReady();
        return;
      } catch (RuntimeException | ExecutionException | TimeoutException e) {
        wait(MigrationFault.reason(e), e);
        pause = sleep(pause);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void becomeReady() {
    if (!ended) {
      state = new State.Ready();
      LOG.info("schema migrated, connections warm");
      whenReady.run();
    }
  }

  private void wait(String reason, Exception cause) {
    State now = new State.Waiting(reason);
    if (ended) {
      return;
    }
    if (now.equals(state)) {
      LOG.debugf(cause, "still waiting for the database reason=\"%s\"", reason);
    } else {
      LOG.warnf("waiting for the database reason=\"%s\" cause=\"%s\"", reason, cause);
    }
    state = now;
  }

  private Duration sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      ended = true;
    }
    Duration longer = pause.multipliedBy(2);
    return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
  }

  /** The reactive pool has no minimum size: the first requests would pay for its connections. */
  private void warm() throws ExecutionException, InterruptedException, TimeoutException {
    List<SqlConnection> open = new ArrayList<>();
    try {
      for (int i = 0; i < WARM_CONNECTIONS; i++) {
        open.add(waitFor(pool.getDelegate().getConnection()));
      }
      for (SqlConnection connection : open) {
        waitFor(connection.query("SELECT 1").execute());
      }
    } finally {
      open.forEach(SqlConnection::close);
    }
  }

  private static <T> T waitFor(io.vertx.core.Future<T> future)
      throws ExecutionException, InterruptedException, TimeoutException {
    return future.toCompletionStage().toCompletableFuture().get(WARM_SECONDS, TimeUnit.SECONDS);
  }
}
