package io.plimsoll.platform.work;

import static io.plimsoll.platform.work.PlatformFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.plimsoll.contracts.EventType;
import io.plimsoll.contracts.Topics;
import io.plimsoll.platform.outbox.OutgoingEvent;
import io.plimsoll.platform.problem.ServiceException;
import io.plimsoll.platform.queue.NewWork;
import io.plimsoll.platform.queue.PgWorkQueue;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SqlWorkTest {
  private static final int BULK = 10_000;
  private static PlatformFixture platform;
  private static PgWorkQueue queue;

  @BeforeAll
  static void start() {
    platform =
        PlatformFixture.with(
            Map.of("plimsoll.pool.acquire-timeout", "PT2S", "plimsoll.pool.wait-queue", "4"));
    queue = platform.replica(Map.of()).queue();
    platform.rows("CREATE TABLE {schema}.record (id text PRIMARY KEY)");
    platform.rows("CREATE TABLE {schema}.bulk (n int PRIMARY KEY, x float8)");
  }

  @AfterAll
  static void stop() throws InterruptedException {
    platform.close();
  }

  @BeforeEach
  void empty() {
    platform.rows("TRUNCATE {schema}.record, {schema}.bulk, {schema}.work_ready, {schema}.outbox");
  }

  @Test
  void storesRecordRowsItemAndEventTogether() {
    await(platform.work.atomically(SqlWorkTest::everything));

    assertThat(counts()).containsExactly(1L, (long) BULK, 1L, 1L);
  }

  @Test
  void storesNothingWhenTheWorkFails() {
    Uni<Void> failing =
        platform.work.atomically(connection ->
            everything(connection)
                .chain(() -> Uni.createFrom().failure(new IllegalStateException("late"))));

    assertThatThrownBy(() -> await(failing)).hasMessage("late");
    assertThat(counts()).containsExactly(0L, 0L, 0L, 0L);
  }

  @Test
  void storesNothingWhenTheConnectionIsKilledBeforeTheCommit() {
    Uni<Void> killed =
        platform.work.atomically(
            connection -> everything(connection).chain(() -> killOwnBackend(connection)));

    assertThatThrownBy(() -> await(killed)).isInstanceOf(ServiceException.Unavailable.class);
    await()
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(counts()).containsExactly(0L, 0L, 0L, 0L));
  }

  @Test
  void storesNothingWhenTheCallerGoesAwayBeforeTheCommit() {
    CompletableFuture<Void> reached = new CompletableFuture<>();
    var caller =
        platform
            .work
            .atomically(connection ->
                everything(connection)
                    .invoke(() -> reached.complete(null))
                    .chain(() -> Uni.createFrom().<Void>nothing()))
            .subscribe()
            .with(_ -> {});
    reached.join();

    caller.cancel();

    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(platform.pool.size()).isPositive());
    assertThat(counts()).containsExactly(0L, 0L, 0L, 0L);
    assertThat(
            platform.number(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state"
                    + " = 'idle in transaction'"))
        .isZero();
  }

  @Test
  void actsAfterTheCommitAndNotAfterARollback() {
    CompletableFuture<String> committed = new CompletableFuture<>();
    CompletableFuture<String> rolledBack = new CompletableFuture<>();

    await(platform.work.atomically(connection -> hooked(connection, committed)));
    Uni<Void> failing =
        platform.work.atomically(connection ->
            hooked(connection, rolledBack)
                .chain(() -> Uni.createFrom().failure(new IllegalStateException("no"))));

    assertThatThrownBy(() -> await(failing)).hasMessage("no");
    assertThat(committed).isCompletedWithValue("done");
    assertThat(rolledBack).isNotDone();
  }

  @Test
  void saysUnavailableWhenNoConnectionComesFree() {
    List<CompletableFuture<Void>> holders =
        IntStream.range(0, 10).mapToObj(_ -> new CompletableFuture<Void>()).toList();
    List<CompletableFuture<Void>> done =
        holders.stream()
            .map(release ->
                platform
                    .work
                    .<Void>reading(_ -> Uni.createFrom().completionStage(release).replaceWithVoid())
                    .subscribeAsCompletionStage())
            .toList();
    await().atMost(Duration.ofMinutes(2)).until(() -> platform.pool.size() == 10);

    Uni<Long> late = platform.work.reading(_ -> Uni.createFrom().item(1L));

    assertThatThrownBy(() -> await(late)).isInstanceOf(ServiceException.Unavailable.class);
    holders.forEach(release -> release.complete(null));
    done.forEach(CompletableFuture::join);
  }

  @Test
  void saysUnavailableWhenTheServerIsAway() {
    PgConnectOptions nowhere =
        new PgConnectOptions()
            .setHost("127.0.0.1")
            .setPort(1)
            .setUser("training")
            .setDatabase("training")
            .setPassword("x");
    ServerConnections away =
        new ServerConnections(
            platform.vertx,
            List.of(nowhere),
            PlatformFixture.config(PoolConfig.class, "plimsoll.pool", Map.of()));
    PgSqlWork work =
        new PgSqlWork(
            new io.vertx.mutiny.sqlclient.Pool(away.requests(new PoolOptions())), platform.hooks);

    assertThatThrownBy(() -> await(work.reading(_ -> Uni.createFrom().item(1))))
        .isInstanceOf(ServiceException.Unavailable.class);
  }

  private static Uni<Void> hooked(SqlConnection connection, CompletableFuture<String> told) {
    platform.hooks.after(connection, () -> told.complete("done"));
    return connection.query("SELECT 1").execute().replaceWithVoid();
  }

  private static Uni<Void> everything(SqlConnection connection) {
    return connection
        .query(platform.schema.sql("INSERT INTO {schema}.record VALUES ('r-1')"))
        .execute()
        .chain(() -> bulk(connection))
        .chain(() -> queue.enqueue(connection, List.of(NewWork.of("fit", new JsonObject()))))
        .chain(() -> platform.outbox.append(connection, List.of(event())));
  }

  private static Uni<Void> bulk(SqlConnection connection) {
    Integer[] numbers = IntStream.range(0, BULK).boxed().toArray(Integer[]::new);
    return connection
        .preparedQuery(
            platform.schema.sql(
                "INSERT INTO {schema}.bulk SELECT n, n * 0.5 FROM unnest($1::int[]) AS n"))
        .execute(Tuple.tuple().addArrayOfInteger(numbers))
        .replaceWithVoid();
  }

  private static Uni<Void> killOwnBackend(SqlConnection connection) {
    return connection
        .query("SELECT pg_terminate_backend(pg_backend_pid())")
        .execute()
        .replaceWithVoid();
  }

  private static OutgoingEvent event() {
    return OutgoingEvent.of(
        Topics.TRAINING_EVENTS,
        new EventType("training", "ModelCompleted", 1),
        "r-1",
        Map.of("model_id", "r-1"));
  }

  private static List<Long> counts() {
    return List.of(
        platform.number("SELECT count(*) FROM {schema}.record"),
        platform.number("SELECT count(*) FROM {schema}.bulk"),
        platform.number("SELECT count(*) FROM {schema}.work_item"),
        platform.number("SELECT count(*) FROM {schema}.outbox"));
  }
}
