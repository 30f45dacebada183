package io.plimsoll.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import io.plimsoll.testkit.Db;
import io.plimsoll.testkit.PlimsollTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What a request for a batch may be, from nothing to too much. */
@QuarkusTest
@QuarkusTestResource(PlimsollTestResource.class)
class BatchRequestTest {
  private static final Map<String, Integer> FAST = Map.of("max_concurrent", 500);

  private final Db db;

  @Inject
  BatchRequestTest(DataSource source) {
    this.db = new Db(source);
  }

  @Test
  void worksThroughOneItem() {
    String id = Batches.open("echo", List.of(" only "), Map.of());

    JsonPath end = Batches.awaitEnd(id);

    assertThat(end.getString("status")).isEqualTo("completed");
    assertThat(end.getInt("total")).isEqualTo(1);
    assertThat(end.getDouble("progress")).isEqualTo(1.0);
    assertThat(end.getDouble("processing_time")).isNotNegative();
    JsonPath items = Batches.items(id, "offset=0");
    assertThat(items.getString("items[0].item")).isEqualTo("only");
    assertThat(items.getString("items[0].result.echo")).isEqualTo("only");
    assertThat(items.getInt("items[0].attempts")).isEqualTo(1);
    assertThat(
            db.count("select count(*) from batch.batch_item_result where batch_id = ?::uuid", id))
        .isEqualTo(1);
  }

  @Test
  void worksThroughTenThousandItems() {
    String id = Batches.open("echo", Batches.texts(10_000), FAST);

    JsonPath end = Batches.awaitEnd(id);

    assertThat(end.getString("status")).isEqualTo("completed");
    assertThat(end.getInt("completed")).isEqualTo(10_000);
    assertThat(
            db.count(
                "select count(distinct result ->> 'echo') from batch.batch_item_result"
                    + " where batch_id = ?::uuid",
                id))
        .isEqualTo(10_000);
  }

  @Test
  void refusesNoItemsAndOneTooMany() {
    long before = db.count("select count(*) from batch.batch");

    Batches.submit("echo", List.of(), Map.of()).statusCode(422).body("field", equalTo("items"));
    Batches.submit(Map.of("processor", "echo"), UUID.randomUUID().toString()).statusCode(422);
    Batches.submit("echo", Batches.texts(10_001), Map.of())
        .statusCode(422)
        .body("field", equalTo("items"))
        .body("detail", containsString("10000"));

    assertThat(db.count("select count(*) from batch.batch")).isEqualTo(before);
  }

  @Test
  void failsABatchWhoseItemsAreAllInvalid() {
    List<Object> invalid = new ArrayList<>(List.of("", Map.of("wish", 1), "a\u0000b"));
    invalid.add(null);

    String id =
        Batches.submit("echo", invalid, Map.of())
            .statusCode(202)
            .body("total", equalTo(4))
            .body("rejected", hasSize(4))
            .extract()
            .path("batch_id");

    JsonPath end = Batches.awaitEnd(id);
    assertThat(end.getString("status")).isEqualTo("failed");
    assertThat(end.getInt("failed")).isEqualTo(4);
    assertThat(end.getString("error")).isNotBlank();
    assertThat(Batches.items(id, "status=failed").<Integer>getList("items.attempts"))
        .containsExactly(0, 0, 0, 0);
    Batches.post(id, "retry-failed").statusCode(409).body("status", equalTo(409));
  }

  @Test
  void goesOnWithTheValidItemsOfAMixedBatch() {
    String id =
        Batches.submit("echo", List.of("good", " ", Map.of("fail", "broken"), "better"), Map.of())
            .statusCode(202)
            .body("total", equalTo(4))
            .body("rejected", hasSize(1))
            .body("rejected[0].reason", containsString("blank"))
            .extract()
            .path("batch_id");

    JsonPath end = Batches.awaitEnd(id);

    assertThat(end.getString("status")).isEqualTo("completed_with_errors");
    assertThat(end.getInt("completed")).isEqualTo(2);
    assertThat(end.getInt("failed")).isEqualTo(2);
    assertThat(end.getString("error")).isEqualTo("broken");
    assertThat(Batches.items(id, "status=failed").<String>getList("items.error"))
        .containsExactlyInAnyOrder("broken", "item: blank (expected: a text)");
  }

  @Test
  void trapDuplicatesAreMergedAndCountedOnce() {
    String id =
        Batches.submit("echo", List.of("a", "b", "a ", " a", "b", ""), Map.of())
            .statusCode(202)
            .body("total", equalTo(3))
            .body("duplicates", equalTo(3))
            .body("rejected", hasSize(1))
            .extract()
            .path("batch_id");

    JsonPath end = Batches.awaitEnd(id);

    assertThat(end.getInt("completed")).isEqualTo(2);
    assertThat(end.getInt("failed")).isEqualTo(1);
    assertThat(end.getInt("duplicates")).isEqualTo(3);
    assertThat(Batches.items(id, "offset=0").getInt("total")).isEqualTo(3);
  }

  @Test
  void trapAnUnknownBatchIsNotFoundAndAMalformedIdIsSaid() {
    for (String what : List.of("", "/items", "/events")) {
      Api.viewer().get(Batches.PATH + "/" + UUID.randomUUID() + what).then().statusCode(404);
      Api.viewer()
          .get(Batches.PATH + "/not-an-id" + what)
          .then()
          .statusCode(400)
          .body("field", equalTo("id"));
    }
    for (String action : List.of("cancel", "retry-failed", "pause", "resume")) {
      Batches.post(UUID.randomUUID().toString(), action).statusCode(404);
      Batches.post("not-an-id", action).statusCode(400);
    }
  }

