package io.plimsoll.platform.queue;

import static io.plimsoll.platform.work.PlatformFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plimsoll.contracts.EventType;
import io.plimsoll.contracts.Topics;
import io.plimsoll.platform.outbox.OutgoingEvent;
import io.plimsoll.platform.work.PgBouncer;
import io.plimsoll.platform.work.PlatformFixture;
import io.plimsoll.platform.work.PlatformFixture.Replica;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The queue through a real PgBouncer in transaction mode. */
@EnabledIf("io.plimsoll.platform.work.PgBouncer#isInstalled")
class PoolerModeTest {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final Map<String, String> LONG = Map.of("plimsoll.queue.lease", "PT10M");
  private static final EventType TYPE = new EventType("training", "ModelCompleted", 1);

  private static PlatformFixture platform;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    platform = PlatformFixture.behindPooler();
    platform.rows("CREATE TABLE {schema}.effect (item bigint PRIMARY KEY, attempt int)");
  }

  @AfterAll
  static void close() throws InterruptedException {
    platform.close();
  }

  @BeforeEach
  void empty() {
    platform.rows(
        "TRUNCATE {schema}.work_ready, {schema}.work_running, {schema}.work_done,"
            + " {schema}.work_key, {schema}.work_group, {schema}.outbox, {schema}.effect");
  }

  @AfterEach
  void stop() throws InterruptedException {
    platform.stopWorkers();
  }

  @Test
  void worksEveryItemOffOnceOverTwoReplicas() {
    Handlers one = Handlers.of("fit", 100, (item, _) -> withEvents(item));
    Handlers two = Handlers.of("fit", 100, (item, _) -> withEvents(item));
    Replica first = platform.replica(LONG, one);
    Replica second = platform.replica(LONG, two);
    await(platform.work.atomically(c -> first.queue().defineGroup(c, "g", 3)));
    enqueue(first, IntStream.range(0, 2000).mapToObj(_ -> work()).toList());
    enqueue(first, IntStream.range(0, 200).mapToObj(_ -> work().inGroup("g")).toList());
    enqueue(first, IntStream.range(0, 100).mapToObj(n -> work().withKey("k" + n)).toList());

    first.worker().start();
    second.worker().start();

    awaitFinished(2300);
    assertThat(platform.number("SELECT count(*) FROM {schema}.work_done WHERE status = 'done'"))
        .isEqualTo(2300);
    assertThat(platform.number("SELECT count(DISTINCT subject) FROM {schema}.outbox"))
        .isEqualTo(2301);
    assertThat(
            platform.number("SELECT max(sequence) FROM {schema}.outbox WHERE subject = 'shared'"))
        .isEqualTo(2300);
    assertThat(one.seen.size() + two.seen.size()).isEqualTo(2300);
    assertThat(one.mostRunning("g")).isLessThanOrEqualTo(3);
    assertThat(platform.number("SELECT used FROM {schema}.work_group")).isZero();
    assertThat(platform.number("SELECT count(*) FROM {schema}.work_key")).isZero();
  }

  @Test
  void storesAnEffectWithItsItemAndCancelsAndRetries() {
    Handlers handler =
        Handlers.of(
            "fit",
            10,
            (item, control) ->
                switch (item.payload().getString("does")) {
                  case "store" -> Uni.createFrom().item(() -> withEffect(item));
                  case "break" -> Uni.createFrom().failure(new TransientFault("not now"));
                  default ->
                      Uni.createFrom()
                          .emitter(emitter ->
                              control.onCancel(
                                  () -> emitter.fail(new IllegalStateException("let go"))));
                });
    Replica replica =
        platform.replica(
            Map.of("plimsoll.queue.lease", "PT10M", "plimsoll.queue.retry-after", "PT0.1S"),
            handler);
    List<WorkId> ids =
        enqueue(
            replica,
            List.of(
                doing("store"), doing("break").withMaxAttempts(2), doing("wait to be cancelled")));
    replica.worker().start();
    await().atMost(SOON).until(() -> handler.running.get() == 1 && handler.seen.size() == 4);

    assertThat(await(replica.queue().cancel(ids.get(2)))).isTrue();

    awaitFinished(3);
    assertThat(ids.stream().map(id -> await(replica.queue().find(id)).orElseThrow().status()))
        .containsExactly(WorkStatus.DONE, WorkStatus.FAILED, WorkStatus.CANCELLED);
    assertThat(platform.number("SELECT item FROM {schema}.effect")).isEqualTo(ids.get(0).value());
  }

  @Test
  void sharesFewServerConnectionsAndListensOnNone() {
    Replica replica = platform.replica(LONG, Handlers.doingNothing("fit", 10));
    replica.worker().start();
    enqueue(replica, IntStream.range(0, 500).mapToObj(_ -> work()).toList());
    awaitFinished(500);

    assertThat(
            platform.number(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND"
                    + " backend_type = 'client backend'"))
        .isBetween(1L, (long) PgBouncer.SERVER_CONNECTIONS);
    assertThat(
            platform.number(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND"
                    + " query LIKE 'LISTEN%'"))
        .isZero();
  }

  private static Uni<Completion> withEvents(WorkItem item) {
    return Uni.createFrom()
        .item(() ->
            new Completion.Result(
                new JsonObject(), List.of(event(item.subject()), event("shared"))));
  }

  private static Completion withEffect(WorkItem item) {
    return new Completion.InTransaction(
        new JsonObject(),
        connection ->
            connection
                .preparedQuery(platform.schema.sql("INSERT INTO {schema}.effect VALUES ($1, $2)"))
                .execute(Tuple.of(item.id().value(), item.attempt()))
                .replaceWithVoid());
  }

  private static OutgoingEvent event(String subject) {
    return OutgoingEvent.of(Topics.TRAINING_EVENTS, TYPE, subject, Map.of("status", "completed"));
  }

  private static NewWork work() {
    return NewWork.of("fit", new JsonObject());
  }

  private static NewWork doing(String what) {
    return NewWork.of("fit", new JsonObject().put("does", what));
  }

  private static List<WorkId> enqueue(Replica replica, List<NewWork> items) {
    return await(platform.work.atomically(c -> replica.queue().enqueue(c, items)));
  }

  private static void awaitFinished(int n) {
    await()
        .atMost(SOON)
        .until(() -> platform.number("SELECT count(*) FROM {schema}.work_done") == n);
  }
}
