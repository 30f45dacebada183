package io.plimsoll.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.contracts.ContractJson;
import io.plimsoll.contracts.Header;
import io.plimsoll.contracts.Topics;
import io.plimsoll.contracts.training.ModelArtifact;
import io.plimsoll.contracts.training.ModelSpans;
import io.plimsoll.contracts.training.ModelState;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.identity.Fingerprint;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.learning.bundle.ModelBundle;
import io.plimsoll.learning.feature.MarketData;
import io.plimsoll.local.infra.Digests;
import io.plimsoll.testkit.Broker;
import io.plimsoll.testkit.Db;
import io.plimsoll.testkit.Http;
import io.plimsoll.testkit.PlimsollTestResource;
import io.plimsoll.testkit.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From prices to models, by HTTP. */
@QuarkusTest
@QuarkusTestResource(PlimsollTestResource.class)
class TrainingPathTest {
  private final Db db;
  private final int port;

  TrainingPathTest(DataSource source, @ConfigProperty(name = "quarkus.http.test-port") int port) {
    this.db = new Db(source);
    this.port = port;
  }

  @BeforeEach
  void openTheMarket() {
    Market.open();
  }

  @Test
  void trainsRidgeFromPricesToBundleAndTellsIt() throws IOException {
    String id =
        Api.train(
            """
            {"symbol": "aaa", "algorithm": "ridge_regression", "seed": 1, "split": {"folds": 3}}\
            """);

    JsonPath model = Api.await(id, "completed", "failed");

    assertThat(model.getString("status")).as(model.prettify()).isEqualTo("completed");
    assertThat(model.getString("symbol")).isEqualTo("AAA");
    assertThat(model.getInt("attempts")).isEqualTo(1);
    assertThat(model.getLong("worker_pid")).isPositive();
    assertThat(model.getString("worker_host")).isNotBlank();
    assertThat(model.getString("requested_by")).isEqualTo("operator");
    assertThat(model.getInt("columns_initial")).isPositive();
    assertThat(model.getList("feature_cols")).hasSize(model.getInt("columns_remaining"));
    assertThat(model.getList("spans.folds")).hasSize(3);
    assertThat(model.getDouble("metrics.out_of_fold.directional_hit_rate")).isBetween(0.4, 0.8);
    assertThat(model.getDouble("metrics.holdout.mse")).isPositive();
    requireBundle(id, model);
    requireImportances(id);
    requireEvents(id, model);
  }

  @Test
  void trainsXgboostOnBarsThatItResamples() {
    String id =
        Api.train(
            """
            {"symbol": "MIN", "algorithm": "xgboost_regressor", "timeframe": "5m", "horizon": 2,
             "features": ["returns", "ibs"], "split": {"folds": 2},
             "hyperparameters": {"n_estimators": 10, "max_depth": 3}}\
            """);

    JsonPath model = Api.await(id, "completed", "failed");

    assertThat(model.getString("status")).as(model.prettify()).isEqualTo("completed");
    assertThat(model.getString("timeframe")).isEqualTo("5m");
    assertThat(model.getString("spans.live_from")).isEqualTo("2020-01-03T00:00:00Z");
  }

  @Test
  void answersAKnownConfigurationWithItsModel() {
    String id = Api.train("{\"symbol\":\"AAA\",\"algorithm\":\"ridge_regression\",\"seed\":2}");

    JsonPath again =
        Http.post(
                "/train",
                """
                {"symbol": "AAA", "algorithm": "ridge_regression", "seed": 2.0, "target_col": "close",
                 "horizon": 1, "timeframe": "1d", "features": [], "priority": 7, "start": null,
                 "split": {"scheme": "walk_forward", "folds": 5}}\
                """)
            .jsonPath();

    assertThat(again.getString("status")).isEqualTo("duplicate");
    assertThat(again.getString("id")).isEqualTo(id);
    assertThat(again.getString("existing_model.id")).isEqualTo(id);
    assertThat(again.getString("existing_model.name")).isEqualTo("AAA ridge_regression close+1 1d");
  }

