package io.plimsoll.training;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models trained once more, bit for bit. */
@QuarkusTest
@QuarkusTestResource(PlimsollTestResource.class)
class VerifyTest {
  private final Db db;

  VerifyTest(DataSource source) {
    this.db = new Db(source);
  }

  @BeforeEach
  void openTheMarket() {
    Market.open();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "elasticnet_regression",
        "logistic_classification",
        "random_forest_regressor",
        "xgboost_regressor",
        "lightgbm_classifier"
      })
  void aFreshWorkerGivesTheSameBits(String algorithm) {
    JsonPath model = completed(algorithm, 301);

    JsonPath verified = await(verify(model.getString("id")));

    assertThat(verified.getString("status")).as(verified.prettify()).isEqualTo("completed");
    assertThat(verified.getBoolean("reproduced")).isTrue();
    assertThat(verified.getString("computed_hash")).isEqualTo(model.getString("artifact_sha256"));
    assertThat(verified.getString("stored_hash")).isEqualTo(model.getString("artifact_sha256"));
    assertThat(verified.getLong("worker_pid")).isNotEqualTo(model.getLong("worker_pid"));
    assertThat(verified.getString("requested_by")).isEqualTo("operator");
    JsonPath all = Http.get("/models/{id}/verifications", model.getString("id")).jsonPath();
    assertThat(all.getList("items.id")).containsExactly(verified.getString("id"));
  }

  @Test
  void saysWhenOtherBitsComeOut() throws SQLException {
    JsonPath model = completed("ridge_regression", 302);
    JsonPath other =
        Api.await(
            Api.train(
                """
                {"symbol": "AAA", "algorithm": "ridge_regression", "end": "2020-12-01",
                 "split": {"folds": 2}, "features": ["returns"], "seed": 303}\
                """),
            "completed");
    UUID id = UUID.fromString(model.getString("id"));
    assertThat(other.getString("data_snapshot")).isNotEqualTo(model.getString("data_snapshot"));
    db.update(
        "update training.models set data_snapshot = ? where id = ?",
        other.getString("data_snapshot"),
        id);

    JsonPath verified = await(verify(id.toString()));

    assertThat(verified.getString("status")).isEqualTo("completed");
    assertThat(verified.getBoolean("reproduced")).isFalse();
    assertThat(verified.getString("computed_hash"))
        .isNotEqualTo(model.getString("artifact_sha256"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"kernel_version", "architecture"})
  void verifiesNothingOfOtherCodeOrAnotherProcessor(String column) throws SQLException {
    JsonPath model = completed("ridge_regression", 304 + column.length());
    String id = model.getString("id");
    db.update(
        "update training.models set %s = 'another' where id = ?".formatted(column),
        UUID.fromString(id));

    Response answer = Http.post("/models/" + id + "/verify", "");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.jsonPath().getString("type")).isEqualTo("urn:plimsoll:problem:other-kernel");
    assertThat(answer.asString()).contains("another");
  }

  @Test
  void verifiesOnlyWhatIsThereAndCompleted() {
    String failed =
        Api.train(
            "{\"symbol\":\"AAA\",\"algorithm\":\"ridge_regression\",\"start\":\"2021-11-20\"}");
    Api.await(failed, "failed");
    String nobody = UUID.randomUUID().toString();

    assertThat(Http.post("/models/" + failed + "/verify", "").statusCode()).isEqualTo(409);
    assertThat(Http.post("/models/" + nobody + "/verify", "").statusCode()).isEqualTo(404);
    assertThat(Http.get("/models/{id}/verifications", nobody).statusCode()).isEqualTo(404);
    assertThat(Http.get("/models/{id}/verifications/{one}", failed, UUID.randomUUID()).statusCode())
        .isEqualTo(404);
    assertThat(Http.as(TestKeys.VIEWER).post("/models/" + failed + "/verify").statusCode())
        .isEqualTo(403);
  }

  private static Response verify(String id) {
    Response answer = Http.post("/models/" + id + "/verify", "");
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
    assertThat(answer.header("Location")).contains("/verifications/");
    return answer;
  }

  private static JsonPath await(Response asked) {
    JsonPath first = asked.jsonPath();
    return Http.await(
        () ->
            Http.get(
                    "/models/{id}/verifications/{one}",
                    first.getString("model_id"),
                    first.getString("id"))
                .jsonPath(),
        one -> List.of("completed", "failed", "cancelled").contains(one.getString("status")));
  }

  private static JsonPath completed(String algorithm, int seed) {
    return Api.await(
        Api.train(
            """
            {"symbol": "AAA", "algorithm": "%s", "seed": %d, "features": ["returns"],
             "split": {"folds": 2}}\
            """
                .formatted(algorithm, seed)),
        "completed",
        "failed");
  }
}
