package io.plimsoll.trainingkernel.fit;

import static io.plimsoll.trainingkernel.Specs.context;
import static io.plimsoll.trainingkernel.Specs.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.learning.algorithm.Algorithm;
import io.plimsoll.learning.algorithm.TrainingException;
import io.plimsoll.learning.bundle.FeatureImportance;
import io.plimsoll.learning.bundle.ModelBundle;
import io.plimsoll.learning.bundle.Scores;
import io.plimsoll.learning.bundle.Spans;
import io.plimsoll.learning.feature.MarketData;
import io.plimsoll.trainingkernel.Markets;
import io.plimsoll.trainingkernel.spec.TrainingSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingRunTest {
  private static final Map<String, Object> FEW_ROUNDS = Map.of("n_estimators", 20);

  private static TrainedModel train(TrainingSpec spec, MarketData data) {
    return TrainingRun.fit(spec, data, context(1), TrainingProgress.Listener.none());
  }

  private static Map<String, Object> members(String algorithm) {
    boolean isBooster = algorithm.contains("xgboost") || algorithm.contains("lightgbm");
    return isBooster || algorithm.contains("forest")
        ? Map.of("algorithm", algorithm, "hyperparameters", FEW_ROUNDS)
        : Map.of("algorithm", algorithm);
  }

  /**
   * With features that hardly repeat each other, so that a linear model's weights can be told
   * apart.
   */
  private static Map<String, Object> few(Map<String, Object> members) {
    Map<String, Object> few = new HashMap<>(members);
    few.put("features", List.of("returns", "time", "ibs", "amihud", "volume_change"));
    return few;
  }

  static Stream<String> algorithms() {
    return Algorithm.all().stream().map(Algorithm::name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ridge_regression",
        "xgboost_regressor",
        "lightgbm_regressor",
        "lasso_regression",
        "elasticnet_regression"
      })
  void findsAPlantedSignalAndRanksItFirst(String algorithm) {
    MarketData data = Markets.planted(7, 1500, 0.5);

    TrainedModel model = train(spec(few(members(algorithm))), data);

    FeatureImportance first = model.importances().getFirst();
    assertThat(first.feature()).isEqualTo("ibs");
    assertThat(first.method()).isEqualTo("permutation");
    assertThat(first.mean()).isGreaterThan(first.std());
    assertThat(model.metrics().outOfFold().find("information_coefficient").orElseThrow())
        .isGreaterThan(0.15);
    assertThat(
            model.metrics().holdout().orElseThrow().find("information_coefficient").orElseThrow())
        .isGreaterThan(0.15);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ridge_regression", "xgboost_regressor"})
  void findsNothingInNoise(String algorithm) {
    List<Double> found = new ArrayList<>();
    for (int seed = 0; seed < 4; seed++) {
      TrainedModel model = train(spec(members(algorithm)), Markets.noise(seed, 1200));
      found.add(model.metrics().outOfFold().find("information_coefficient").orElseThrow());
    }

    // 800 test rows each: a rank correlation of chance has a deviation of 0.035; of four the mean
    // 0.018.
    assertThat(found.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
        .isBetween(-0.07, 0.07);
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void givesTheSameBytesForAnyNumberOfThreads(String algorithm) {
    MarketData data = Markets.planted(3, 800, 0.5);
    TrainingSpec spec = spec(members(algorithm));

    TrainedModel two = TrainingRun.fit(spec, data, context(2), TrainingProgress.Listener.none());

    assertThat(two.sha256()).isEqualTo(train(spec, data).sha256());
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void repeatsItsTestPredictionsFromTheBytes(String algorithm) {
    MarketData data = Markets.planted(3, 800, 0.5);
    TrainedModel model = train(spec(members(algorithm)), data);

    ModelBundle read = ModelBundle.read(model.bytes());

    assertThat(read.predictOutOfFold(data)).isEqualTo(model.bundle().predictOutOfFold(data));
    assertThat(read.predictFinal(data)).isEqualTo(model.bundle().predictFinal(data));
    assertThat(read.fingerprint())
        .isEqualTo(spec(members(algorithm)).fingerprint("a".repeat(64), "kernel-1"));
  }

  @Test
  void predictsOutOfFoldExactlyOnTheTestSpans() {
    MarketData data = Markets.noise(1, 800);
    TrainedModel model = train(spec(Map.of()), data);

    Vec signals = model.bundle().predictOutOfFold(data);

    Bars bars = data.primaryBars();
    for (int t = 0; t < bars.size(); t++) {
      long open = bars.openTime(t);
      boolean isTested =
          model.spans().folds().stream()
              .anyMatch(fold ->
                  fold.test().from().toEpochMilli() <= open
                      && open <= fold.test().to().toEpochMilli());
      assertThat(Double.isNaN(signals.get(t))).isEqualTo(!isTested);
    }
  }

  @Test
  void keepsEverySpanApart() {
    MarketData data = Markets.noise(1, 800);

    Spans spans = train(spec(Map.of("horizon", 3)), data).spans();

    Bars bars = data.primaryBars();
    int holdoutFrom = bars.indexFrom(spans.holdout().orElseThrow().from().toEpochMilli());
    assertThat(holdoutFrom).isEqualTo(680);
    assertThat(bars.indexFrom(spans.trainTo().toEpochMilli()) + 3).isLessThan(holdoutFrom);
    assertThat(spans.folds()).hasSize(5);
    for (Spans.FoldSpan fold : spans.folds()) {
      assertThat(bars.indexFrom(fold.train().to().toEpochMilli()) + 3)
          .isLessThan(bars.indexFrom(fold.test().from().toEpochMilli()));
      assertThat(bars.indexFrom(fold.test().to().toEpochMilli()) + 3).isLessThan(holdoutFrom);
    }
    assertThat(spans.liveFrom().toEpochMilli()).isEqualTo(bars.openTime(799) + 3_600_000L);
  }

  @Test
  void neverLetsTheHoldoutTouchAnythingButItsOwnScore() {
    TrainingSpec spec =
        spec(Map.of("p_value_threshold", 0.5, "grid", Map.of("alpha", List.of(1, 100))));
    MarketData data = Markets.planted(5, 800, 0.3);
    MarketData other = Tampered.after(data, 680);

    TrainedModel model = train(spec, data);
    TrainedModel changed = train(spec, other);

    assertThat(changed.metrics().holdout()).isNotEqualTo(model.metrics().holdout());
    assertThat(changed.metrics().outOfFold()).isEqualTo(model.metrics().outOfFold());
    assertThat(changed.importances()).isEqualTo(model.importances());
    assertThat(changed.bundle().chosen()).isEqualTo(model.bundle().chosen());
    assertThat(changed.bundle().last().model().toBytes())
        .isEqualTo(model.bundle().last().model().toBytes());
    assertThat(changed.bundle().last().preprocessing().tree())
        .isEqualTo(model.bundle().last().preprocessing().tree());
  }

  @Test
  void choosesTheGridPointWithTheLeastOutOfFoldLoss() {
    TrainingSpec spec =
        spec(
            Map.of(
                "features", List.of("ibs", "amihud"),
                "grid", Map.of("alpha", List.of(1, 1e9))));

    TrainedModel model = train(spec, Markets.planted(2, 900, 1));

    assertThat(model.bundle().chosen().get("alpha")).isEqualTo(1);
  }

  @Test
  void fitsOnceWithoutFolds() {
    TrainingSpec spec =
        spec(
            Map.of(
                "algorithm",
                "xgboost_regressor",
                "hyperparameters",
                FEW_ROUNDS,
                "split",
                Map.of("scheme", "holdout")));

    TrainedModel model = train(spec, Markets.planted(2, 900, 1));

    assertThat(model.bundle().folds()).isEmpty();
    assertThat(model.metrics().outOfFold().values()).isEmpty();
    assertThat(model.importances().getFirst().feature()).isEqualTo("ibs");
    assertThat(model.importances().getFirst().method()).isEqualTo("gain");
    assertThat(model.metrics().holdout()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "log", "pct_change", "log_return"})
  void givesSignalsAsLogReturnsForEveryTransform(String transform) {
    MarketData data = Markets.planted(7, 1200, 1);
    TrainingSpec spec =
        spec(
            Map.of(
                "target_transform",
                transform,
                "target_col",
                "high",
                "features",
                List.of("lag_1_close", "sma_5", "ibs")));

    TrainedModel model = train(spec, data);

    Vec signals = model.bundle().predictFinal(data);
    double mean = 0;
    for (int t = 1100; t < 1200; t++) {
      assertThat(signals.get(t)).isBetween(-0.2, 0.2);
      mean += signals.get(t) / 100;
    }
    // The next high stands about half a bar's range of 2.8 % above the close.
    assertThat(mean).isBetween(0.005, 0.03);
    assertThat(model.metrics().holdout().orElseThrow().find("rmse_price").orElseThrow())
        .isPositive();
  }

  @Test
  void scoresAClassifierByItsOwnMeasures() {
    TrainedModel model =
        train(spec(members("logistic_classification")), Markets.planted(7, 1500, 1));

    Scores scores = model.metrics().outOfFold();

    assertThat(scores.find("mse")).isEmpty();
    assertThat(scores.find("auc").orElseThrow()).isGreaterThan(0.6);
    double counted =
        Stream.of("true_positives", "false_positives", "true_negatives", "false_negatives")
            .mapToDouble(name -> scores.find(name).orElseThrow())
            .sum();
    assertThat(counted).isEqualTo(scores.find("rows").orElseThrow());
  }

  @Test
  void saysWhyTooFewBarsCannotBeTrainedOn() {
    assertThatThrownBy(() -> train(spec(Map.of()), Markets.noise(1, 90)))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("bars before the holdout");
  }

  @Test
  void usesOnlyBarsOfThePeriod() {
    MarketData data = Markets.noise(1, 900);
    TrainingSpec spec = spec(Map.of("start", "2024-01-10", "end", "2024-01-31T00:00:00Z"));

    TrainedModel model = train(spec, data);

    assertThat(model.spans().trainFrom()).isEqualTo("2024-01-10T00:00:00Z");
    assertThat(model.spans().holdout().orElseThrow().to()).isEqualTo("2024-01-31T00:00:00Z");
  }

  @Test
  void tellsHowFarItIs() {
    List<TrainingProgress> heard = new ArrayList<>();

    TrainingRun.fit(
        spec(members("xgboost_regressor")), Markets.noise(1, 800), context(1), heard::add);

    assertThat(heard.getFirst().phase()).isEqualTo(TrainingProgress.Phase.PREPROCESSING);
    assertThat(heard.getLast().fold()).isEqualTo(5);
    assertThat(heard.getLast().round()).isEqualTo(20);
    assertThat(heard.getLast().fraction()).isEqualTo(1);
    assertThat(heard).isSortedAccordingTo(Comparator.comparing(TrainingProgress::fraction));
  }
}