  @Test
  void fiftyIdenticalRequestsMakeOneModelAndOneTraining() {
    String body = "{\"symbol\":\"AAA\",\"algorithm\":\"ridge_regression\",\"seed\":50}";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/train".formatted(port())))
            .header("X-API-Key", TestKeys.OPERATOR)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();

    List<JsonPath> answers = fiftyAtOnce(request);

    List<String> ids = answers.stream().map(one -> one.getString("id")).distinct().toList();
    assertThat(ids).hasSize(1);
    assertThat(answers)
        .extracting(one -> one.getString("status"))
        .containsOnly("pending", "duplicate")
        .containsOnlyOnce("pending");
    assertThat(answers)
        .filteredOn(one -> one.getString("status").equals("duplicate"))
        .hasSize(49)
        .allSatisfy(
            one -> assertThat(one.getString("existing_model.id")).isEqualTo(ids.getFirst()));
    String fingerprint = answers.getFirst().getString("fingerprint");
    assertThat(db.count("select count(*) from training.models where fingerprint = ?", fingerprint))
        .isEqualTo(1);
    assertThat(Api.await(ids.getFirst(), "completed").getInt("attempts")).isEqualTo(1);
  }

  @Test
  void namesTheIdentityOfARequestWithoutTraining() {
    String body = "{\"symbol\":\"AAA\",\"algorithm\":\"lasso_regression\",\"seed\":3}";
    long before = db.count("select count(*) from training.models");

    JsonPath unknown = Http.post("/fingerprint", body).jsonPath();

    assertThat(unknown.getBoolean("exists")).isFalse();
    assertThat(db.count("select count(*) from training.models")).isEqualTo(before);
    String id = Api.train(body);
    JsonPath known = Http.post("/fingerprint", body).jsonPath();
    assertThat(known.getBoolean("exists")).isTrue();
    assertThat(known.getString("model_id")).isEqualTo(id);
    assertThat(known.getString("fingerprint")).isEqualTo(unknown.getString("fingerprint"));
  }

  @Test
  void aChildKeepsItsParentsHoldoutAndARetrainWantsNewData() {
    Market.publish("KIN", Timeframe.ONE_DAY, 500, 1);
    Market.awaitBars("KIN", 500);
    String parent =
        Api.train(
            "{\"symbol\":\"KIN\",\"algorithm\":\"ridge_regression\",\"split\":{\"folds\":2}}");
    JsonPath first = Api.await(parent, "completed", "failed");

    JsonPath child =
        Http.post(
                "/api/train_with_parent",
                """
                {"symbol": "KIN", "algorithm": "ridge_regression", "split": {"folds": 2},
                 "parent_model_id": "%s", "feature_whitelist": ["return_1", "rsi_14"]}\
                """
                    .formatted(parent))
            .jsonPath();
    Response stale = Http.post("/retrain/" + parent, "{}");
    Market.publish("KIN", Timeframe.ONE_DAY, 560, 2);
    Market.awaitBars("KIN", 560);
    JsonPath retrain = Http.post("/retrain/" + parent, "{}").jsonPath();

    assertThat(child.getInt("feature_count")).isEqualTo(2);
    assertThat(stale.statusCode()).isEqualTo(409);
    assertThat(retrain.getString("retrained_from")).isEqualTo(parent);
    String holdout = first.getString("spans.holdout_from");
    JsonPath second = Api.await(child.getString("id"), "completed", "failed");
    JsonPath third = Api.await(retrain.getString("id"), "completed", "failed");
    assertThat(second.getString("spans.holdout_from")).isEqualTo(holdout);
    assertThat(third.getString("spans.holdout_from")).isEqualTo(holdout);
    assertThat(third.getString("family")).isEqualTo(first.getString("family"));
    assertThat(third.getString("data_snapshot")).isNotEqualTo(first.getString("data_snapshot"));
    JsonPath lineage = Http.get("/models/{id}/lineage", parent).jsonPath();
    assertThat(lineage.getList("children.id")).containsExactly(child.getString("id"));
    assertThat(lineage.getList("retrains.id")).containsExactly(retrain.getString("id"));
    assertThat(
            Http.get("/models/{id}/lineage", child.getString("id"))
                .jsonPath()
                .getList("ancestors.id"))
        .containsExactly(parent);
  }

