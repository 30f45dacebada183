package io.plimsoll.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.contracts.ContractJson;
import io.plimsoll.contracts.Topics;
import io.plimsoll.contracts.training.ModelPromoted;
import io.plimsoll.testkit.Broker;
import io.plimsoll.testkit.Db;
import io.plimsoll.testkit.Http;
import io.plimsoll.testkit.PlimsollTestResource;
import io.plimsoll.testkit.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Aliases, promotions, tags, notes and comparisons. */
@QuarkusTest
@QuarkusTestResource(PlimsollTestResource.class)
class RegistryTest {
  private final Db db;

  RegistryTest(DataSource source) {
    this.db = new Db(source);
  }

  @BeforeEach
  void openTheMarket() {
    Market.open();
  }

  @Test
  void aPromotionMovesTheAliasAndSaysWhoWhenAndWhy() throws IOException {
    String first = completed(201, "ridge_regression", 2);
    String second = completed(202, "ridge_regression", 2);

    JsonPath promoted = promote(first, "registry-champion", "the first one").jsonPath();
    promote(first, "registry-champion", "again, which changes nothing");
    promote(second, "registry-champion", "lower error out of fold");

    assertThat(promoted.getString("line")).isEqualTo("AAA 1d close+2");
    assertThat(promoted.getList("aliases")).containsExactly("registry-champion");
    assertThat(Http.get("/models/{id}", first).jsonPath().getList("aliases")).isEmpty();
    JsonPath now = Http.get("/aliases?alias=registry-champion&symbol=aaa").jsonPath();
    assertThat(now.getList("items.model_id")).containsExactly(second);
    assertThat(now.getList("items.line")).containsExactly("AAA 1d close+2");
    JsonPath log = Http.get("/promotions?alias=registry-champion").jsonPath();
    assertThat(log.getInt("total")).isEqualTo(2);
    assertThat(log.getList("items.model_id")).containsExactly(second, first);
    assertThat(log.getList("items.reason"))
        .containsExactly("lower error out of fold", "the first one");
    assertThat(log.getList("items.by")).containsOnly("operator");
    assertThat(log.getList("items.replaced_model_id")).containsExactly(first, null);
    List<ConsumerRecord<String, byte[]>> facts =
        Broker.read(
            Topics.TRAINING_EVENTS,
            1,
            message ->
                message.key().equals(second) && Broker.nameOf(message).equals("ModelPromoted"));
    ModelPromoted told =
        ContractJson.mapper().readValue(facts.getFirst().value(), ModelPromoted.class);
    assertThat(told.alias()).isEqualTo("registry-champion");
    assertThat(told.replacedModelId()).hasToString(first);
    assertThat(told.reason()).isEqualTo("lower error out of fold");
    assertThat(told.artifactSha256())
        .isEqualTo(Http.get("/models/{id}", second).jsonPath().getString("artifact_sha256"));
  }

  @Test
  void whichModelWasInProductionOnThatDayIsOneQuery() throws SQLException {
    String old = completed(203, "ridge_regression", 3);
    String young = completed(204, "ridge_regression", 3);
    Instant now = Instant.now();
    logged(old, "production", now.minus(Duration.ofDays(10)));
    logged(young, "production", now.minus(Duration.ofDays(5)));

    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    assertThat(holders("production", today.minusDays(11).toString())).isEmpty();
    assertThat(holders("production", today.minusDays(8).toString())).containsExactly(old);
    assertThat(holders("production", today.minusDays(5).toString())).containsExactly(old, young);
    assertThat(holders("production", now.minus(Duration.ofDays(4)).toString()))
        .containsExactly(young);
    assertThat(
            db.count(
                """
                select count(*) from training.alias_stint where alias = 'production'
                  and held_from <= ? and (held_until is null or held_until > ?)
                """,
                now.minus(Duration.ofDays(7)).atOffset(ZoneOffset.UTC),
                now.minus(Duration.ofDays(7)).atOffset(ZoneOffset.UTC)))
        .isEqualTo(1);
  }

