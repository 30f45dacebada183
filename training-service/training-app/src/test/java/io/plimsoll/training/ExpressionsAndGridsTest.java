package io.plimsoll.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.testkit.Http;
import io.plimsoll.testkit.PlimsollTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Features that a request brings along, and grids of which every model is kept. */
@QuarkusTest
@QuarkusTestResource(PlimsollTestResource.class)
class ExpressionsAndGridsTest {

  @BeforeEach
  void openTheMarket() {
    Market.open();
  }

  @Test
  void aFormulaIsAFeatureAndPartOfTheIdentity() {
    String id = Api.train(request("ref( Close, 5 )/close - 1", 401));

    JsonPath model = Api.await(id, "completed", "failed");
    JsonPath same = Http.post("/fingerprint", request("ref(close,5)/close-1", 401)).jsonPath();
    JsonPath other = Http.post("/fingerprint", request("ref(close,6)/close-1", 401)).jsonPath();

    assertThat(model.getString("status")).as(model.prettify()).isEqualTo("completed");
    assertThat(model.<String>getList("feature_cols")).contains("ref(close,5)/close-1", "ibs");
    assertThat(same.getString("model_id")).isEqualTo(id);
    assertThat(other.getBoolean("exists")).isFalse();
    assertThat(other.getString("fingerprint")).isNotEqualTo(same.getString("fingerprint"));
    assertThat(
            Http.get("/api/model/{id}/importance", id)
                .jsonPath()
                .<String>getList("importance.feature"))
        .contains("ref(close,5)/close-1");
  }

  @Test
  void saysWhatAFormulaIsAndWhatIsWrongWithOne() {
    JsonPath feature =
        Http.get("/features/expression?text={text}", "mean( close,3 )/close").jsonPath();
    Response ahead = Http.get("/features/expression?text={text}", "ref(close,-1)/close");
    Response refused = Http.post("/train", request("ref(close,-1)/close", 402));

    assertThat(feature.getString("name")).isEqualTo("mean(close,3)/close");
    assertThat(feature.getString("dependence")).isEqualTo("causal");
    assertThat(feature.getInt("window")).isEqualTo(3);
    assertThat(ahead.statusCode()).isEqualTo(422);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.jsonPath().getString("field")).isEqualTo("features");
    assertThat(refused.jsonPath().getString("detail")).contains("counted back");
  }

  @Test
  void everyModelOfAGridIsKeptWhenAsked() {
    String body =
        """
        {"symbol": "AAA", "algorithm": "ridge_regression", "seed": 403, "features": ["returns"],
         "grid": {"alpha": [0.5, 5, 50]}, "save_all_grid_models": true, "split": {"folds": 2}}\
        """;
    String chooser = Api.train(body);

    JsonPath again = Http.post("/train", body).jsonPath();
    JsonPath cohort =
        Http.await(
            () -> Http.get("/models?cohort={id}&sort=created_at", chooser).jsonPath(),
            all -> all.<String>getList("items.status").stream().allMatch("completed"::equals));

    assertThat(again.getString("status")).isEqualTo("duplicate");
    assertThat(again.getString("id")).isEqualTo(chooser);
    assertThat(cohort.getInt("total")).isEqualTo(4);
    assertThat(cohort.<String>getList("items.id")).contains(chooser);
    assertThat(cohort.<String>getList("items.fingerprint")).doesNotHaveDuplicates();
    for (String id : cohort.<String>getList("items.id")) {
      JsonPath config = Http.get("/api/model/{id}/config", id).jsonPath();
      int points = id.equals(chooser) ? 3 : 0;
      assertThat(config.getList("grid.alpha") == null ? 0 : config.getList("grid.alpha").size())
          .isEqualTo(points);
    }
    double best = error(Http.get("/models/{id}", chooser).jsonPath());
    assertThat(cohort.<Number>getList("items.metrics.out_of_fold.mse"))
        .hasSize(4)
        .allSatisfy(one -> assertThat(one.doubleValue()).isGreaterThanOrEqualTo(best));
  }

  private static double error(JsonPath model) {
    return ((Number) model.get("metrics.out_of_fold.mse")).doubleValue();
  }

  private static String request(String formula, int seed) {
    return """
    {"symbol": "AAA", "algorithm": "ridge_regression", "seed": %d, "split": {"folds": 2},
     "features": ["ibs", "%s"]}\
    """
        .formatted(seed, formula);
  }
}
