package io.plimsoll.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.plimsoll.batch.Neighbours.Message;
import io.plimsoll.batch.Neighbours.Seen;
import io.plimsoll.contracts.Topics;
import io.plimsoll.testkit.Db;
import io.plimsoll.testkit.PlimsollTestResource;
import io.plimsoll.testkit.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Batches on their way: what is seen of them at every instant, and how they are steered. */
@QuarkusTest
@QuarkusTestResource(PlimsollTestResource.class)
class BatchRunTest {
  private static final String SUBMIT = "io.plimsoll.batch.SubmitBatch.v1";

  private final Db db;

  @Inject
  BatchRunTest(DataSource source) {
    this.db = new Db(source);
  }

  @Test
  void trapProgressGrowsStepByStepAndTheCountsAddUpAtEveryInstant() {
    int total = 3_000;
    List<Object> items = new ArrayList<>(Batches.slow(total, 20));
    for (int i = 0; i < total; i += 10) {
      items.set(i, Map.of("id", i, "fail", "every tenth fails"));
    }
    String id = Batches.open("echo", items, Map.of("max_concurrent", 20));

    double highest = 0;
    Set<Double> between = new HashSet<>();
    JsonPath seen = Batches.get(id);
    int looks = 0;
    while (looks < 100 || !Batches.ENDS.contains(seen.getString("status"))) {
      seen = Batches.get(id);
      looks++;
      int sum =
          seen.getInt("completed")
              + seen.getInt("failed")
              + seen.getInt("cancelled")
              + seen.getInt("pending")
              + seen.getInt("processing");
      assertThat(sum).as(seen.prettify()).isEqualTo(total);
      assertThat(seen.getInt("total")).isEqualTo(total);
      assertThat(seen.getInt("processing")).isLessThanOrEqualTo(20);
      double progress = seen.getDouble("progress");
      assertThat(progress).isBetween(highest, 1.0);
      highest = progress;
      if (progress > 0 && progress < 1) {
        between.add(progress);
        assertThat(seen.getString("status")).isEqualTo("processing");
      }
    }

    assertThat(looks).isGreaterThanOrEqualTo(100);
    assertThat(between).as("seen between nothing and all").hasSizeGreaterThan(5);
    assertThat(seen.getString("status")).isEqualTo("completed_with_errors");
    assertThat(seen.getInt("completed")).isEqualTo(2_700);
    assertThat(seen.getInt("failed")).isEqualTo(300);
    assertThat(seen.getDouble("progress")).isEqualTo(1.0);
    assertThat(seen.<Object>get("eta_s")).isNull();
  }

  @Test
  void aBatchOfTenFinishesWhileOneOfTenThousandRuns() {
    String large = Batches.open("echo", Batches.slow(10_000, 50), Map.of("max_concurrent", 50));
    Batches.awaitStatus(large, "processing");

    String small = Batches.open("echo", Batches.slow(10, 50), Map.of());
    Batches.awaitStatus(small, "completed");

    JsonPath still = Batches.get(large);
    assertThat(still.getString("status")).isEqualTo("processing");
    assertThat(still.getInt("pending")).isPositive();
    Batches.post(large, "cancel").statusCode(202);
    Batches.awaitStatus(large, "cancelled");
  }

  @Test
  void trapCancelStopsWhatWaitsAndWhatIsUnderWay() {
    String id = Batches.open("echo", Batches.slow(50, 3_600_000), Map.of("max_concurrent", 10));
    Api.await(Batches.PATH + "/" + id, seen -> seen.getInt("processing") == 10);

    Batches.post(id, "cancel").statusCode(202);

    JsonPath end = Batches.awaitEnd(id);
    assertThat(end.getString("status")).isEqualTo("cancelled");
    assertThat(end.getInt("cancelled")).isEqualTo(50);
    assertThat(db.count("select count(*) from batch.work_running where group_id = ?", id)).isZero();
    assertThat(db.count("select used from batch.work_group where id = ?", id)).isZero();
    Batches.post(id, "cancel").statusCode(409);
    Batches.post(id, "retry-failed").statusCode(409);
    Batches.post(id, "pause").statusCode(409);
    Batches.post(id, "resume").statusCode(409);
  }

  @Test
  void pausesAndGoesOn() {
    String id = Batches.open("echo", Batches.slow(200, 20), Map.of("max_concurrent", 2));
    Batches.awaitStatus(id, "processing");
    Batches.post(id, "resume").statusCode(409);

    Batches.post(id, "pause").statusCode(202).body("paused", equalTo(true));
    Batches.post(id, "pause").statusCode(202).body("paused", equalTo(true));
    JsonPath quiet = Api.await(Batches.PATH + "/" + id, seen -> seen.getInt("processing") == 0);
    int pending = quiet.getInt("pending");
    for (int look = 0; look < 50; look++) {
      JsonPath seen = Batches.get(id);
      assertThat(seen.getInt("pending")).isEqualTo(pending);
      assertThat(seen.<Object>get("eta_s")).as("nobody can know while paused").isNull();
    }
    Batches.post(id, "resume").statusCode(202).body("paused", equalTo(false));

    assertThat(pending).isPositive();
    assertThat(Batches.awaitEnd(id).getInt("completed")).isEqualTo(200);
  }

