package io.plimsoll.trainingkernel.spec;

import static io.plimsoll.trainingkernel.Specs.request;
import static io.plimsoll.trainingkernel.Specs.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.kernel.identity.CanonicalJson;
import io.plimsoll.kernel.identity.Fingerprint;
import io.plimsoll.learning.json.JsonObject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingSpecTest {
  private static final String SNAPSHOT = "a".repeat(64);
  private static final Map<String, Object> XGBOOST = Map.of("algorithm", "xgboost_regressor");

  private static Fingerprint fingerprint(TrainingSpec spec) {
    return spec.fingerprint(SNAPSHOT, "kernel-1");
  }

  private static List<FieldFault> faults(Map<String, ? extends @Nullable Object> members) {
    return switch (TrainingSpec.resolve(members)) {
      case Resolution.Resolved _ -> List.of();
      case Resolution.Refused(List<FieldFault> faults) -> faults;
    };
  }

  private static Map<String, Object> with(Map<String, Object> base, String field, Object value) {
    Map<String, Object> members = new HashMap<>(base);
    members.put(field, value);
    return members;
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        Arguments.of("symbol", "OTHER"),
        Arguments.of("symbol", "TEST-USD,SPY"),
        Arguments.of("context_symbols", List.of("SPY")),
        Arguments.of("timeframe", "5m"),
        Arguments.of("target_col", "open"),
        Arguments.of("target_transform", "none"),
        Arguments.of("horizon", 2),
        Arguments.of("features", List.of("ibs")),
        Arguments.of("features", List.of("ref(close,5)/close-1")),
        Arguments.of("features", List.of("ref(close,6)/close-1")),
        Arguments.of("feature_whitelist", List.of("ibs", "obv")),
        Arguments.of("algorithm", "linear_regression"),
        Arguments.of("hyperparameters", Map.of("learning_rate", 0.2)),
        Arguments.of("hyperparameters", Map.of("n_estimators", 99)),
        Arguments.of("grid", Map.of("max_depth", List.of(2, 3))),
        Arguments.of("p_value_threshold", 0.05),
        Arguments.of("split", Map.of("scheme", "purged_kfold")),
        Arguments.of("split", Map.of("scheme", "holdout")),
        Arguments.of("split", Map.of("window", "rolling")),
        Arguments.of("split", Map.of("window", "rolling", "train_window", 100)),
        Arguments.of("split", Map.of("folds", 4)),
        Arguments.of("split", Map.of("test_window", 10)),
        Arguments.of("split", Map.of("purge", 3)),
        Arguments.of("split", Map.of("embargo", 1)),
        Arguments.of("split", Map.of("holdout", 0.2)),
        Arguments.of("split", Map.of("holdout_from", "2024-01-20T00:00:00Z")),
        Arguments.of("seed", 43),
        Arguments.of("start", "2024-01-02"),
        Arguments.of("end", "2024-01-30T00:00:00Z"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void isAnotherModelWhenAFieldChanges(String field, Object value) {
    assertThat(fingerprint(spec(with(XGBOOST, field, value))))
        .isNotEqualTo(fingerprint(spec(XGBOOST)));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void comesBackFromItsTree(String field, Object value) {
    TrainingSpec spec = spec(with(XGBOOST, field, value));

    TrainingSpec read =
        TrainingSpec.ofTree(JsonObject.parse(CanonicalJson.bytes(spec.tree())).members());

    assertThat(read).isEqualTo(spec);
  }

  @Test
  void isAnotherModelOnOtherDataOrWithOtherCode() {
    TrainingSpec spec = spec(Map.of());

    assertThat(
            List.of(
                spec.fingerprint(SNAPSHOT, "kernel-1"),
                spec.fingerprint("b".repeat(64), "kernel-1"),
                spec.fingerprint(SNAPSHOT, "kernel-2")))
        .doesNotHaveDuplicates();
  }

  static Stream<Arguments> spellings() {
    return Stream.of(
        Arguments.of("symbol", "test-usd"),
        Arguments.of("horizon", 1.0),
        Arguments.of("timeframe", "1h"),
        Arguments.of("target_col", "close"),
        Arguments.of("target_transform", "log_return"),
        Arguments.of("p_value_threshold", 1),
        Arguments.of("seed", 42.0),
        Arguments.of("hyperparameters", Map.of("max_depth", 4, "reg_alpha", -0.0)),
        Arguments.of("hyperparameters", Map.of()),
        Arguments.of("grid", Map.of("max_depth", List.of())),
        Arguments.of("context_symbols", List.of()),
        Arguments.of("feature_whitelist", List.of()),
        Arguments.of(
            "split",
            Map.of(
                "scheme",
                "walk_forward",
                "window",
                "expanding",
                "folds",
                5.0,
                "purge",
                1,
                "embargo",
                0,
                "holdout",
                0.15)),
        Arguments.of("priority", 7),
        Arguments.of("group_id", "g-1"),
        Arguments.of("save_all_grid_models", true),
        Arguments.of("parent_model_id", "0a"),
        Arguments.of(
            "features",
            List.of(
                "time",
                "classic",
                "volatility",
                "regimes",
                "volume",
                "returns",
                "mean_reversion",
                "ibs")));
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void isTheSameModelHoweverItIsSpelled(String field, Object value) {
    assertThat(fingerprint(spec(with(XGBOOST, field, value))))
        .isEqualTo(fingerprint(spec(XGBOOST)));
  }

  @Test
  void takesAnAbsentMemberForANull() {
    Map<String, @Nullable Object> members = new HashMap<>(request(XGBOOST));
    for (String field :
        List.of("features", "grid", "split", "start", "hyperparameters", "seed", "horizon")) {
      members.put(field, null);
    }

    assertThat(TrainingSpec.resolve(members)).isEqualTo(new Resolution.Resolved(spec(XGBOOST)));
  }

  @Test
  void sortsFeaturesAndDropsRepeats() {
    assertThat(spec(Map.of("features", List.of("REF( close, 5 )/close - 1", "ibs"))))
        .isEqualTo(spec(Map.of("features", List.of("ibs", "(ref(close,5)/close)-1.0"))));
    assertThat(spec(Map.of("features", List.of("obv", "ibs", "obv"))))
        .isEqualTo(spec(Map.of("features", List.of("ibs", "obv"))));
  }

  @Test
  void fillsInTheDefaults() {
    TrainingSpec spec = spec(Map.of());

    assertThat(spec.seed()).isEqualTo(42);
    assertThat(spec.split().folds()).isEqualTo(5);
    assertThat(spec.split().holdout().share()).isEqualTo(0.15);
    assertThat(spec.split().gap()).isEqualTo(new SplitSpec.Gap(1, 0));
    assertThat(spec.learner().hyperparameters().get("alpha")).isEqualTo(1);
    assertThat(spec.inputs().features()).isSorted().contains("ibs", "dist_sma_200h");
    assertThat(spec.inputs().features()).doesNotContain("beta_60", "vix_regime");
  }

  @Test
  void takesFiveMinutesForMinutes() {
    assertThat(spec(Map.of("timeframe", "5m")).subject().timeframe().duration()).hasMinutes(5);
  }

  @Test
  void givesContextSymbolsTheirParts() {
    TrainingSpec spec = spec(Map.of("symbol", "AAPL,SPY,VIXY"));

    assertThat(spec.subject().contextSymbols()).hasToString("[SPY, VIXY]");
    assertThat(spec.inputs().features()).contains("beta_60", "vix_regime", "vrp");
  }

  static Stream<Arguments> faulty() {
    return Stream.of(
        Arguments.of("symbol", "", "symbol"),
        Arguments.of("symbol", "A B", "symbol"),
        Arguments.of("context_symbols", List.of(1), "context_symbols"),
        Arguments.of("timeframe", "2m", "timeframe"),
        Arguments.of("horizon", 0, "horizon"),
        Arguments.of("horizon", 1.5, "horizon"),
        Arguments.of("horizon", "1", "horizon"),
        Arguments.of("target_col", "volume", "target_col"),
        Arguments.of("target_transform", "sqrt", "target_transform"),
        Arguments.of("features", List.of("magic"), "features"),
        Arguments.of("features", List.of("ref(close,-1)/close"), "features"),
        Arguments.of("features", List.of("expressions"), "features"),
        Arguments.of("features", List.of("close*close"), "features"),
        Arguments.of("features", List.of("beta_60"), "features"),
        Arguments.of("features", List.of("market_context"), "features"),
        Arguments.of("features", "ibs", "features"),
        Arguments.of("p_value_threshold", 1.1, "p_value_threshold"),
        Arguments.of("algorithm", "oracle", "algorithm"),
        Arguments.of("hyperparameters", Map.of("alpha", -1), "hyperparameters.alpha"),
        Arguments.of("hyperparameters", Map.of("depth", 1), "hyperparameters.depth"),
        Arguments.of("hyperparameters", Map.of("alpha", "1"), "hyperparameters.alpha"),
        Arguments.of("grid", Map.of("alpha", 1), "grid.alpha"),
        Arguments.of("grid", Map.of("alpha", List.of(-1)), "grid.alpha"),
        Arguments.of("split", Map.of("scheme", "magic"), "split.scheme"),
        Arguments.of("split", Map.of("folds", 0), "split.folds"),
        Arguments.of("split", Map.of("purge", 0), "split.purge"),
        Arguments.of("split", Map.of("holdout", 0.6), "split.holdout"),
        Arguments.of("split", Map.of("holdout_from", "soon"), "split.holdout_from"),
        Arguments.of("split", Map.of("train_window", 5), "split.train_window"),
        Arguments.of("split", Map.of("scheme", "holdout", "holdout", 0), "split.holdout"),
        Arguments.of("split", Map.of("gap", 1), "split.gap"),
        Arguments.of("split", "walk_forward", "split"),
        Arguments.of("seed", 9007199254740993L, "seed"),
        Arguments.of("start", "yesterday", "start"),
        Arguments.of("sead", 1, "sead"));
  }

  @ParameterizedTest
  @MethodSource("faulty")
  void namesTheFieldAtFault(String field, Object value, String named) {
    assertThat(faults(request(Map.of(field, value))))
        .isNotEmpty()
        .allSatisfy(fault -> assertThat(fault.field()).isEqualTo(named));
  }

  @Test
  void namesEveryFieldAtFaultAtOnce() {
    Map<String, Object> members =
        request(Map.of("horizon", 0, "timeframe", "2m", "split", Map.of("folds", -1)));

    assertThat(faults(members).stream().map(FieldFault::field))
        .containsExactlyInAnyOrder("horizon", "timeframe", "split.folds");
  }

  @Test
  void refusesAGridThatNothingCouldChooseFromOrThatIsTooLarge() {
    Map<String, Object> blind =
        request(
            Map.of("grid", Map.of("alpha", List.of(1, 2)), "split", Map.of("scheme", "holdout")));
    List<Integer> many = Arrays.asList(new Integer[65]);
    for (int i = 0; i < 65; i++) {
      many.set(i, i);
    }

    assertThat(faults(blind)).extracting(FieldFault::field).containsExactly("grid");
    assertThat(faults(request(Map.of("grid", Map.of("alpha", many)))))
        .extracting(FieldFault::field)
        .containsExactly("grid");
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(Map.of("symbol", "A B"), "symbol"),
        Arguments.of(Map.of("context_symbols", List.of("no symbol")), "context_symbols"),
        Arguments.of(Map.of("algorithm", "oracle"), "algorithm"),
        Arguments.of(
            Map.of("features", List.of("ibs"), "feature_whitelist", List.of("obv")),
            "feature_whitelist"),
        Arguments.of(Map.of("features", List.of("beta_60")), "features"),
        Arguments.of(Map.of("split", Map.of("scheme", "random")), "split.scheme"),
        Arguments.of(Map.of("split", Map.of("window", "sliding")), "split.window"),
        Arguments.of(Map.of("split", Map.of("train_window", 100)), "split.train_window"),
        Arguments.of(
            Map.of("split", Map.of("scheme", "purged_kfold", "train_window", 100)),
            "split.train_window"),
        Arguments.of(
            Map.of("split", Map.of("scheme", "purged_kfold", "test_window", 10)),
            "split.test_window"),
        Arguments.of(
            Map.of("split", Map.of("scheme", "purged_kfold", "window", "rolling")), "split.window"),
        Arguments.of(Map.of("split", Map.of("scheme", "holdout", "holdout", 0)), "split.holdout"),
        Arguments.of(
            Map.of("split", Map.of("scheme", "holdout"), "grid", Map.of("alpha", List.of(1, 2))),
            "grid"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void namesTheFieldAtFaultAndNoOther(Map<String, Object> members, String field) {
    assertThat(faults(request(members)))
        .extracting(FieldFault::field)
        .isNotEmpty()
        .containsOnly(field);
  }

  @Test
  void keepsTheFeaturesThatTheWhitelistNamesToo() {
    TrainingSpec spec =
        spec(
            Map.of(
                "features", List.of("ibs", "obv", "returns"),
                "feature_whitelist", List.of("obv", "ibs", "rsi_14")));

    assertThat(spec.inputs().features()).containsExactly("ibs", "obv");
  }
}
