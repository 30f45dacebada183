package io.plimsoll.benchmarks.queue;

import io.plimsoll.contracts.EventType;
import io.plimsoll.contracts.Topics;
import io.plimsoll.platform.outbox.OutgoingEvent;
import io.plimsoll.platform.outbox.RelayBell;
import io.plimsoll.platform.queue.Completion;
import io.plimsoll.platform.queue.Doorbell;
import io.plimsoll.platform.queue.NewWork;
import io.plimsoll.platform.queue.PgWorkQueue;
import io.plimsoll.platform.queue.QueueConfig;
import io.plimsoll.platform.queue.WorkControl;
import io.plimsoll.platform.queue.WorkHandler;
import io.plimsoll.platform.queue.WorkItem;
import io.plimsoll.platform.queue.Worker;
import io.plimsoll.platform.work.CommitHooks;
import io.plimsoll.platform.work.Patience;
import io.plimsoll.platform.work.PgSqlWork;
import io.plimsoll.platform.work.PoolConfig;
import io.plimsoll.platform.work.Schema;
import io.plimsoll.platform.work.ServerConnections;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/** Ours: each item ends with one durable result and one event in the outbox. */
final class PlimsollQueue implements Contestant {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int BULK = 5000;
  private static final EventType TYPE = new EventType("training", "ModelCompleted", 1);

  private final BenchServer server;
  private final Subject subject;
  private final int groups;
  private final int limit;
  private final Vertx vertx = Vertx.vertx();
  private final Schema schema = new Schema(BenchServer.SERVICE);
  private final CommitHooks hooks = new CommitHooks();
  private final ServerConnections connections;
  private final Pool pool;
  private final PgSqlWork work;
  private final QueueConfig config = config(QueueConfig.class);

  /** What the event that goes with each result is about. */
  enum Subject {
    /** The item. */
    ITEM,
    /** Something of its own, which the outbox has to count for. */
    OTHER
  }

  /**
   * @param groups how many groups the items belong to, 0 for none
   * @param limit how many items of a group may run at once
   */
  PlimsollQueue(BenchServer server, Subject subject, int groups, int limit) {
    this.server = server;
    this.subject = subject;
    this.groups = groups;
    this.limit = limit;
    PgConnectOptions options =
        PgConnectOptions.fromUri(server.reactiveUrl())
            .setUser(BenchServer.SERVICE)
            .setPassword(BenchServer.PASSWORD)
            .setCachePreparedStatements(true);
    connections = new ServerConnections(vertx, List.of(options), config(PoolConfig.class));
    pool = connections.requests(new PoolOptions().setMaxSize(10));
    work = new PgSqlWork(new io.vertx.mutiny.sqlclient.Pool(pool), hooks);
  }

  /** Makes the tables. */
  static void migrate(BenchServer server) {
    Flyway.configure()
        .dataSource(server.jdbcUrl(), BenchServer.SERVICE, BenchServer.PASSWORD)
        .schemas(BenchServer.SERVICE)
        .defaultSchema(BenchServer.SERVICE)
        .createSchemas(false)
        .locations("classpath:db/platform")
        .load()
        .migrate();
  }

  private static <T> T config(Class<T> type) {
    return new SmallRyeConfigBuilder().withMapping(type).build().getConfigMapping(type);
  }

  @Override
  public String name() {
    String what =
        switch (subject) {
          case ITEM -> "plimsoll, result and event each";
          case OTHER -> "plimsoll, result and event each, of a subject of its own";
        };
    return groups == 0 ? what : what + ", %d groups of at most %d".formatted(groups, limit);
  }

  @Override
  public int items(int asked) {
    return asked;
  }

  @Override
  public void fill(int items) throws Exception {
    PgWorkQueue queue = queue(doorbell());
    for (int group = 0; group < groups; group++) {
      String name = "g" + group;
      await(work.atomically(connection -> queue.defineGroup(connection, name, limit)));
    }
    for (int first = 0; first < items; first += BULK) {
      List<NewWork> batch = new ArrayList<>(BULK);
      for (int i = first; i < Math.min(items, first + BULK); i++) {
        NewWork item = NewWork.of("noop", new JsonObject().put("n", i));
        batch.add(groups == 0 ? item : item.inGroup("g" + i % groups));
      }
      await(work.atomically(connection -> queue.enqueue(connection, batch)));
    }
  }

  @Override
  public void drain(int items) throws Exception {
    Counting handler = new Counting(subject);
    Worker.Tools tools =
        new Worker.Tools(connections, work, schema, doorbell(), new RelayBell(), config);
    Worker worker = new Worker(tools, List.of(handler));
    worker.start();
    while (handler.handled.get() < items
        || server.number("SELECT count(*) FROM training.work_done") < items) {
      Thread.sleep(10);
    }
    Patience.await(worker.stop(), PATIENCE);
  }

  @Override
  public void check(int items) throws Exception {
    expect(items, "SELECT count(DISTINCT id) FROM training.work_done WHERE status = 'done'");
    expect(items, "SELECT count(DISTINCT subject) FROM training.outbox WHERE sequence = 1");
    expect(items, "SELECT count(*) FROM training.outbox");
    expect(0, "SELECT count(*) FROM training.work_ready");
    expect(0, "SELECT count(*) FROM training.work_running");
    expect(0, "SELECT coalesce(sum(used), 0) FROM training.work_group");
    server.run(
        "TRUNCATE training.work_ready, training.work_running, training.work_done,"
            + " training.outbox, training.event_sequence, training.work_group");
  }

  private void expect(long expected, String query) throws Exception {
    long found = server.number(query);
    if (found != expected) {
      throw new IllegalStateException("%s: %d (expected: %d)".formatted(query, found, expected));
    }
  }

  private Doorbell doorbell() {
    return new Doorbell(connections, pool, schema);
  }

  private PgWorkQueue queue(Doorbell bell) {
    return new PgWorkQueue(work, hooks, schema, bell, config, List.of());
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }

  /** Does nothing, and says so. */
  private static final class Counting implements WorkHandler {
    final AtomicInteger handled = new AtomicInteger();
    private final Subject subject;

    Counting(Subject subject) {
      this.subject = subject;
    }

    @Override
    public String kind() {
      return "noop";
    }

    @Override
    public int concurrency() {
      return 4000;
    }

    @Override
    public Uni<Completion> handle(WorkItem item, WorkControl control) {
      handled.incrementAndGet();
      OutgoingEvent event =
          OutgoingEvent.of(
              Topics.TRAINING_EVENTS,
              TYPE,
              subject == Subject.ITEM ? item.subject() : "model-" + item.id(),
              Map.of("status", "completed"));
      JsonObject result = new JsonObject().put("status", "completed").put("score", 0.5);
      return Uni.createFrom().item(new Completion.Result(result, List.of(event)));
    }
  }
}