  @Test
  void triesAgainAsOftenAsItMayAndKeepsTheLastError() {
    Map<String, Object> twice = Map.of("id", "a", "fail_attempts", 1);
    Map<String, Object> never = Map.of("id", "b", "fail_attempts", 99);

    String id = Batches.open("echo", List.of(twice, never), Map.of("max_attempts", 2));

    assertThat(Batches.awaitEnd(id).getString("status")).isEqualTo("completed_with_errors");
    JsonPath failed = Batches.items(id, "status=failed");
    assertThat(failed.getInt("items[0].attempts")).isEqualTo(2);
    assertThat(failed.getString("items[0].error")).isEqualTo("attempt 2 fails");
    assertThat(Batches.items(id, "status=completed").getInt("items[0].attempts")).isEqualTo(2);
  }

  @Test
  void trapAPageLimitIsNoRetryLimit() {
    Map<String, Object> never = Map.of("id", "c", "fail_attempts", 99);

    String id = Batches.open("echo", List.of(never), Map.of("max_pages", 20, "max_attempts", 1));

    Batches.awaitEnd(id);
    assertThat(Batches.items(id, "offset=0").getInt("items[0].attempts")).isEqualTo(1);
  }

  @Test
  void endsAnItemThatTakesTooLong() {
    String id =
        Batches.open(
            "echo", Batches.slow(1, 3_600_000), Map.of("item_timeout_s", 1, "max_attempts", 1));

    assertThat(Batches.awaitEnd(id).getString("status")).isEqualTo("failed");
    assertThat(Batches.items(id, "offset=0").getString("items[0].error"))
        .isEqualTo("item: no result after 1 s");
  }

  @Test
  void worksOnFailedItemsAgain() {
    Map<String, Object> second = Map.of("id", "d", "fail_attempts", 1);
    Map<String, Object> broken = Map.of("fail", "for good");
    String id =
        Batches.open("echo", List.of("fine", second, broken, ""), Map.of("max_attempts", 1));
    Batches.awaitStatus(id, "completed_with_errors");
    JsonPath before = Batches.items(id, "status=completed");

    Batches.post(id, "retry-failed").statusCode(202).body("failed", equalTo(1));

    JsonPath end = Batches.awaitEnd(id);
    assertThat(end.getInt("failed")).isEqualTo(3);
    assertThat(end.getInt("completed")).isEqualTo(1);
    assertThat(Batches.items(id, "status=completed").getString("items[0].finished_at"))
        .isEqualTo(before.getString("items[0].finished_at"));
    assertThat(Batches.items(id, "status=failed").<Integer>getList("items.attempts"))
        .containsExactlyInAnyOrder(0, 1, 1);
  }

  @Test
  void deletesABatchOnceItHasEnded() {
    String id = Batches.open("echo", Batches.slow(3, 300), Map.of());
    RestAssured.given()
        .header("X-API-Key", TestKeys.ADMIN)
        .delete(Batches.PATH + "/" + id)
        .then()
        .statusCode(409);
    Api.operator().delete(Batches.PATH + "/" + id).then().statusCode(403);
    Batches.awaitEnd(id);
    Api.await(Batches.PATH + "/" + id, _ -> told(id).equals("completed"));

    RestAssured.given()
        .header("X-API-Key", TestKeys.ADMIN)
        .delete(Batches.PATH + "/" + id)
        .then()
        .statusCode(204);

    Api.viewer().get(Batches.PATH + "/" + id).then().statusCode(404);
    assertThat(db.count("select count(*) from batch.work_item where group_id = ?", id)).isZero();
    assertThat(db.count("select count(*) from batch.work_group where id = ?", id)).isZero();
  }

  private String told(String id) {
    return db.count(
                "select count(*) from batch.batch where id = ?::uuid and told = 'completed'", id)
            == 1
        ? "completed"
        : "";
  }

  @Test
  void tellsEveryTransitionOnceAndInOrder() {
    String completed = Batches.open("echo", Batches.slow(20, 20), Map.of());
    String failed = Batches.open("echo", List.of(Map.of("fail", "so it is")), Map.of());
    String refused = Batches.open("echo", List.of(""), Map.of());
    String cancelled = Batches.open("echo", Batches.slow(5, 3_600_000), Map.of());
    Batches.awaitStatus(cancelled, "processing");
    Batches.post(cancelled, "cancel").statusCode(202);
    Map<String, List<String>> wanted = new HashMap<>();
    wanted.put(completed, List.of("BatchCreated", "BatchProgressed processing", "BatchCompleted"));
    wanted.put(failed, List.of("BatchCreated", "BatchProgressed processing", "BatchFailed"));
    wanted.put(refused, List.of("BatchCreated", "BatchFailed"));
    wanted.put(cancelled, List.of("BatchCreated", "BatchProgressed processing", "BatchCancelled"));
    int all = wanted.values().stream().mapToInt(List::size).sum();

    List<Seen> told =
        Neighbours.read(
            Topics.BATCH_EVENTS,
            all,
            seen -> wanted.containsKey(seen.key()) && seen.name().startsWith("Batch"));

    Map<String, List<String>> found = new HashMap<>();
    for (Seen seen : told) {
      Object status = seen.body().get("status");
      boolean isProgress = seen.name().equals("BatchProgressed");
      List<String> of = found.computeIfAbsent(seen.key(), _ -> new ArrayList<>());
      String line = isProgress ? seen.name() + " " + status : seen.name();
      if (of.isEmpty() || !of.getLast().equals(line)) {
        of.add(line); // a slow machine is told of progress more than once
      }
    }
    assertThat(found).isEqualTo(wanted);
    assertThat(told.stream().filter(seen -> seen.name().equals("BatchFailed")))
        .extracting(seen -> seen.body().get("error"))
        .containsExactlyInAnyOrder("so it is", "item: blank (expected: a text)");
  }

