package io.plimsoll.benchmarks.queue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SchedulerFactory;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** Quartz with its JDBC store, which stores no result at all. */
final class QuartzPeer implements Contestant {
  private static final int BULK = 1000;

  /** It is slow enough that fewer items say the same. */
  private static final int SHARE = 10;

  private static final String SOURCE = "bench";
  private static final String PEER = "peer";

  private final PeerDatabase database;
  private final AtomicInteger handled = new AtomicInteger();

  QuartzPeer(PeerDatabase database) throws Exception {
    this.database = database;
    DBConnectionManager.getInstance().addConnectionProvider(SOURCE, new Pooled(database));
    migrate(database.server());
  }

  /** Makes the tables, by the script that Quartz brings along. */
  private static void migrate(BenchServer server) throws Exception {
    if (server.number("SELECT count(*) FROM pg_tables WHERE tablename = 'qrtz_triggers'") > 0) {
      return;
    }
    String script = "/org/quartz/impl/jdbcjobstore/tables_postgres.sql";
    try (InputStream in = Scheduler.class.getResourceAsStream(script)) {
      if (in == null) {
        throw new IllegalStateException(script + ": not on the class path");
      }
      server.run(
          "SET search_path = training;\n" + new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Override
  public String name() {
    return "Quartz 2.5.2, JDBC store, no result, no event";
  }

  @Override
  public int items(int asked) {
    return asked / SHARE;
  }

  @Override
  public void fill(int items) throws Exception {
    Scheduler client = scheduler();
    JobDetail job = JobBuilder.newJob(Noop.class).withIdentity("noop").storeDurably().build();
    client.addJob(job, true);
    for (int first = 0; first < items; first += BULK) {
      Set<Trigger> triggers = new HashSet<>();
      for (int i = first; i < Math.min(items, first + BULK); i++) {
        triggers.add(
            TriggerBuilder.newTrigger()
                .withIdentity(Integer.toString(i))
                .forJob(job)
                .startNow()
                .build());
      }
      client.scheduleJobs(Map.of(job, triggers), true);
    }
    client.shutdown();
  }

  @Override
  public void drain(int items) throws Exception {
    handled.set(0);
    Scheduler scheduler = scheduler();
    scheduler.getContext().put(PEER, this);
    scheduler.start();
    while (handled.get() < items
        || database.server().number("SELECT count(*) FROM training.qrtz_triggers") > 0) {
      Thread.sleep(10);
    }
    scheduler.shutdown(true);
  }

  @Override
  public void check(int items) throws Exception {
    database.expect(0, "SELECT count(*) FROM training.qrtz_triggers");
    database.expect(0, "SELECT count(*) FROM training.qrtz_fired_triggers");
    if (handled.get() != items) {
      throw new IllegalStateException("%d handled (expected: %d)".formatted(handled.get(), items));
    }
  }

  private void handled() {
    handled.incrementAndGet();
  }

  private static Scheduler scheduler() throws SchedulerException {
    Properties settings = new Properties();
    settings.setProperty("org.quartz.scheduler.instanceName", "bench");
    settings.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    settings.setProperty(
        "org.quartz.scheduler.batchTriggerAcquisitionMaxCount",
        Integer.toString(PeerDatabase.THREADS));
    settings.setProperty(
        "org.quartz.threadPool.threadCount", Integer.toString(PeerDatabase.THREADS));
    settings.setProperty("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
    settings.setProperty(
        "org.quartz.jobStore.driverDelegateClass",
        "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
    settings.setProperty("org.quartz.jobStore.dataSource", SOURCE);
    settings.setProperty("org.quartz.jobStore.tablePrefix", "training.qrtz_");
    settings.setProperty("org.quartz.jobStore.acquireTriggersWithinLock", "true");
    settings.setProperty("org.quartz.jobStore.misfireThreshold", "3600000");
    SchedulerFactory factory = new StdSchedulerFactory(settings);
    return factory.getScheduler();
  }

  /** Does nothing, and says so. */
  public static final class Noop implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      try {
        Object peer = context.getScheduler().getContext().get(PEER);
        ((QuartzPeer) Objects.requireNonNull(peer)).handled();
      } catch (SchedulerException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** The peers' pool as Quartz asks for it. */
  private record Pooled(PeerDatabase database) implements ConnectionProvider {
    @Override
    public Connection getConnection() throws SQLException {
      return database.pool().getConnection();
    }

    @Override
    public void shutdown() {
      // The pool outlives each round's scheduler.
    }

    @Override
    public void initialize() {
      // The pool is there already.
    }
  }
}