  @Test
  void theLogOfPromotionsOutlivesEverything() {
    String id = completed(205, "ridge_regression", 4);
    promote(id, "kept", "to be kept");
    int refused = Http.delete("/models/{id}", id).statusCode();
    int taken =
        Http.as(TestKeys.ADMIN)
            .delete("/models/{id}/aliases/kept?reason=not needed any more", id)
            .statusCode();

    JsonPath log = Http.get("/promotions?model={id}", id).jsonPath();

    assertThat(refused).isEqualTo(409);
    assertThat(taken).isEqualTo(204);
    assertThat(log.getList("items.action")).containsExactly("removed", "promoted");
    assertThat(log.getList("items.by")).containsExactly("admin", "operator");
    assertThat(Http.get("/aliases?alias=kept").jsonPath().getInt("total")).isZero();
    assertThat(Http.delete("/models/{id}", id).statusCode()).isEqualTo(409);
    for (String statement :
        List.of(
            "delete from training.promotion_log where model_id = ?",
            "update training.promotion_log set reason = 'another' where model_id = ?")) {
      assertThatThrownBy(() -> db.update(statement, UUID.fromString(id)))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("kept for ever");
    }
    assertThatThrownBy(() -> db.update("truncate training.promotion_log"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("kept for ever");
  }

  @ParameterizedTest
  @CsvSource({
    "Champion, because, 422, alias",
    "1st, because, 422, alias",
    "champion, '', 422, reason",
    "champion, '  ', 422, reason",
  })
  void refusesAPromotionWithoutANameOrAReason(
      String alias, String reason, int status, String field) {
    String id = completed(206, "ridge_regression", 1);

    Response answer = promote(id, alias, reason);

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.jsonPath().getString("field")).isEqualTo(field);
  }

  @Test
  void promotesNothingThatIsNotCompleted() {
    String id =
        Api.train(
            "{\"symbol\":\"AAA\",\"algorithm\":\"ridge_regression\",\"start\":\"2021-11-20\"}");
    Api.await(id, "failed");

    assertThat(promote(id, "champion", "because").statusCode()).isEqualTo(409);
    assertThat(promote(UUID.randomUUID().toString(), "champion", "because").statusCode())
        .isEqualTo(404);
    assertThat(
            Http.as(TestKeys.VIEWER)
                .body("{\"reason\":\"because\"}")
                .put("/models/{id}/aliases/champion", id)
                .statusCode())
        .isEqualTo(403);
    assertThat(
            Http.as(TestKeys.ADMIN)
                .delete("/models/{id}/aliases/champion?reason=because", id)
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void keepsTagsAndNotesOfAModelThatIsClosed() {
    String id = completed(207, "ridge_regression", 1);

    JsonPath tagged =
        Http.as(TestKeys.OPERATOR)
            .body("{\"desk\": \"equities\", \"team\": \"207\"}")
            .put("/models/{id}/tags", id)
            .jsonPath();
    JsonPath noted =
        Http.as(TestKeys.OPERATOR)
            .body("{\"notes\": \"weak in quiet markets\"}")
            .put("/models/{id}/notes", id)
            .jsonPath();

    assertThat(tagged.getString("tags.desk")).isEqualTo("equities");
    assertThat(noted.getString("notes")).isEqualTo("weak in quiet markets");
    assertThat(noted.getString("tags.team")).isEqualTo("207");
    JsonPath found = Http.get("/models?tag=team:207&tag=desk:equities").jsonPath();
    assertThat(found.getList("items.id")).containsExactly(id);
    assertThat(Http.get("/models?tag=team:208").jsonPath().getInt("total")).isZero();
    assertThat(
            Http.as(TestKeys.OPERATOR)
                .body("{\"desk\": 7}")
                .put("/models/{id}/tags", id)
                .statusCode())
        .isEqualTo(400);
    assertThat(
            Http.as(TestKeys.OPERATOR)
                .body("{\"The Desk\": \"x\"}")
                .put("/models/{id}/tags", id)
                .statusCode())
        .isEqualTo(422);
  }

  @Test
  void comparesTwoModels() throws IOException {
    String ridge = completed(208, "ridge_regression", 1);
    String lasso = completed(208, "lasso_regression", 1);

    JsonPath comparison = Http.get("/models/{a}/compare/{b}", ridge, lasso).jsonPath();

    assertThat(comparison.getBoolean("same_family")).isTrue();
    assertThat(comparison.<String>getList("configuration.field"))
        .contains("algorithm", "fingerprint", "hyperparameters.tol")
        .doesNotContain("symbol", "seed", "snapshot");
    assertThat(comparison.getString("configuration.find { it.field == 'algorithm' }.a"))
        .isEqualTo("ridge_regression");
    JsonNode mse = meanSquaredErrors(ridge, lasso);
    assertThat(mse.get("difference").doubleValue())
        .isEqualTo(mse.get("b").doubleValue() - mse.get("a").doubleValue());
    assertThat(comparison.<String>getList("scores.part")).contains("out_of_fold", "holdout");
    assertThat(comparison.getList("features.both")).isNotEmpty();
  }

  /** With all their digits: the path language reads numbers as floats. */
  private static JsonNode meanSquaredErrors(String a, String b) throws IOException {
    String comparison = Http.get("/models/{a}/compare/{b}", a, b).asString();
    for (JsonNode score : ContractJson.mapper().readTree(comparison).get("scores")) {
      if (score.get("part").asText().equals("out_of_fold")
          && score.get("metric").asText().equals("mse")) {
        return score;
      }
    }
    throw new AssertionError(comparison);
  }

  private static Response promote(String id, String alias, String reason) {
    return Http.as(TestKeys.OPERATOR)
        .body("{\"reason\": \"%s\"}".formatted(reason))
        .put("/models/{id}/aliases/{alias}", id, alias);
  }

  private static List<String> holders(String alias, String on) {
    return Http.get("/aliases?alias={alias}&on={on}", alias, on)
        .jsonPath()
        .getList("items.model_id");
  }

  /** A promotion of another day, as the service would have written it then. */
  private void logged(String model, String alias, Instant at) throws SQLException {
    db.update(
        """
        insert into training.promotion_log (line, alias, model_id, model_name, fingerprint,
          artifact_sha256, action, promoted_at, promoted_by, reason)
        select line, ?, id, name, fingerprint, artifact_sha256, 'promoted', ?, 'test', 'test'
        from training.models where id = ?\
        """,
        alias,
        at.atOffset(ZoneOffset.UTC),
        UUID.fromString(model));
  }

  private static String completed(int seed, String algorithm, int horizon) {
    String id =
        Api.train(
            """
            {"symbol": "AAA", "algorithm": "%s", "seed": %d, "horizon": %d, "features": ["returns"],
             "split": {"folds": 2}}\
            """
                .formatted(algorithm, seed, horizon));
    Api.await(id, "completed");
    return id;
  }
}