  @Test
  void takesACommandOnceAndAnswersIt() {
    Message command =
        Message.of(
            Topics.BATCH_COMMANDS,
            SUBMIT,
            "",
            Map.of("processor", "echo", "items", List.of("by", "kafka", "by")));
    Message tooFew =
        Message.of(
            Topics.BATCH_COMMANDS, SUBMIT, "", Map.of("processor", "echo", "items", List.of()));
    Message unknown =
        Message.of(
            Topics.BATCH_COMMANDS, SUBMIT, "", Map.of("processor", "nope", "items", List.of("x")));

    Neighbours.send(command, command, tooFew, unknown);

    List<Seen> answers =
        Neighbours.read(
            Topics.BATCH_EVENTS,
            3,
            seen ->
                seen.name().startsWith("SubmitBatch")
                    && Set.of(command.id(), tooFew.id(), unknown.id())
                        .contains(seen.correlation()));
    Map<String, Seen> byCommand = new HashMap<>();
    answers.forEach(seen -> byCommand.put(seen.correlation(), seen));
    String id = String.valueOf(answer(byCommand, command).body().get("id"));
    assertThat(Batches.awaitEnd(id).getInt("completed")).isEqualTo(2);
    assertThat(answer(byCommand, tooFew).name()).isEqualTo("SubmitBatchRejected");
    assertThat(answer(byCommand, tooFew).body().toString()).contains("status=422");
    assertThat(answer(byCommand, unknown).body().toString()).contains("status=404");
    assertThat(db.count("select count(*) from batch.batch where correlation = ?", command.id()))
        .isEqualTo(1);
    List<Seen> facts =
        Neighbours.read(
            Topics.BATCH_EVENTS,
            1,
            seen -> seen.name().equals("BatchCompleted") && seen.key().equals(id));
    assertThat(facts.getFirst().correlation()).isEqualTo(command.id());
  }

  private static Seen answer(Map<String, Seen> answers, Message command) {
    return Objects.requireNonNull(answers.get(command.id()), command.id());
  }

  @Test
  void trapThereIsOneSpellingOfCompleted() {
    String id = Batches.open("echo", List.of("spelled"), Map.of());
    JsonPath end = Batches.awaitEnd(id);

    List<Seen> facts =
        Neighbours.read(
            Topics.BATCH_EVENTS,
            1,
            seen -> seen.name().equals("BatchCompleted") && seen.key().equals(id));

    assertThat(end.getString("status")).isEqualTo("completed");
    assertThat(Batches.items(id, "offset=0").getString("items[0].status")).isEqualTo("completed");
    assertThat(facts.getFirst().body().get("status")).isEqualTo("completed");
    assertThat(told(id)).isEqualTo("completed");
  }

  @Test
  void trapAFailedItemIsNeverCountedCompletedAndItsFaultIsKept() {
    String id = Batches.open("echo", List.of(Map.of("fail", "boom")), Map.of());

    JsonPath end = Batches.awaitEnd(id);

    assertThat(end.getString("status")).isEqualTo("failed");
    assertThat(end.getInt("completed")).isZero();
    assertThat(end.getString("error")).isEqualTo("boom");
    assertThat(
            db.count("select count(*) from batch.batch_item_result where batch_id = ?::uuid", id))
        .isZero();
  }

  @Test
  void holdsNoDatabaseConnectionWhileItemsWait() {
    String id = Batches.open("echo", Batches.slow(400, 3_000), Map.of("max_concurrent", 400));
    Api.await(Batches.PATH + "/" + id, seen -> seen.getInt("processing") == 400);

    long inTransaction =
        db.count(
            "select count(*) from pg_stat_activity where state = 'idle in transaction'"
                + " and usename = current_user and xact_start < now() - interval '1 s'");
    long connections =
        db.count("select count(*) from pg_stat_activity where usename = current_user");

    assertThat(inTransaction).isZero();
    assertThat(connections).as("with 400 items under way").isLessThan(40);
    assertThat(Batches.awaitEnd(id).getInt("completed")).isEqualTo(400);
  }
}
