package io.plimsoll.platform.queue;

import static io.plimsoll.platform.work.PlatformFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.plimsoll.contracts.EventType;
import io.plimsoll.contracts.Topics;
import io.plimsoll.platform.outbox.OutgoingEvent;
import io.plimsoll.platform.problem.ServiceException;
import io.plimsoll.platform.queue.RetryPolicy.Decision;
import io.plimsoll.platform.work.PlatformFixture;
import io.plimsoll.platform.work.PlatformFixture.Replica;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkQueueTest {
  /** Leases that no slow machine outlasts: where one ends, the test ends it. */
  private static final Map<String, String> QUICK =
      Map.of(
          "plimsoll.queue.lease", "PT10M",
          "plimsoll.queue.poll", "PT0.1S",
          "plimsoll.queue.retry-after", "PT0.1S",
          "plimsoll.queue.cancel-patience", "PT1S",
          "plimsoll.queue.drain", "PT1S",
          "plimsoll.queue.reap", "PT0.3S");

  private static final Duration SOON = Duration.ofMinutes(2);
  private static final String KIND = "fit";

  private static PlatformFixture platform;

  @BeforeAll
  static void start() {
    platform = PlatformFixture.fresh();
    platform.rows("CREATE TABLE {schema}.effect (item bigint PRIMARY KEY, attempt int)");
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
  void storesTheResultAndItsEventOnce() {
    Handlers handler =
        Handlers.of(
            KIND,
            10,
            (item, _) ->
                Uni.createFrom()
                    .item(
                        new Completion.Result(
                            new JsonObject().put("doubled", 2 * item.payload().getInteger("n")),
                            List.of(event("m-" + item.payload().getInteger("n"))))));
    Replica replica = platform.replica(QUICK, handler);
    replica.worker().start();

    WorkId id = await(replica.queue().submit(work(new JsonObject().put("n", 21))));

    TrackedWork done = awaitStatus(replica, id, WorkStatus.DONE);
    assertThat(done.progress().detail().getInteger("doubled")).isEqualTo(42);
    assertThat(done.progress().fraction()).isEqualTo(1.0);
    assertThat(done.attempts().started()).isEqualTo(1);
    assertThat(done.times().finishedAt()).isPresent();
    assertThat(platform.rows("SELECT subject, sequence, type FROM {schema}.outbox"))
        .singleElement()
        .satisfies(row -> {
          assertThat(row.getString(0)).isEqualTo("m-21");
          assertThat(row.getLong(1)).isEqualTo(1);
          assertThat(row.getString(2)).isEqualTo("io.plimsoll.training.ModelCompleted.v1");
        });
  }

  @Test
  void sharesTheItemsBetweenTwoWorkersWithoutOverlap() {
    CompletableFuture<Void> bothHaveSome = new CompletableFuture<>();
    Handlers one = waitingFor(bothHaveSome);
    Handlers two = waitingFor(bothHaveSome);
    Replica first = platform.replica(QUICK, one);
    Replica second = platform.replica(QUICK, two);
    enqueue(first, 5000);

    first.worker().start();
    second.worker().start();
    await().atMost(SOON).until(() -> !one.seen.isEmpty() && !two.seen.isEmpty());
    bothHaveSome.complete(null);

    awaitDone(5000);
    assertThat(one.seen.size() + two.seen.size()).isEqualTo(5000);
    assertThat(distinct(one, two)).isEqualTo(5000);
  }

  @Test
  void throwsTheResultAwayWhenTheLeaseIsLost() {
    CompletableFuture<Completion> late = new CompletableFuture<>();
    Handlers zombie = Handlers.of(KIND, 1, (_, _) -> Uni.createFrom().completionStage(late));
    Replica slow = platform.replica(QUICK, zombie);
    WorkId id = enqueue(slow, 1).getFirst();
    slow.worker().start();
    await().atMost(SOON).until(() -> zombie.seen.size() == 1);
    platform.rows(
        "UPDATE {schema}.work_running SET lease_token = gen_random_uuid(), attempt = 2,"
            + " lease_owner = 'other', lease_until = now() + interval '1 hour'");

    late.complete(new Completion.Result(new JsonObject(), List.of(event("zombie"))));

    await().atMost(SOON).until(() -> zombie.running.get() == 0);
    Assertions.assertThatCode(() -> stop()).doesNotThrowAnyException();
    assertThat(await(slow.queue().find(id)).orElseThrow().status()).isEqualTo(WorkStatus.RUNNING);
    assertThat(platform.number("SELECT count(*) FROM {schema}.outbox")).isZero();
  }

  @Test
  void throwsTheEffectAwayWhenTheLeaseIsLost() {
    CompletableFuture<Void> released = new CompletableFuture<>();
    Handlers zombie =
        Handlers.of(
            KIND,
            1,
            (item, _) ->
                Uni.createFrom().completionStage(released).replaceWith(() -> withEffect(item)));
    Replica slow = platform.replica(QUICK, zombie);
    enqueue(slow, 1);
    slow.worker().start();
    await().atMost(SOON).until(() -> zombie.seen.size() == 1);
    platform.rows("UPDATE {schema}.work_running SET lease_token = gen_random_uuid()");

    released.complete(null);

    await().atMost(SOON).until(() -> zombie.running.get() == 0);
    Assertions.assertThatCode(() -> stop()).doesNotThrowAnyException();
    assertThat(platform.number("SELECT count(*) FROM {schema}.effect")).isZero();
    assertThat(platform.number("SELECT count(*) FROM {schema}.work_done")).isZero();
  }

  @Test
  void finishesTheItemsOfAKilledWorkerOnAnother() {
    Handlers stuck = Handlers.of(KIND, 200, (_, _) -> Uni.createFrom().nothing());
    Replica dying = platform.replica(QUICK, stuck);
    enqueue(dying, 200);
    dying.worker().start();
    await().atMost(SOON).until(() -> stuck.seen.size() == 200);

    platform.kill(dying);
    platform.rows("UPDATE {schema}.work_running SET lease_until = now() - interval '1 s'");
    Handlers heir =
        Handlers.of(KIND, 200, (item, _) -> Uni.createFrom().item(() -> withEffect(item)));
    platform.replica(QUICK, heir).worker().start();

    awaitDone(200);
    assertThat(platform.number("SELECT count(*) FROM {schema}.effect WHERE attempt = 2"))
        .isEqualTo(200);
    assertThat(platform.number("SELECT count(*) FROM {schema}.work_running")).isZero();
  }

  @Test
  void neverRunsMoreOfAGroupThanItsLimitOverTwoReplicas() {
    AtomicInteger inA = new AtomicInteger();
    AtomicInteger mostInA = new AtomicInteger();
    Handlers one = counting(inA, mostInA);
    Handlers two = counting(inA, mostInA);
    Replica first = platform.replica(QUICK, one);
    Replica second = platform.replica(QUICK, two);
    await(platform.work.atomically(c -> first.queue().defineGroup(c, "a", 3)));
    enqueue(first, grouped("a", 120));
    enqueue(first, grouped("b", 300));
    enqueue(first, 100);

    first.worker().start();
    second.worker().start();

    awaitDone(520);
    assertThat(mostInA.get()).isBetween(2, 3);
    assertThat(one.mostRunning("b") + two.mostRunning("b")).isGreaterThan(3);
    assertThat(platform.number("SELECT sum(used) FROM {schema}.work_group")).isZero();
  }

  @Test
  void servesGroupsInTurnSoThatNoneStarves() {
    Handlers handler =
        Handlers.of(
            KIND,
            10,
            (_, _) ->
                Uni.createFrom()
                    .item(Completion.of(new JsonObject()))
                    .onItem()
                    .delayIt()
                    .by(Duration.ofMillis(2)));
    Replica replica = platform.replica(QUICK, handler);
    enqueue(replica, grouped("large", 1000));
    enqueue(replica, grouped("small", 20));

    replica.worker().start();

    awaitDone(1020);
    List<String> order = handler.seen.stream().map(item -> item.group().orElse("")).toList();
    assertThat(order.lastIndexOf("small")).isLessThan(200);
  }

  @Test
  void holdsAPausedGroupBackUntilItIsResumed() {
    Handlers handler = Handlers.doingNothing(KIND, 10);
    Replica replica = platform.replica(QUICK, handler);
    await(replica.queue().pause("night"));
    enqueue(replica, grouped("night", 5));
    enqueue(replica, 5);
    replica.worker().start();
    awaitDone(5);

    assertThat(handler.seen).allMatch(item -> item.group().isEmpty());
    await(replica.queue().resume("night"));

    awaitDone(10);
  }

  @Test
  void cancelsAWaitingItemAtOnce() {
    Handlers handler = Handlers.doingNothing(KIND, 1);
    Replica replica = platform.replica(QUICK, handler);
    WorkId id = enqueue(replica, List.of(work(new JsonObject()).withKey("k"))).getFirst();

    boolean wasUnfinished = await(replica.queue().cancel(id));

    assertThat(wasUnfinished).isTrue();
    assertThat(await(replica.queue().find(KIND, "k")).orElseThrow().status())
        .isEqualTo(WorkStatus.CANCELLED);
    assertThat(handler.cancelled).containsExactly(id);
    assertThat(await(replica.queue().cancel(id))).isFalse();
  }

  @Test
  void tellsARunningItemOfAnotherReplicaToLetGoWithinASecondOrSo() {
    Handlers handler = Handlers.waitingForTheEnd(KIND);
    Replica holder = platform.replica(QUICK, handler);
    Replica asked = platform.replica(QUICK);
    WorkId id = enqueue(holder, 1).getFirst();
    holder.worker().start();
    await().atMost(SOON).until(() -> handler.running.get() == 1);

    long before = System.nanoTime();
    assertThat(await(asked.queue().cancel(id))).isTrue();

    await()
        .atMost(SOON)
        .pollInterval(10, TimeUnit.MILLISECONDS)
        .until(() -> handler.running.get() == 0);
    double seconds = (System.nanoTime() - before) / 1e9;
    awaitStatus(holder, id, WorkStatus.CANCELLED);
    assertThat(handler.cancelled).containsExactly(id);
    System.out.printf("cancel seen by the other replica after %.2f s%n", seconds);
  }

  @Test
  void doesNotWaitForAHandlerThatDoesNotLetGo() {
    Handlers deaf = Handlers.of(KIND, 1, (_, _) -> Uni.createFrom().nothing());
    Replica replica = platform.replica(QUICK, deaf);
    WorkId id = enqueue(replica, 1).getFirst();
    replica.worker().start();
    await().atMost(SOON).until(() -> deaf.seen.size() == 1);

    await(replica.queue().cancel(id));

    awaitStatus(replica, id, WorkStatus.CANCELLED);
  }

  @Test
  void cancelsAllOfAGroup() {
    Handlers handler = Handlers.waitingForTheEnd(KIND);
    Replica replica = platform.replica(QUICK, handler);
    await(platform.work.atomically(c -> replica.queue().defineGroup(c, "batch", 4)));
    enqueue(replica, grouped("batch", 700));
    replica.worker().start();
    await().atMost(SOON).until(() -> handler.running.get() == 4);

    int asked = await(replica.queue().cancelGroup("batch"));

    assertThat(asked).isEqualTo(700);
    await()
        .atMost(SOON)
        .until(() ->
            platform.number("SELECT count(*) FROM {schema}.work_item WHERE status = 'cancelled'")
                == 700);
    assertThat(platform.number("SELECT used FROM {schema}.work_group")).isZero();
  }

  @Test
  void retriesWhatMayPassAndCountsTheAttempts() {
    AtomicInteger tries = new AtomicInteger();
    Handlers handler =
        Handlers.of(
            KIND,
            1,
            (_, _) ->
                tries.incrementAndGet() < 3
                    ? Uni.createFrom().failure(new ServiceException.Unavailable("not now"))
                    : Uni.createFrom().item(Completion.of(new JsonObject())));
    Replica replica = platform.replica(QUICK, handler);
    WorkId id = enqueue(replica, 1).getFirst();
    replica.worker().start();

    TrackedWork done = awaitStatus(replica, id, WorkStatus.DONE);

    assertThat(done.attempts().started()).isEqualTo(3);
    assertThat(done.attempts().error()).isEmpty();
    assertThat(handler.failed).isEmpty();
  }

  @Test
  void failsAtOnceWhatCannotPass() {
    Handlers handler =
        Handlers.of(
            KIND, 1, (_, _) -> Uni.createFrom().failure(new PermanentFault("no such column: hi")));
    Replica replica = platform.replica(QUICK, handler);
    WorkId id = enqueue(replica, 1).getFirst();
    replica.worker().start();

    TrackedWork failed = awaitStatus(replica, id, WorkStatus.FAILED);

    assertThat(failed.attempts().started()).isEqualTo(1);
    assertThat(failed.attempts().error()).contains("no such column: hi");
    assertThat(handler.failed).containsExactly("no such column: hi");
  }

  @Test
  void givesUpAfterTheLastAttempt() {
    Handlers handler =
        Handlers.of(KIND, 1, (_, _) -> Uni.createFrom().failure(new TransientFault("away")));
    Replica replica = platform.replica(QUICK, handler);
    WorkId id = enqueue(replica, List.of(work(new JsonObject()).withMaxAttempts(2))).getFirst();
    replica.worker().start();

    TrackedWork failed = awaitStatus(replica, id, WorkStatus.FAILED);

    assertThat(failed.attempts().started()).isEqualTo(2);
    assertThat(handler.failed).containsExactly("away");
  }

  @Test
  void givesUpAnItemWhoseWorkersKeepDying() {
    Handlers handler = Handlers.doingNothing(KIND, 1);
    Replica replica = platform.replica(QUICK, handler);
    WorkId id = enqueue(replica, List.of(work(new JsonObject()).withMaxAttempts(1))).getFirst();
    platform.rows(
        "WITH d AS (DELETE FROM {schema}.work_ready RETURNING *) INSERT INTO"
            + " {schema}.work_running (id, kind, payload, priority, run_at, attempt, max_attempts,"
            + " created_at, started_at, lease_owner, lease_token, lease_until) SELECT id, kind,"
            + " payload, priority, run_at, 1, max_attempts, created_at, now(), 'dead',"
            + " gen_random_uuid(), now() - interval '1 s' FROM d");
    replica.worker().start();

    TrackedWork failed = awaitStatus(replica, id, WorkStatus.FAILED);

    assertThat(failed.attempts().error()).contains("lease expired, attempts used up");
    assertThat(handler.failed).hasSize(1);
    assertThat(handler.seen).isEmpty();
  }

  @Test
  void failsAnItemPastItsDeadlineWhetherItRunsOrWaits() {
    Handlers handler = Handlers.waitingForTheEnd(KIND);
    Replica replica = platform.replica(QUICK, handler);
    Duration later = Duration.ofHours(1);
    List<WorkId> ids =
        enqueue(
            replica,
            List.of(
                work(new JsonObject()).withDeadline(later),
                work(new JsonObject()).withDeadline(later).withDelay(Duration.ofHours(2))));
    replica.worker().start();
    await().atMost(SOON).until(() -> handler.running.get() == 1);

    platform.rows("UPDATE {schema}.work_running SET deadline = now() - interval '1 s'");
    platform.rows("UPDATE {schema}.work_ready SET deadline = now() - interval '1 s'");

    for (WorkId id : ids) {
      TrackedWork failed = awaitStatus(replica, id, WorkStatus.FAILED);
      assertThat(failed.attempts().error()).contains("deadline passed");
    }
    assertThat(handler.seen).hasSize(1);
    assertThat(handler.failed).hasSize(2);
  }

  @Test
  void claimsByPriorityRaisedByWaiting() {
    Handlers handler = Handlers.doingNothing(KIND, 1);
    Replica replica = platform.replica(QUICK, handler);
    WorkId low = enqueue(replica, List.of(work(new JsonObject()))).getFirst();
    WorkId old = enqueue(replica, List.of(work(new JsonObject()))).getFirst();
    WorkId high = enqueue(replica, List.of(work(new JsonObject()).withPriority(5))).getFirst();
    platform.rows(
        "UPDATE {schema}.work_ready SET run_at = run_at - interval '10 min', rank = rank -"
            + " interval '10 min' WHERE id = $1",
        old.value());

    replica.worker().start();

    awaitDone(3);
    assertThat(handler.seen.stream().map(WorkItem::id)).containsExactly(old, high, low);
  }

  @Test
  void startsADelayedItemWhenItIsDue() {
    Handlers handler = Handlers.doingNothing(KIND, 1);
    Replica replica = platform.replica(QUICK, handler);
    replica.worker().start();
    WorkId id =
        enqueue(replica, List.of(work(new JsonObject()).withDelay(Duration.ofSeconds(1))))
            .getFirst();

    TrackedWork done = awaitStatus(replica, id, WorkStatus.DONE);

    Duration waited =
        Duration.between(done.times().createdAt(), done.times().startedAt().orElseThrow());
    assertThat(waited).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void keepsOneUnfinishedItemForEachKindAndKey() {
    Handlers handler = Handlers.doingNothing(KIND, 1);
    Replica replica = platform.replica(QUICK, handler);
    NewWork keyed = work(new JsonObject()).withKey("model-1").inGroup("g");
    List<WorkId> first = enqueue(replica, List.of(keyed, keyed));
    List<WorkId> again = enqueue(replica, List.of(keyed, work(new JsonObject()).withKey("two")));
    replica.worker().start();
    awaitDone(2);

    List<WorkId> afterwards = enqueue(replica, List.of(keyed));

    assertThat(first.get(0)).isEqualTo(first.get(1));
    assertThat(again.get(0)).isEqualTo(first.get(0));
    assertThat(again.get(1)).isNotEqualTo(first.get(0));
    assertThat(afterwards.getFirst()).isNotEqualTo(first.get(0));
    awaitDone(3);
  }

  @Test
  void writesProgressThatAnyReplicaSees() {
    CompletableFuture<Completion> end = new CompletableFuture<>();
    Handlers handler =
        Handlers.of(
            KIND,
            1,
            (_, control) -> {
              control.progress(0.1, new JsonObject().put("fold", 1));
              control.progress(0.4, new JsonObject().put("fold", 2));
              return Uni.createFrom().completionStage(end);
            });
    Replica replica = platform.replica(QUICK, handler);
    Replica other = platform.replica(QUICK);
    WorkId id = enqueue(replica, 1).getFirst();
    replica.worker().start();

    await()
        .atMost(SOON)
        .until(() -> await(other.queue().find(id)).orElseThrow().progress().fraction() > 0);

    TrackedWork.Progress progress = await(other.queue().find(id)).orElseThrow().progress();
    assertThat(progress.fraction()).isCloseTo(0.4, within(1e-12));
    assertThat(progress.detail().getInteger("fold")).isEqualTo(2);
    end.complete(Completion.of(new JsonObject()));
    awaitStatus(replica, id, WorkStatus.DONE);
  }

  @Test
  void givesUnfinishedItemsBackAtShutdownWithoutCountingTheAttempt() throws InterruptedException {
    Handlers stuck = Handlers.of(KIND, 3, (_, _) -> Uni.createFrom().nothing());
    Replica replica = platform.replica(QUICK, stuck);
    List<WorkId> ids = enqueue(replica, grouped("g", 3));
    replica.worker().start();
    await().atMost(SOON).until(() -> stuck.seen.size() == 3);

    platform.stopWorkers();

    TrackedWork item = await(replica.queue().find(ids.getFirst())).orElseThrow();
    assertThat(item.status()).isEqualTo(WorkStatus.READY);
    assertThat(item.attempts().started()).isZero();
    assertThat(platform.number("SELECT used FROM {schema}.work_group")).isZero();
  }

  @Test
  void failsOnlyTheItemWhoseResultCannotBeStored() {
    Handlers handler =
        Handlers.of(
            KIND,
            50,
            (item, _) ->
                Uni.createFrom()
                    .item(
                        Completion.of(
                            new JsonObject()
                                .put("x", item.payload().getInteger("n") == 7 ? "\u0000" : "y"))));
    Replica replica = platform.replica(QUICK, handler);
    enqueue(
        replica, IntStream.range(0, 50).mapToObj(n -> work(new JsonObject().put("n", n))).toList());
    replica.worker().start();

    await()
        .atMost(SOON)
        .until(() -> platform.number("SELECT count(*) FROM {schema}.work_done") == 50);

    assertThat(platform.number("SELECT count(*) FROM {schema}.work_done WHERE status = 'failed'"))
        .isEqualTo(1);
  }

  @Test
  void keepsTheLeasesOfOthersWhileAnItemIsBeingFinished() {
    CompletableFuture<Void> stored = new CompletableFuture<>();
    Handlers handler =
        Handlers.of(
            KIND,
            2,
            (item, _) ->
                item.payload().containsKey("storesForLong")
                    ? Uni.createFrom()
                        .item(
                            new Completion.InTransaction(
                                new JsonObject(), _ -> Uni.createFrom().completionStage(stored)))
                    : Uni.createFrom().nothing());
    Replica replica = platform.replica(Map.of("plimsoll.queue.lease", "PT20S"), handler);
    enqueue(
        replica,
        List.of(work(new JsonObject().put("storesForLong", true)), work(new JsonObject())));
    replica.worker().start();
    await()
        .atMost(SOON)
        .until(() ->
            platform.number(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'")
                == 1);
    var before =
        platform
            .rows(
                "SELECT id, lease_token, lease_until FROM {schema}.work_running WHERE payload = '{}'")
            .getFirst();

    await()
        .atMost(SOON)
        .until(() ->
            platform.number(
                    "SELECT count(*) FROM {schema}.work_running WHERE id = $1 AND lease_token = $2 AND lease_until > $3",
                    before.getLong(0),
                    before.getUUID(1),
                    before.getOffsetDateTime(2))
                == 1);

    stored.complete(null);
    awaitDone(1);
    assertThat(handler.seen.size()).isEqualTo(2);
  }

  @Test
  void refusesNewItemsOverTheLimit() {
    Map<String, String> small = Map.of("plimsoll.queue.limit", "10");
    Replica replica = platform.replica(small);
    await(replica.queue().admit());
    enqueue(replica, 10);

    Assertions.assertThatThrownBy(() -> await(replica.queue().admit()))
        .isInstanceOf(ServiceException.TooMany.class)
        .hasMessageContaining("10 items wait already");
  }

  @Test
  void doublesTheWaitWithEachAttemptUpToABound() {
    RetryPolicy policy = new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(60));

    Decision decision =
        policy.decide(WorkItem.unleased(work(new JsonObject())), new TransientFault("away"));

    assertThat(decision).isInstanceOf(Decision.Again.class);
    assertThat(policy.delay(1)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    assertThat(policy.delay(4)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
    assertThat(policy.delay(30)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
  }

  @Test
  void waitsAsLongAsWasAskedForButNeverBeyondTheLongestWait() {
    RetryPolicy policy = new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(60));
    WorkItem item = WorkItem.unleased(work(new JsonObject()));

    Decision asked = policy.decide(item, new TransientFault("busy", Duration.ofSeconds(30)));
    Decision never = policy.decide(item, new TransientFault("busy", Duration.ofDays(30)));

    assertThat(asked).isEqualTo(new Decision.Again(Duration.ofSeconds(30), "busy"));
    assertThat(never).isEqualTo(new Decision.Again(Duration.ofSeconds(60), "busy"));
  }

  @Test
  void finishesAHundredThousandItems() {
    int n = 100_000;
    Handlers handler = Handlers.doingNothing(KIND, 4000);
    Replica replica = platform.replica(QUICK, handler);
    for (int i = 0; i < n / 5000; i++) {
      enqueue(replica, 5000);
    }
    long before = System.nanoTime();
    replica.worker().start();

    awaitDone(n);

    System.out.printf("%.0f items per second%n", n / ((System.nanoTime() - before) / 1e9));
    assertThat(platform.number("SELECT count(DISTINCT id) FROM {schema}.work_done")).isEqualTo(n);
    assertThat(handler.seen.size()).isEqualTo(n);
    assertThat(distinct(handler)).isEqualTo(n);
  }

  private static Handlers waitingFor(CompletableFuture<Void> gate) {
    return Handlers.of(
        KIND,
        50,
        (_, _) -> Uni.createFrom().completionStage(gate).map(_ -> Completion.of(new JsonObject())));
  }

  /** A number, because a failed assertion would print every item. */
  private static int distinct(Handlers... handlers) {
    return (int)
        Stream.of(handlers)
            .flatMap(handler -> List.copyOf(handler.seen).stream())
            .map(WorkItem::id)
            .distinct()
            .count();
  }

  private static Handlers counting(AtomicInteger inA, AtomicInteger mostInA) {
    return Handlers.of(
        KIND,
        20,
        (item, _) -> {
          boolean isA = item.group().orElse("").equals("a");
          if (isA) {
            mostInA.accumulateAndGet(inA.incrementAndGet(), Math::max);
          }
          return Uni.createFrom()
              .item(Completion.of(new JsonObject()))
              .onItem()
              .delayIt()
              .by(Duration.ofMillis(5))
              .invoke(() -> {
                if (isA) {
                  inA.decrementAndGet();
                }
              });
        });
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
    return OutgoingEvent.of(
        Topics.TRAINING_EVENTS,
        new EventType("training", "ModelCompleted", 1),
        subject,
        Map.of("model_id", subject));
  }

  private static NewWork work(JsonObject payload) {
    return NewWork.of(KIND, payload);
  }

  private static List<NewWork> grouped(String group, int n) {
    return IntStream.range(0, n).mapToObj(_ -> work(new JsonObject()).inGroup(group)).toList();
  }

  private static List<WorkId> enqueue(Replica replica, int n) {
    return enqueue(replica, IntStream.range(0, n).mapToObj(_ -> work(new JsonObject())).toList());
  }

  private static List<WorkId> enqueue(Replica replica, List<NewWork> items) {
    return await(platform.work.atomically(c -> replica.queue().enqueue(c, items)));
  }

  private static TrackedWork awaitStatus(Replica replica, WorkId id, WorkStatus status) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> await(replica.queue().find(id)).orElseThrow().status() == status);
    return await(replica.queue().find(id)).orElseThrow();
  }

  private static void awaitDone(int n) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(20))
        .until(() ->
            platform.number("SELECT count(*) FROM {schema}.work_done WHERE status = 'done'") == n);
  }
}