  @Test
  void answersTheSameKeyAndBodyWithTheSameBatch() {
    String key = UUID.randomUUID().toString();
    Map<String, Object> body = Map.of("processor", "echo", "items", List.of("x", "x", ""));

    String first = Batches.submit(body, key).statusCode(202).extract().path("batch_id");
    Batches.submit(body, key)
        .statusCode(202)
        .body("batch_id", equalTo(first))
        .body("duplicates", equalTo(1))
        .body("rejected", hasSize(1));
    Batches.submit(Map.of("processor", "echo", "items", List.of("y")), key)
        .statusCode(409)
        .body("batch_id", equalTo(first));

    assertThat(db.count("select count(*) from batch.batch where idempotency_key = ?", key))
        .isEqualTo(1);
    assertThat(db.count("select count(*) from batch.batch_item where batch_id = ?::uuid", first))
        .isEqualTo(2);
  }

  @Test
  void opensOneBatchHoweverManyAskAtOnce() throws InterruptedException {
    String key = UUID.randomUUID().toString();
    Map<String, Object> body = Map.of("processor", "echo", "items", Batches.texts(100));
    List<String> ids = Collections.synchronizedList(new ArrayList<>());

    List<Thread> askers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      askers.add(
          Thread.ofVirtual()
              .start(() ->
                  ids.add(Batches.submit(body, key).statusCode(202).extract().path("batch_id"))));
    }
    for (Thread asker : askers) {
      asker.join();
    }

    assertThat(ids).hasSize(8);
    assertThat(ids.stream().distinct()).hasSize(1);
  }

  @Test
  void namesTheFaultsOfARequest() {
    Batches.submit("no-such-thing", List.of("x"), Map.of()).statusCode(404);
    Batches.submit(
            "echo",
            List.of("x"),
            Map.of("max_concurrent", 0, "max_attempts", 21, "max_pages", -1, "item_timeout_s", 0))
        .statusCode(422)
        .body(
            "errors.field",
            hasItems(
                "options.max_concurrent",
                "options.max_attempts",
                "options.max_pages",
                "options.item_timeout_s"));
    Batches.submit(Map.of("processor", "echo", "items", "x"), "k1").statusCode(400);
    Batches.submit(Map.of("processor", "echo", "items", List.of("x"), "optoins", Map.of()), "k2")
        .statusCode(400);
    Batches.submit(Map.of("processor", "echo", "items", List.of("x")), "spaces are not allowed")
        .statusCode(400)
        .body("field", equalTo("Idempotency-Key"));
    Api.viewer()
        .contentType("application/json")
        .body(Map.of("processor", "echo", "items", List.of("x")))
        .post(Batches.PATH)
        .then()
        .statusCode(403);
  }

  @Test
  void takesABodyUpToEightMegabytesAndNoMore() {
    String filler = "x".repeat(16_000);
    List<String> fits = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      fits.add(i + filler);
    }
    List<String> over = new ArrayList<>(fits);
    for (int i = 0; i < 30; i++) {
      over.add("more" + i + filler);
    }

    Batches.submit("echo", fits, FAST).statusCode(202).body("total", equalTo(500));
    Batches.submit("echo", over, FAST).statusCode(413);
  }

  @Test
  void readsAnItemOfTooManyValuesOnlyAsFarAsItMay() {
    List<Integer> bomb = Collections.nCopies(2_000_000, 1);

    Batches.submit("echo", List.of("fine", bomb), Map.of())
        .statusCode(202)
        .body("total", equalTo(2))
        .body("rejected[0].reason", containsString("too many values"));
  }

  @Test
  void takesAFileWithAColumnOfDomains() {
    String csv =
        "\uFEFFname;Website\r\n\"Smith; Sons\";one\r\nx;\"two\"\r\n\r\ny;one\r\nz;\"th\"\"ree\"\r\n";

    String id =
        Api.operator()
            .contentType("text/csv")
            .body(csv.getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .post(Batches.PATH + "?processor=echo&max_concurrent=2")
            .then()
            .statusCode(202)
            .body("total", equalTo(3))
            .body("duplicates", equalTo(1))
            .extract()
            .path("batch_id");

    assertThat(Batches.awaitEnd(id).getInt("options.max_concurrent")).isEqualTo(2);
    assertThat(Batches.items(id, "offset=0").<String>getList("items.item"))
        .containsExactly("one", "two", "th\"ree");
    for (String bad : List.of("name\nx\n", "domain\n\"open\n")) {
      Api.operator()
          .contentType("text/csv")
          .body(bad.getBytes(java.nio.charset.StandardCharsets.UTF_8))
          .post(Batches.PATH + "?processor=echo")
          .then()
          .statusCode(400)
          .body("field", equalTo("body"));
    }
    Api.operator()
        .contentType("text/csv")
        .body("domain\n".getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .post(Batches.PATH + "?processor=echo")
        .then()
        .statusCode(422)
        .body("field", equalTo("items"));
  }

  @Test
  void listsBatchesByStatusAndProcessor() {
    String id = Batches.open("echo", List.of("listed"), Map.of());
    Batches.awaitStatus(id, "completed");

    Api.viewer()
        .get(Batches.PATH + "?status=completed&processor=echo&limit=500")
        .then()
        .statusCode(200)
        .body("items.batch_id", hasItems(id));
    Api.viewer()
        .get(Batches.PATH + "?status=failed&limit=500")
        .then()
        .statusCode(200)
        .body("items.findAll { it.status != 'failed' }", hasSize(0));
    Api.viewer()
        .get(Batches.PATH + "?status=complete")
        .then()
        .statusCode(400)
        .body("field", equalTo("status"));
  }
}
