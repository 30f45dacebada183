package io.plimsoll.benchmarks.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * db-scheduler at its fastest setting (lock-and-fetch, 20 threads): bare, which stores no result at
 * all, or with one event row that the handler inserts in a transaction of its own.
 */
final class DbScheduler implements Contestant {
  private static final int THREADS = 20;
  private static final int BULK = 1000;

  private final BenchServer server;
  private final boolean withEvent;
  private final AgroalDataSource pool;
  private final AtomicInteger handled = new AtomicInteger();
  private final OneTimeTask<Void> task;

  DbScheduler(BenchServer server, boolean withEvent) throws SQLException {
    this.server = server;
    this.withEvent = withEvent;
    this.pool =
        AgroalDataSource.from(
            new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(connections ->
                    connections
                        .maxSize(THREADS + 4)
                        .initialSize(THREADS)
                        .connectionFactoryConfiguration(factory ->
                            factory
                                .jdbcUrl(server.jdbcUrl() + "?reWriteBatchedInserts=true")
                                .principal(new NamePrincipal(BenchServer.SERVICE))
                                .credential(new SimplePassword(BenchServer.PASSWORD)))));
    this.task = Tasks.oneTime("noop").execute((instance, _) -> handle(instance.getId()));
  }

  /** Makes the table, by db-scheduler's own definition. */
  static void migrate(BenchServer server) throws SQLException {
    server.run(
        """
        CREATE TABLE training.scheduled_tasks (
          task_name text NOT NULL, task_instance text NOT NULL, task_data bytea,
          execution_time timestamptz NOT NULL, picked boolean NOT NULL, picked_by text,
          last_success timestamptz, last_failure timestamptz, consecutive_failures int,
          last_heartbeat timestamptz, version bigint NOT NULL, priority smallint,
          PRIMARY KEY (task_name, task_instance))\
        """);
    server.run("CREATE INDEX ON training.scheduled_tasks (execution_time)");
    server.run("CREATE INDEX ON training.scheduled_tasks (last_heartbeat)");
    server.run("CREATE TABLE training.peer_outbox (id bigserial PRIMARY KEY, body jsonb)");
  }

  private void handle(String id) {
    if (withEvent) {
      try (Connection connection = pool.getConnection();
          PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO training.peer_outbox (body) VALUES (?::jsonb)")) {
        insert.setString(1, "{\"id\":\"" + id + "\",\"status\":\"completed\"}");
        insert.executeUpdate();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
    handled.incrementAndGet();
  }

  @Override
  public String name() {
    return withEvent
        ? "db-scheduler 16.12.0, lock-and-fetch, one event each"
        : "db-scheduler 16.12.0, lock-and-fetch, no result, no event";
  }

  @Override
  public void fill(int items) {
    Scheduler client = scheduler();
    Instant now = Instant.now();
    for (int first = 0; first < items; first += BULK) {
      List<TaskInstance<?>> batch = new ArrayList<>(BULK);
      for (int i = first; i < Math.min(items, first + BULK); i++) {
        batch.add(task.instance(Integer.toString(i)));
      }
      client.scheduleBatch(batch, now);
    }
  }

  @Override
  public void drain(int items) throws Exception {
    handled.set(0);
    Scheduler scheduler = scheduler();
    scheduler.start();
    while (handled.get() < items
        || server.number("SELECT count(*) FROM training.scheduled_tasks") > 0) {
      Thread.sleep(10);
    }
    scheduler.stop();
  }

  @Override
  public void check(int items) throws Exception {
    long events = server.number("SELECT count(*) FROM training.peer_outbox");
    if (events != (withEvent ? items : 0)) {
      throw new IllegalStateException("%d events (expected: one each)".formatted(events));
    }
    server.run("TRUNCATE training.scheduled_tasks, training.peer_outbox");
  }

  private Scheduler scheduler() {
    return Scheduler.create(pool, task)
        .threads(THREADS)
        .pollUsingLockAndFetch(4, 20)
        .pollingInterval(Duration.ofMillis(50))
        .build();
  }
}
