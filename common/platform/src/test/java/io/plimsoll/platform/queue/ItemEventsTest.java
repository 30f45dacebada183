package io.plimsoll.platform.queue;

import static io.plimsoll.platform.work.PlatformFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.plimsoll.contracts.EventType;
import io.plimsoll.contracts.Topic;
import io.plimsoll.contracts.Topics;
import io.plimsoll.platform.outbox.OutgoingEvent;
import io.plimsoll.platform.work.PlatformFixture;
import io.plimsoll.platform.work.PlatformFixture.Replica;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events whose subject is the item that they end. */
class ItemEventsTest {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final Map<String, String> LONG = Map.of("plimsoll.queue.lease", "PT10M");
  private static final String KIND = "scan";
  private static final EventType TYPE = new EventType("training", "ModelCompleted", 1);

  private static PlatformFixture platform;

  @BeforeAll
  static void start() {
    platform = PlatformFixture.fresh();
  }

  @AfterAll
  static void close() throws InterruptedException {
    platform.close();
  }

  @BeforeEach
  void empty() {
    platform.rows(
        "TRUNCATE {schema}.work_ready, {schema}.work_running, {schema}.work_done,"
            + " {schema}.work_key, {schema}.work_group, {schema}.outbox, {schema}.event_sequence");
  }

  @AfterEach
  void stop() throws InterruptedException {
    platform.stopWorkers();
  }

  @Test
  void countFromOnePerTopicWithoutARowThatRemembers() {
    WorkId id =
        finished(
            NewWork.of(KIND, new JsonObject()),
            item ->
                List.of(
                    event(Topics.TRAINING_EVENTS, item.subject()),
                    event(Topics.TRAINING_EVENTS, item.subject()),
                    event(Topics.TRAINING_MODELS, item.subject())));

    assertThat(outbox())
        .containsExactly(
            tuple(Topics.TRAINING_EVENTS.name(), "work-item-" + id, 1L),
            tuple(Topics.TRAINING_EVENTS.name(), "work-item-" + id, 2L),
            tuple(Topics.TRAINING_MODELS.name(), "work-item-" + id, 1L));
    assertThat(platform.number("SELECT count(*) FROM {schema}.event_sequence")).isZero();
  }

  @Test
  void areStoredWithItemsThatHaveKeyAndGroupToo() {
    WorkId id =
        finished(
            NewWork.of(KIND, new JsonObject()).withKey("k").inGroup("g"),
            item -> List.of(event(Topics.TRAINING_EVENTS, item.subject())));

    assertThat(outbox())
        .containsExactly(tuple(Topics.TRAINING_EVENTS.name(), "work-item-" + id, 1L));
    assertThat(platform.number("SELECT count(*) FROM {schema}.work_key")).isZero();
    assertThat(platform.number("SELECT used FROM {schema}.work_group")).isZero();
  }

  @Test
  void mayStandBesideEventsOfOtherSubjects() {
    WorkId id =
        finished(
            NewWork.of(KIND, new JsonObject()),
            item ->
                List.of(
                    event(Topics.TRAINING_EVENTS, item.subject()),
                    event(Topics.TRAINING_EVENTS, "m-1")));

    assertThat(outbox())
        .containsExactly(
            tuple(Topics.TRAINING_EVENTS.name(), "m-1", 1L),
            tuple(Topics.TRAINING_EVENTS.name(), "work-item-" + id, 1L));
  }

  @Test
  void areThrownAwayWithTheResultWhenTheLeaseIsLost() {
    CompletableFuture<Void> released = new CompletableFuture<>();
    Handlers zombie =
        Handlers.of(
            KIND,
            1,
            (item, _) ->
                Uni.createFrom()
                    .completionStage(released)
                    .map(_ ->
                        new Completion.Result(
                            new JsonObject(),
                            List.of(event(Topics.TRAINING_EVENTS, item.subject())))));
    Replica replica = platform.replica(LONG, zombie);
    await(replica.queue().submit(NewWork.of(KIND, new JsonObject())));
    replica.worker().start();
    await().atMost(SOON).until(() -> zombie.seen.size() == 1);
    platform.rows("UPDATE {schema}.work_running SET lease_token = gen_random_uuid()");

    released.complete(null);

    await().atMost(SOON).until(() -> zombie.running.get() == 0);
    assertThat(stopped()).isTrue();
    assertThat(outbox()).isEmpty();
    assertThat(platform.number("SELECT count(*) FROM {schema}.work_done")).isZero();
    assertThat(platform.number("SELECT count(*) FROM {schema}.work_running")).isEqualTo(1);
  }

  @Test
  void ofAnotherItemFailTheItemThatTellsThem() {
    Handlers liar =
        Handlers.of(
            KIND,
            1,
            (_, _) ->
                Uni.createFrom()
                    .item(
                        new Completion.Result(
                            new JsonObject(),
                            List.of(event(Topics.TRAINING_EVENTS, "work-item-0")))));
    Replica replica = platform.replica(LONG, liar);
    WorkId id = await(replica.queue().submit(NewWork.of(KIND, new JsonObject())));

    replica.worker().start();

    await().atMost(SOON).until(() -> isFinished(replica, id));
    TrackedWork item = await(replica.queue().find(id)).orElseThrow();
    assertThat(item.status()).isEqualTo(WorkStatus.FAILED);
    assertThat(item.attempts().error().orElseThrow()).contains("work-item-0");
    assertThat(outbox()).isEmpty();
  }

  @Test
  void areRefusedOutsideOfACompletion() {
    List<OutgoingEvent> stray = List.of(event(Topics.TRAINING_EVENTS, "work-item-7"));

    Uni<Void> appended =
        platform.work.atomically(connection -> platform.outbox.append(connection, stray));

    assertThatThrownBy(() -> await(appended))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("work-item-7");
  }

  private static WorkId finished(NewWork work, Function<WorkItem, List<OutgoingEvent>> events) {
    Handlers handler =
        Handlers.of(
            KIND,
            1,
            (item, _) ->
                Uni.createFrom()
                    .item(() -> new Completion.Result(new JsonObject(), events.apply(item))));
    Replica replica = platform.replica(LONG, handler);
    WorkId id = await(replica.queue().submit(work));
    replica.worker().start();
    await().atMost(SOON).until(() -> isFinished(replica, id));
    return id;
  }

  private static boolean isFinished(Replica replica, WorkId id) {
    return await(replica.queue().find(id)).orElseThrow().status().isFinished();
  }

  private static boolean stopped() {
    try {
      platform.stopWorkers();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static List<org.assertj.core.groups.Tuple> outbox() {
    return platform
        .rows("SELECT topic, subject, sequence FROM {schema}.outbox ORDER BY topic, subject, id")
        .stream()
        .map(row -> tuple(row.getString(0), row.getString(1), row.getLong(2)))
        .toList();
  }

  private static OutgoingEvent event(Topic topic, String subject) {
    return OutgoingEvent.of(topic, TYPE, subject, Map.of("status", "completed"));
  }
}
