package io.plimsoll.platform.work;

import io.plimsoll.platform.inbox.InboxConfig;
import io.plimsoll.platform.outbox.OutboxConfig;
import io.plimsoll.platform.outbox.PgOutbox;
import io.plimsoll.platform.outbox.RelayBell;
import io.plimsoll.platform.queue.Doorbell;
import io.plimsoll.platform.queue.PgWorkQueue;
import io.plimsoll.platform.queue.QueueConfig;
import io.plimsoll.platform.queue.WorkHandler;
import io.plimsoll.platform.queue.Worker;
import io.plimsoll.testkit.TestDatabase;
import io.plimsoll.testkit.TestInfra;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;

/** A migrated schema in a real database, and the platform's parts put together by hand. */
public final class PlatformFixture {
  public static final Duration PATIENCE = Duration.ofMinutes(2);

  public final TestDatabase database;
  public final Schema schema = new Schema("training");
  public final Vertx vertx = Vertx.vertx();
  public final CommitHooks hooks = new CommitHooks();
  public final RelayBell relayBell = new RelayBell();
  public final Pool pool;
  public final PgSqlWork work;
  public final PgOutbox outbox;
  private final Optional<PgBouncer> pooler;
  private final PoolConfig poolConfig;
  private final List<Worker> workers = new ArrayList<>();

  private PlatformFixture(Map<String, String> settings) {
    this(settings, TestInfra.get().createDatabase("training"), Optional.empty());
  }

  private PlatformFixture(
      Map<String, String> settings, TestDatabase database, Optional<PgBouncer> pooler) {
    this.database = database;
    this.pooler = pooler;
    flyway(database).migrate();
    poolConfig = config(PoolConfig.class, "plimsoll.pool", settings);
    pool = connections().requests(new PoolOptions().setMaxSize(10));
    work = new PgSqlWork(new io.vertx.mutiny.sqlclient.Pool(pool), hooks);
    outbox = new PgOutbox(schema, hooks, relayBell);
  }

  /** With the settings of production. */
  public static PlatformFixture fresh() {
    return new PlatformFixture(Map.of());
  }

  /** With some settings changed. */
  public static PlatformFixture with(Map<String, String> settings) {
    return new PlatformFixture(settings);
  }

  /** With a PgBouncer in transaction mode in between, but for migrations. */
  public static PlatformFixture behindPooler() throws IOException, InterruptedException {
    TestDatabase database = TestInfra.get().createDatabase("training");
    return new PlatformFixture(
        Map.of("plimsoll.pool.pooler-mode", "transaction"),
        database,
        Optional.of(PgBouncer.start(database)));
  }

  /** The migration as the services run it. */
  public static Flyway flyway(TestDatabase database) {
    return Flyway.configure()
        .dataSource(database.jdbcUrl(), database.user(), database.password())
        .schemas(database.user())
        .defaultSchema(database.user())
        .createSchemas(false)
        .locations("classpath:db/platform")
        .table("schema_history")
        .load();
  }

  /** Settings with the defaults of production but for these. */
  public static <T> T config(Class<T> type, String prefix, Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withMapping(type)
        .withDefaultValues(
            settings.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix + "."))
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
        .build()
        .getConfigMapping(type);
  }

  public static QueueConfig queueConfig(Map<String, String> settings) {
    return config(QueueConfig.class, "plimsoll.queue", settings);
  }

  public static OutboxConfig outboxConfig(Map<String, String> settings) {
    return config(OutboxConfig.class, "plimsoll.outbox", settings);
  }

  public static InboxConfig inboxConfig(Map<String, String> settings) {
    return config(InboxConfig.class, "plimsoll.inbox", settings);
  }

  public ServerConnections connections() {
    PgConnectOptions options =
        PgConnectOptions.fromUri(database.reactiveUrl().replace("vertx-reactive:", ""))
            .setUser(database.user())
            .setPassword(database.password())
            .setCachePreparedStatements(true);
    pooler.ifPresent(between -> options.setPort(between.port()));
    return new ServerConnections(vertx, List.of(options), poolConfig);
  }

  /** A replica: a queue and a worker with a doorbell of their own. */
  public Replica replica(Map<String, String> settings, WorkHandler... handlers) {
    QueueConfig config = queueConfig(settings);
    Doorbell bell = new Doorbell(connections(), pool, schema);
    PgWorkQueue queue = new PgWorkQueue(work, hooks, schema, bell, config, List.of(handlers));
    Worker.Tools tools = new Worker.Tools(connections(), work, schema, bell, relayBell, config);
    Worker worker = new Worker(tools, List.of(handlers));
    workers.add(worker);
    return new Replica(queue, worker);
  }

  /** One process's share in the queue. */
  public record Replica(PgWorkQueue queue, Worker worker) {}

  /** Runs to the end, on the test's thread. */
  public static <T> T await(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }

  /** One number out of the database; {@code {schema}} is filled in. */
  public long number(String query, Object... arguments) {
    return rows(query, arguments).getFirst().getLong(0);
  }

  /** Rows out of the database. */
  public List<Row> rows(String query, Object... arguments) {
    try {
      List<Row> rows = new ArrayList<>();
      Patience.await(pool.preparedQuery(schema.sql(query)).execute(Tuple.from(arguments)), PATIENCE)
          .forEach(rows::add);
      return rows;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Stops the workers of all replicas, as a shutdown would. */
  public void stopWorkers() throws InterruptedException {
    for (Worker worker : workers) {
      Patience.await(worker.stop(), PATIENCE);
    }
    workers.clear();
  }

  /** Ends a replica as a killed process would. */
  public void kill(Replica replica) {
    try {
      Patience.await(replica.worker().kill(), PATIENCE);
      workers.remove(replica.worker());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public void close() throws InterruptedException {
    stopWorkers();
    Patience.await(pool.close(), PATIENCE);
    Patience.await(vertx.close(), PATIENCE);
    pooler.ifPresent(PgBouncer::close);
  }
}
