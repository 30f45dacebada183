package io.plimsoll.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.contracts.Topics;
import io.plimsoll.testkit.Broker;
import io.plimsoll.testkit.Db;
import io.plimsoll.testkit.Http;
import io.plimsoll.testkit.PlimsollTestResource;
import io.plimsoll.testkit.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong, and what is said of it. */
@QuarkusTest
@QuarkusTestResource(PlimsollTestResource.class)
class TrainingFaultsTest {
  private final Db db;

  TrainingFaultsTest(DataSource source) {
    this.db = new Db(source);
  }

  @BeforeEach
  void openTheMarket() {
    Market.open();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          400 |                    | {"symbol": "AAA"
          400 |                    | [1]
          400 | symbl              | {"symbl": "AAA", "algorithm": "ridge_regression"}
          400 | symbol             | {"symbol": 7, "algorithm": "ridge_regression"}
          400 | horizon            | {"symbol": "AAA", "algorithm": "ridge_regression", "horizon": "1"}
          400 | parent_model_id    | {"symbol": "AAA", "algorithm": "ridge_regression", "parent_model_id": "7"}
          400 | split.fold         | {"symbol": "AAA", "algorithm": "ridge_regression", "split": {"fold": 3}}
          404 |                    | {"symbol": "AAA", "algorithm": "ridge_regression", "parent_model_id": "0c6c1f2e-3c53-4c5c-9a43-0d0c5ef3b3a1"}
          409 |                    | {"symbol": "AAA", "algorithm": "ridge_regression", "min_snapshot": "bb0c7d1c6c2e4b7f8a9d0e1f2a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d"}
          422 | symbol             | {"algorithm": "ridge_regression"}
          422 | symbol             | {"symbol": "NONE", "algorithm": "ridge_regression"}
          422 | symbol             | {"symbol": "A B", "algorithm": "ridge_regression"}
          422 | context_symbols    | {"symbol": "AAA,NONE", "algorithm": "ridge_regression"}
          422 | symbol             | {"symbol": "AAA", "algorithm": "ridge_regression", "timeframe": "1h"}
          422 | algorithm          | {"symbol": "AAA", "algorithm": "oracle"}
          422 | timeframe          | {"symbol": "AAA", "algorithm": "ridge_regression", "timeframe": "5M"}
          422 | horizon            | {"symbol": "AAA", "algorithm": "ridge_regression", "horizon": 0}
          422 | horizon            | {"symbol": "AAA", "algorithm": "ridge_regression", "horizon": 1.5}
          422 | seed               | {"symbol": "AAA", "algorithm": "ridge_regression", "seed": 9007199254740994}
          422 | target_col         | {"symbol": "AAA", "algorithm": "ridge_regression", "target_col": "volume"}
          422 | features           | {"symbol": "AAA", "algorithm": "ridge_regression", "features": ["rsi_15"]}
          422 | p_value_threshold  | {"symbol": "AAA", "algorithm": "ridge_regression", "p_value_threshold": 2}
          422 | start              | {"symbol": "AAA", "algorithm": "ridge_regression", "start": "yesterday"}
          422 | split.folds        | {"symbol": "AAA", "algorithm": "ridge_regression", "split": {"folds": 0}}
          422 | split.holdout      | {"symbol": "AAA", "algorithm": "ridge_regression", "split": {"holdout": 0.9}}
          422 | hyperparameters.alpha | {"symbol": "AAA", "algorithm": "ridge_regression", "hyperparameters": {"alpha": -1}}
          422 | hyperparameters.beta  | {"symbol": "AAA", "algorithm": "ridge_regression", "hyperparameters": {"beta": 1}}
          422 | priority           | {"symbol": "AAA", "algorithm": "ridge_regression", "priority": 5000}
          422 | min_snapshot       | {"symbol": "AAA", "algorithm": "ridge_regression", "min_snapshot": "latest"}
          """)
  void refusesWhatItCannotTrain(int status, String field, String body) {
    long before = db.count("select count(*) from training.models");

    Response answer = Http.post("/train", body);

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.jsonPath().getString("type")).startsWith("urn:plimsoll:problem:");
    assertThat(answer.jsonPath().getString("field")).isEqualTo(field);
    assertThat(db.count("select count(*) from training.models")).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/models?limit=0",
        "/models?limit=501",
        "/models?offset=-1",
        "/models?status=done",
        "/models?sort=price",
        "/models?parent=7",
        "/models/7",
      })
  void refusesQueriesThatCannotBeRead(String path) {
    Response answer = Http.get(path);

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.jsonPath().getString("type")).isEqualTo("urn:plimsoll:problem:malformed");
    assertThat(answer.jsonPath().getString("detail")).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/lineage", "/artifact", "/events"})
  void saysThatAModelIsNotThere(String suffix) {
    UUID nobody = UUID.randomUUID();

    Response answer = Http.get("/models/" + nobody + suffix);

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(404);
    assertThat(answer.jsonPath().getString("type")).isEqualTo("urn:plimsoll:problem:not-found");
    assertThat(answer.jsonPath().getString("detail")).contains(nobody.toString());
  }

  @Test
  void letsEachRoleDoItsOwn() {
    long before = db.count("select count(*) from training.models");

    assertThat(Http.as(TestKeys.VIEWER).body("{}").post("/train").statusCode()).isEqualTo(403);
    assertThat(Http.as(TestKeys.OPERATOR).delete("/models/all").statusCode()).isEqualTo(403);
    assertThat(Http.as("nobody").get("/models").statusCode()).isEqualTo(401);
    assertThat(db.count("select count(*) from training.models")).isEqualTo(before);
  }

  @Test
  void aRunningTrainingCanBeCancelledAndAskedForAgain() {
    String body = longTraining(11);
    String id = Api.train(body);
    Api.await(id, "training");

    Response early = Http.get("/models/{id}/artifact", id);
    Response kept = Http.delete("/models/{id}", id);
    int cancelled = Http.post("/models/" + id + "/cancel", "").statusCode();

    assertThat(early.statusCode()).isEqualTo(409);
    assertThat(kept.statusCode()).isEqualTo(409);
    assertThat(cancelled).isEqualTo(202);
    JsonPath model = Api.await(id, "cancelled", "completed", "failed");
    assertThat(model.getString("status")).isEqualTo("cancelled");
    assertThat(Http.post("/models/" + id + "/cancel", "").statusCode()).isEqualTo(409);
    String again = Api.train(body);
    assertThat(again).isNotEqualTo(id);
    assertThat(Http.as(TestKeys.ADMIN).delete("/models/{id}?force=true", again).statusCode())
        .isEqualTo(200);
    assertThat(Http.get("/models/{id}", again).statusCode()).isEqualTo(404);
  }

  @Test
  void aKilledWorkerFailsNothingButItsAttempt() {
    String id = Api.train(longTraining(12));
    JsonPath running =
        Http.await(
            () -> Http.get("/models/{id}", id).jsonPath(),
            model ->
                model.getString("status").equals("training")
                    && model.<Object>get("worker_pid") != null);

    ProcessHandle.of(running.getLong("worker_pid")).orElseThrow().destroyForcibly();

    JsonPath second =
        Http.await(
            () -> Http.get("/models/{id}", id).jsonPath(),
            model -> model.getInt("attempts") == 2 && model.<Object>get("worker_pid") != null);
    assertThat(second.getString("status")).isEqualTo("training");
    assertThat(second.getLong("worker_pid")).isNotEqualTo(running.getLong("worker_pid"));
    Http.as(TestKeys.ADMIN).delete("/models/{id}?force=true", id);
  }

  @Test
  void saysWhyATrainingFailed() {
    String id =
        Api.train(
            """
            {"symbol": "AAA", "algorithm": "ridge_regression", "start": "2021-11-20"}\
            """);

    JsonPath model = Api.await(id, "failed", "completed");

    assertThat(model.getString("status")).isEqualTo("failed");
    assertThat(model.getString("error")).isNotBlank().doesNotContain("Exception");
    assertThat(model.getInt("attempts")).isEqualTo(1);
    List<ConsumerRecord<String, byte[]>> facts =
        Broker.read(
            Topics.TRAINING_EVENTS,
            1,
            message -> message.key().equals(id) && Broker.nameOf(message).equals("ModelFailed"));
    assertThat(facts).hasSize(1);
  }

  @Test
  void aModelGoesWithAllThatIsItsOwn() {
    String id = Api.train("{\"symbol\":\"AAA\",\"algorithm\":\"ridge_regression\",\"seed\":13}");
    JsonPath model = Api.await(id, "completed", "failed");

    Response deleted = Http.delete("/models/{id}", id);

    assertThat(deleted.jsonPath().getString("status")).isEqualTo("deleted");
    assertThat(Http.get("/models/{id}", id).statusCode()).isEqualTo(404);
    assertThat(
            db.count(
                "select count(*) from training.features_log where model_id = ?",
                UUID.fromString(id)))
        .isZero();
    assertThat(
            db.count(
                "select count(*) from training.bundle where sha256 = ?",
                model.getString("artifact_sha256")))
        .isZero();
    List<ConsumerRecord<String, byte[]>> states =
        Broker.read(
            Topics.TRAINING_MODELS,
            1,
            message -> message.key().equals(id) && message.value() == null);
    assertThat(states).hasSize(1);
  }

  @Test
  void aModelThatServesOrHasServedStays() {
    String serving = completed(14);
    String served = completed(15);
    promote(served, "serving");
    promote(serving, "serving");

    Response one = Http.delete("/models/{id}", serving);
    JsonPath all = Http.delete("/models/all").jsonPath();

    assertThat(one.statusCode()).isEqualTo(409);
    assertThat(one.jsonPath().getString("detail")).contains("alias");
    assertThat(all.<String>getList("kept.id")).contains(serving, served);
    assertThat(Http.get("/models/{id}", served).statusCode()).isEqualTo(200);
  }

  @Test
  void theDatabaseItselfRefusesAMoveThatDoesNotExist() {
    UUID id = UUID.fromString(completed(16));

    assertThatThrownBy(
            () -> db.update("update training.models set status = 'training' where id = ?", id))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("completed -> training");
    assertThatThrownBy(
            () -> db.update("update training.models set error = 'late' where id = ?", id))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("terminal");
  }

  private static void promote(String id, String alias) {
    Http.as(TestKeys.OPERATOR)
        .body("{\"reason\": \"a test\"}")
        .put("/models/{id}/aliases/{alias}", id, alias)
        .then()
        .statusCode(200);
  }

  private static String completed(int seed) {
    String id =
        Api.train(
            "{\"symbol\":\"AAA\",\"algorithm\":\"ridge_regression\",\"seed\":%d}".formatted(seed));
    Api.await(id, "completed");
    return id;
  }

  /** Long enough to be interrupted on any machine. */
  private static String longTraining(int seed) {
    return """
    {"symbol": "LONG", "algorithm": "xgboost_regressor", "timeframe": "1h", "seed": %d,
     "split": {"folds": 5}, "hyperparameters": {"n_estimators": 2000, "max_depth": 8}}\
    """
        .formatted(seed);
  }
}