  @Test
  void aBatchIsFourModelsOfOneGroup() {
    JsonPath batch =
        Http.post(
                "/train/batch",
                """
                {"symbol": "AAA", "algorithm": "ridge_regression", "timeframe_oc": "1d",
                 "seed": 4, "split": {"folds": 2}}\
                """)
            .jsonPath();

    assertThat(batch.getList("ids")).hasSize(4).doesNotHaveDuplicates();
    String group = batch.getString("group_id");
    JsonPath listed = Http.get("/models?group={group}&sort=created_at", group).jsonPath();
    assertThat(listed.getInt("total")).isEqualTo(4);
    assertThat(listed.<String>getList("items.target_col"))
        .containsExactlyInAnyOrder("open", "close", "high", "low");
  }

  @Test
  void aTrainingCanBeWatched() throws IOException, InterruptedException {
    String id = Api.train("{\"symbol\":\"AAA\",\"algorithm\":\"ridge_regression\",\"seed\":5}");

    String events = watch(id, "");

    assertThat(events).contains("event:end").contains("\"status\":\"completed\"");
    String last = events.substring(events.lastIndexOf("id:") + 3).split("\n", -1)[0].strip();
    assertThat(watch(id, last)).doesNotContain("event:");
  }

  @Test
  void listsModelsInPages() {
    Api.train("{\"symbol\":\"AAA\",\"algorithm\":\"ridge_regression\",\"seed\":6}");
    Api.train("{\"symbol\":\"AAA\",\"algorithm\":\"ridge_regression\",\"seed\":7}");

    JsonPath page = Http.get("/models?symbol=aaa&limit=1&offset=1").jsonPath();

    assertThat(page.getList("items")).hasSize(1);
    assertThat(page.getInt("total")).isGreaterThanOrEqualTo(2);
    assertThat(page.getInt("offset")).isEqualTo(1);
  }

  @Test
  void showsWhatCanBeAskedFor() {
    JsonPath algorithms = Http.get("/algorithms").jsonPath();
    JsonPath features = Http.get("/features").jsonPath();
    JsonPath workers = Http.get("/workers").jsonPath();

    assertThat(algorithms.<String>getList("items.name"))
        .contains("ridge_regression", "xgboost_regressor", "lightgbm_classifier");
    assertThat(features.<String>getList("items.name")).contains("rsi_14", "amihud", "parkinson_20");
    assertThat(workers.getList("items")).hasSizeBetween(1, 2);
  }

  private void requireBundle(String id, JsonPath model) {
    Response artifact = Http.get("/models/{id}/artifact", id);
    byte[] bytes = artifact.asByteArray();
    String sha256 = model.getString("artifact_sha256");
    assertThat(artifact.header("ETag")).isEqualTo("\"" + sha256 + "\"");
    assertThat(Fingerprint.ofBytes(bytes).hex()).isEqualTo(sha256);
    assertThat((long) bytes.length).isEqualTo(model.getLong("artifact_bytes"));
    assertThat(
            Http.as(TestKeys.VIEWER)
                .header("If-None-Match", "\"" + sha256 + "\"")
                .get("/models/{id}/artifact", id)
                .statusCode())
        .isEqualTo(304);
    ModelBundle bundle = ModelBundle.read(bytes);
    Symbol symbol = new Symbol("AAA");
    MarketData data =
        new MarketData(symbol, Map.of(symbol, Market.walk("AAA", Timeframe.ONE_DAY, 700)));
    Vec predicted = bundle.predictOutOfFold(data);
    assertThat(IntStream.range(0, 700).filter(row -> !Double.isNaN(predicted.get(row))).count())
        .isGreaterThan(300);
    assertThat(Http.get("/api/model/{id}/config", id).jsonPath().getString("fingerprint"))
        .isEqualTo(bundle.fingerprint().hex())
        .isEqualTo(model.getString("fingerprint"));
  }

