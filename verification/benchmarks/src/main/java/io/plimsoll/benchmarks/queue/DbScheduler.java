package io.plimsoll.benchmarks.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * db-scheduler at its fastest setting (lock-and-fetch): bare, which stores no result at all, or
 * with one event row each.
 */
final class DbScheduler implements Contestant {
  private static final int BULK = 1000;

  private final PeerDatabase database;
  private final boolean withEvent;
  private final AtomicInteger handled = new AtomicInteger();
  private final OneTimeTask<Void> task;

  DbScheduler(PeerDatabase database, boolean withEvent) throws SQLException {
    this.database = database;
    this.withEvent = withEvent;
    this.task = Tasks.oneTime("noop").execute((instance, _) -> handle(instance.getId()));
    migrate(database.server());
  }

  /** Makes the table, by db-scheduler's own definition. */
  private static void migrate(BenchServer server) throws SQLException {
    server.run(
        """
        CREATE TABLE IF NOT EXISTS training.scheduled_tasks (
          task_name text NOT NULL, task_instance text NOT NULL, task_data bytea,
          execution_time timestamptz NOT NULL, picked boolean NOT NULL, picked_by text,
          last_success timestamptz, last_failure timestamptz, consecutive_failures int,
          last_heartbeat timestamptz, version bigint NOT NULL, priority smallint,
          PRIMARY KEY (task_name, task_instance))\
        """);
    server.run("CREATE INDEX IF NOT EXISTS task_time ON training.scheduled_tasks (execution_time)");
    server.run("CREATE INDEX IF NOT EXISTS task_beat ON training.scheduled_tasks (last_heartbeat)");
  }

  private void handle(String id) {
    if (withEvent) {
      database.storeEvent(id);
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
  public int items(int asked) {
    return asked;
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
        || database.server().number("SELECT count(*) FROM training.scheduled_tasks") > 0) {
      Thread.sleep(10);
    }
    scheduler.stop();
  }

  @Override
  public void check(int items) throws Exception {
    database.expect(0, "SELECT count(*) FROM training.scheduled_tasks");
    database.checkEvents(withEvent ? items : 0);
    if (handled.get() != items) {
      throw new IllegalStateException("%d handled (expected: %d)".formatted(handled.get(), items));
    }
    database.server().run("TRUNCATE training.scheduled_tasks");
  }

  private Scheduler scheduler() {
    return Scheduler.create(database.pool(), task)
        .threads(PeerDatabase.THREADS)
        .pollUsingLockAndFetch(4, 20)
        .pollingInterval(Duration.ofMillis(50))
        .build();
  }
}
