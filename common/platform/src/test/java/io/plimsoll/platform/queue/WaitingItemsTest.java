package io.plimsoll.platform.queue;

import static io.plimsoll.platform.work.PlatformFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plimsoll.platform.work.PlatformFixture;
import io.plimsoll.platform.work.PlatformFixture.Replica;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Items whose handler says that something has not arrived yet. */
class WaitingItemsTest {
  private static final String KIND = "command";
  private static final String THING = "model:7";
  private static final Duration SOON = Duration.ofSeconds(60);

  /** Pauses so long that only an arrival can be what starts an item again. */
  private static final Map<String, String> PATIENT =
      Map.of("plimsoll.queue.look-after", "PT1H", "plimsoll.queue.look-at-latest", "PT1H");

  private static final Map<String, String> EAGER =
      Map.of("plimsoll.queue.look-after", "PT0.05S", "plimsoll.queue.look-at-latest", "PT0.2S");

  private static PlatformFixture platform;

  private final AtomicBoolean isThere = new AtomicBoolean();
  private final Handlers handler = needing(isThere);

  @BeforeAll
  static void start() {
    platform = PlatformFixture.fresh();
  }

  @BeforeEach
  void empty() {
    platform.rows(
        "TRUNCATE {schema}.work_ready, {schema}.work_running, {schema}.work_done,"
            + " {schema}.work_key, {schema}.work_group");
  }

  @AfterEach
  void stop() throws InterruptedException {
    platform.stopWorkers();
  }

  @Test
  void startsAgainWhenWhatItWaitsForArrivesAndCountsOneAttempt() {
    Replica replica = platform.replica(PATIENT, handler);
    replica.worker().start();
    WorkId id = enqueue(replica, NewWork.of(KIND, new JsonObject()).withKey("k"));
    until(() -> waiting() == 1);
    isThere.set(true);

    arrive(replica, THING);

    TrackedWork done = awaitDone(replica, id);
    assertThat(done.attempts().started()).isEqualTo(1);
    assertThat(handler.seen).hasSize(2);
    assertThat(handler.seen.getLast().waited()).isLessThan(Duration.ofMinutes(30));
    assertThat(platform.number("SELECT count(*) FROM {schema}.work_key")).isZero();
  }

  @Test
  void staysAsideWhenSomethingElseArrives() {
    Replica replica = platform.replica(PATIENT, handler);
    replica.worker().start();
    enqueue(replica, NewWork.of(KIND, new JsonObject()));
    until(() -> waiting() == 1);

    arrive(replica, "model:8");

    assertThat(waiting()).isOne();
    assertThat(handler.seen).hasSize(1);
  }

  @Test
  void holdsNoWorkerWhileItWaits() {
    Replica replica = platform.replica(PATIENT, handler);
    for (int i = 0; i < 20; i++) {
      enqueue(replica, NewWork.of(KIND, new JsonObject()));
    }
    replica.worker().start();
    until(() -> waiting() == 20);

    WorkId free = enqueue(replica, NewWork.of(KIND, new JsonObject().put("needs", "nothing")));

    awaitDone(replica, free);
    assertThat(platform.number("SELECT count(*) FROM {schema}.work_running")).isZero();
  }

  @Test
  void waitsOnInTheDatabaseWhenItsWorkerIsKilled() {
    Replica dying = platform.replica(PATIENT, handler);
    dying.worker().start();
    WorkId id = enqueue(dying, NewWork.of(KIND, new JsonObject()).inGroup("g"));
    until(() -> waiting() == 1);
    platform.kill(dying);
    isThere.set(true);

    Handlers heirs = needing(isThere);
    Replica heir = platform.replica(PATIENT, heirs);
    arrive(heir, THING);
    heir.worker().start();

    awaitDone(heir, id);
    assertThat(heirs.seen).hasSize(1);
    assertThat(handler.seen).hasSize(1);
    assertThat(platform.number("SELECT used FROM {schema}.work_group")).isZero();
  }

  @Test
  void looksAgainByItselfAtGrowingPauses() {
    Replica replica = platform.replica(EAGER, handler);
    replica.worker().start();
    WorkId id = enqueue(replica, NewWork.of(KIND, new JsonObject()));
    until(() -> handler.seen.size() >= 4);

    isThere.set(true);

    assertThat(awaitDone(replica, id).attempts().started()).isEqualTo(1);
    List<Long> waited = handler.seen.stream().map(item -> item.waited().toMillis()).toList();
    assertThat(waited.subList(0, 4)).containsExactly(0L, 50L, 100L, 200L);
  }

  @Test
  void isCancelledWhileItWaits() {
    Replica replica = platform.replica(PATIENT, handler);
    replica.worker().start();
    WorkId id = enqueue(replica, NewWork.of(KIND, new JsonObject()));
    until(() -> waiting() == 1);

    assertThat(await(replica.queue().cancel(id))).isTrue();

    assertThat(handler.cancelled).containsExactly(id);
    assertThat(await(replica.queue().find(id)).orElseThrow().status())
        .isEqualTo(WorkStatus.CANCELLED);
  }

  private static Handlers needing(AtomicBoolean isThere) {
    return Handlers.of(
        KIND,
        2,
        (item, _) ->
            Uni.createFrom()
                .item(() ->
                    isThere.get() || item.payload().containsKey("needs")
                        ? Completion.of(new JsonObject())
                        : new Completion.Waiting(THING, "no model 7")));
  }

  private static WorkId enqueue(Replica replica, NewWork item) {
    return await(platform.work.atomically(c -> replica.queue().enqueue(c, List.of(item))))
        .getFirst();
  }

  private static void arrive(Replica replica, String what) {
    await(platform.work.atomically(connection -> replica.queue().arrived(connection, what)));
  }

  private static long waiting() {
    return platform.number(
        """
        SELECT count(*) FROM {schema}.work_ready
        WHERE awaits = 'model:7' AND error = 'no model 7' AND attempt = 0
        """);
  }

  private static TrackedWork awaitDone(Replica replica, WorkId id) {
    until(() -> await(replica.queue().find(id)).orElseThrow().status() == WorkStatus.DONE);
    return await(replica.queue().find(id)).orElseThrow();
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(condition);
  }
}