  private void requireImportances(String id) {
    JsonPath importance = Http.get("/api/model/{id}/importance", id).jsonPath();
    long logged =
        db.count(
            "select count(*) from training.features_log where model_id = ?", UUID.fromString(id));
    assertThat(importance.getList("importance")).hasSize(Math.toIntExact(logged)).isNotEmpty();
    assertThat(importance.<String>getList("importance.method")).contains("permutation");
    assertThat(importance.getInt("feature_count")).isPositive();
  }

  private static void requireEvents(String id, JsonPath model) throws IOException {
    List<ConsumerRecord<String, byte[]>> facts =
        Broker.read(Topics.TRAINING_EVENTS, 4, message -> message.key().equals(id));
    assertThat(facts)
        .extracting(Broker::nameOf)
        .containsExactly(
            "ModelQueued", "ModelPreprocessing", "ModelTrainingStarted", "ModelCompleted");
    assertThat(facts)
        .extracting(message -> Broker.header(message, Header.SEQUENCE))
        .containsExactly("1", "2", "3", "4");
    List<ConsumerRecord<String, byte[]>> states =
        Broker.read(Topics.TRAINING_MODELS, 4, message -> message.key().equals(id));
    ModelState last = ContractJson.mapper().readValue(states.getLast().value(), ModelState.class);
    assertThat(last.status()).isEqualTo("completed");
    assertThat(last.fingerprint()).isEqualTo(model.getString("fingerprint"));
    byte[] artifact = Http.get("/models/{id}/artifact", id).asByteArray();
    assertThat(last.artifact())
        .isEqualTo(new ModelArtifact(Digests.sha256(artifact), artifact.length));
    ModelSpans spans = Objects.requireNonNull(last.spans());
    assertThat(spans.trainFrom()).isEqualTo(model.getString("spans.train_from"));
    assertThat(spans.trainTo()).isBefore(spans.holdoutFrom()).isBefore(spans.liveFrom());
    assertThat(spans.folds())
        .hasSize(3)
        .allSatisfy(fold -> assertThat(fold.trainTo()).isBefore(fold.testFrom()))
        .isSortedAccordingTo(Comparator.comparing(ModelSpans.FoldSpan::testFrom));
    assertThat(Objects.requireNonNull(last.metrics()).outOfFold())
        .containsEntry("mse", meanSquaredError(id));
  }

  /** With all its digits: the path language reads numbers as floats. */
  private static double meanSquaredError(String id) throws IOException {
    return ContractJson.mapper()
        .readTree(Http.get("/models/{id}", id).asString())
        .at("/metrics/out_of_fold/mse")
        .doubleValue();
  }

  private String watch(String id, String lastSeen) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d/models/%s/events".formatted(port(), id)))
            .header("X-API-Key", TestKeys.VIEWER)
            .version(HttpClient.Version.HTTP_1_1)
            .header("Accept", "text/event-stream");
    if (!lastSeen.isEmpty()) {
      request.header("Last-Event-ID", lastSeen);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  private int port() {
    return port == 0 ? RestAssured.port : port;
  }

  private static List<JsonPath> fiftyAtOnce(HttpRequest request) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      List<CompletableFuture<HttpResponse<String>>> answers =
          IntStream.range(0, 50)
              .mapToObj(_ -> client.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
              .toList();
      return answers.stream().map(answer -> JsonPath.from(answer.join().body())).toList();
    }
  }

  @Test
  void introducesItselfInItsApiDocument() {
    JsonPath document = Http.get("/q/openapi?format=json").jsonPath();

    assertThat(document.getString("info.title")).isEqualTo("Plimsoll training");
    assertThat(document.getString("info.description")).hasSizeGreaterThan(80);
    assertThat(document.getString("info.version")).isEqualTo("1");
  }
}
