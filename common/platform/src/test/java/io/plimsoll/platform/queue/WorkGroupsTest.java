package io.plimsoll.platform.queue;

import static io.plimsoll.platform.work.PlatformFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plimsoll.platform.work.Patience;
import io.plimsoll.platform.work.PlatformFixture;
import io.plimsoll.platform.work.PlatformFixture.Replica;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WorkGroupsTest {
  private static final String KIND = "item";
  private static final Duration SOON = Duration.ofSeconds(60);

  private static PlatformFixture platform;
  private static PgWorkGroups groups;

  @BeforeAll
  static void start() {
    platform = PlatformFixture.fresh();
    groups =
        new PgWorkGroups(
            platform.schema,
            PlatformFixture.queueConfig(Map.of()),
            platform.hooks,
            new Doorbell(platform.connections(), platform.pool, platform.schema));
  }

  @AfterAll
  static void stop() throws InterruptedException {
    platform.close();
  }

  @Test
  void storesRefusedItemsAsFailedAndNeverStarted() {
    List<WorkId> ids =
        inTransaction(connection ->
            groups.refuse(
                connection,
                List.of(
                    new WorkGroups.Refused(item("refused", 1), "no such thing"),
                    new WorkGroups.Refused(item("refused", 2), "nor such"))));

    assertThat(ids).hasSize(2).doesNotHaveDuplicates();
    assertThat(
            platform.rows(
                "SELECT status, attempt, error FROM {schema}.work_item"
                    + " WHERE group_id = 'refused' ORDER BY id"))
        .extracting(row -> row.getString(0) + row.getInteger(1) + row.getString(2))
        .containsExactly("failed0no such thing", "failed0nor such");
  }

  @Test
  void retriesWhatFailedAndNotWhatWasRefused() throws InterruptedException {
    AtomicBoolean isMended = new AtomicBoolean();
    Handlers handler =
        Handlers.of(
            KIND,
            4,
            (_, _) ->
                isMended.get()
                    ? Uni.createFrom().item(Completion.of(new JsonObject()))
                    : Uni.createFrom().failure(new PermanentFault("broken")));
    Replica replica = platform.replica(Map.of("plimsoll.queue.poll", "PT0.1S"), handler);
    replica.worker().start();
    inTransaction(connection ->
        replica
            .queue()
            .enqueue(connection, List.of(item("retried", 1), item("retried", 2)))
            .chain(() ->
                groups.refuse(
                    connection, List.of(new WorkGroups.Refused(item("retried", 3), "refused")))));
    awaitStatus("retried", "failed", 3);
    isMended.set(true);

    int retried = inTransaction(connection -> groups.retryFailed(connection, "retried"));

    assertThat(retried).isEqualTo(2);
    awaitStatus("retried", "done", 2);
    assertThat(count("retried", "failed")).isEqualTo(1);
    assertThat(platform.number("SELECT max(attempt) FROM {schema}.work_item WHERE status = 'done'"))
        .isEqualTo(1);
    assertThat(platform.number("SELECT used FROM {schema}.work_group WHERE id = 'retried'"))
        .isZero();
    platform.stopWorkers();
  }

  @Test
  void dropsAGroupOnlyOnceNothingOfItIsUnfinished() {
    Replica replica = platform.replica(Map.of());
    inTransaction(connection -> replica.queue().enqueue(connection, List.of(item("dropped", 1))));

    boolean tooEarly = inTransaction(connection -> groups.drop(connection, "dropped"));
    await(replica.queue().cancelGroup("dropped"));
    boolean dropped = inTransaction(connection -> groups.drop(connection, "dropped"));

    assertThat(tooEarly).isFalse();
    assertThat(dropped).isTrue();
    assertThat(
            platform.number("SELECT count(*) FROM {schema}.work_item WHERE group_id = 'dropped'"))
        .isZero();
    assertThat(platform.number("SELECT count(*) FROM {schema}.work_group WHERE id = 'dropped'"))
        .isZero();
  }

  @Test
  void cleansByAgeButForTheKindsThatStay() throws InterruptedException {
    inTransaction(connection ->
        groups.refuse(
            connection,
            List.of(
                new WorkGroups.Refused(item("kept", 1), "old"),
                new WorkGroups.Refused(
                    NewWork.of("other", new JsonObject()).inGroup("gone"), "old"))));
    platform.rows(
        "UPDATE {schema}.work_done SET finished_at = now() - interval '30 days'"
            + " WHERE group_id IN ('kept', 'gone')");
    QueueCleaning cleaning =
        new QueueCleaning(platform.pool, platform.schema, Duration.ofDays(7), List.of(KIND));

    int cleaned = Patience.await(cleaning.batch(), SOON);

    assertThat(cleaned).isEqualTo(1);
    assertThat(count("kept", "failed")).isEqualTo(1);
    assertThat(count("gone", "failed")).isZero();
  }

  private static NewWork item(String group, int n) {
    return NewWork.of(KIND, new JsonObject().put("n", n)).inGroup(group);
  }

  private static <T> T inTransaction(Function<SqlConnection, Uni<T>> work) {
    return await(platform.work.atomically(work));
  }

  private static long count(String group, String status) {
    return platform.number(
        "SELECT count(*) FROM {schema}.work_item WHERE group_id = $1 AND status = $2",
        group,
        status);
  }

  private static void awaitStatus(String group, String status, int n) {
    await().atMost(SOON).until(() -> count(group, status) == n);
  }
}
