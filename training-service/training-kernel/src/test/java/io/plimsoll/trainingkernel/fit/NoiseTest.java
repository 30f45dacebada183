package io.plimsoll.trainingkernel.fit;

import static io.plimsoll.trainingkernel.Specs.context;
import static io.plimsoll.trainingkernel.Specs.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.learning.feature.MarketData;
import io.plimsoll.trainingkernel.Markets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where there is nothing to find, choosing among models finds nothing on the holdout either. */
class NoiseTest {
  private static final int SEEDS = 50;
  private static final int BARS = 700;

  /** Two-sided: a fair coin leaves it once in a thousand tries. */
  private static final double BAND_OF_999_IN_1000 = 3.2905;

  private static final List<Map<String, Object>> CANDIDATES =
      List.of(
          Map.of("algorithm", "ridge_regression", "grid", Map.of("alpha", List.of(0.1, 10, 1000))),
          Map.of("algorithm", "elasticnet_regression"),
          Map.of(
              "algorithm",
              "lightgbm_regressor",
              "hyperparameters",
              Map.of("n_estimators", 15, "num_leaves", 7)));

  @Test
  void theChosenModelsHitTheHoldoutAsACoinDoes() {
    long hits = 0;
    long calls = 0;

    for (int seed = 0; seed < SEEDS; seed++) {
      MarketData data = Markets.noise(1000 + seed, BARS);
      TrainedModel chosen = chosen(data);
      Tally tally = holdout(chosen, data);
      hits += tally.hits();
      calls += tally.calls();
    }

    assertThat(calls).isGreaterThan(SEEDS * 80L);
    double reach = BAND_OF_999_IN_1000 * Math.sqrt(0.25 * calls);
    assertThat((double) hits).isBetween(0.5 * calls - reach, 0.5 * calls + reach);
  }

  private record Tally(long hits, long calls) {}

  /** The least error out of fold wins, as it does in a research pipeline. */
  private static TrainedModel chosen(MarketData data) {
    Stream<TrainedModel> models =
        CANDIDATES.stream()
            .map(members ->
                TrainingRun.fit(
                    spec(withFewFolds(members)),
                    data,
                    context(1),
                    TrainingProgress.Listener.none()));
    return models
        .min(Comparator.comparing(model -> model.metrics().outOfFold().find("mse").orElseThrow()))
        .orElseThrow();
  }

  private static Map<String, Object> withFewFolds(Map<String, Object> members) {
    Map<String, Object> all = new HashMap<>(members);
    all.put("split", Map.of("folds", 2));
    all.put("features", List.of("returns", "ibs", "volume_change", "rsi_14", "time"));
    return all;
  }

  /** Signals of exactly 0 and rows without a move are left out. */
  private static Tally holdout(TrainedModel model, MarketData data) {
    Vec signals = model.bundle().predictFinal(data);
    Bars bars = data.primaryBars().adjusted();
    int from = bars.indexFrom(model.spans().holdout().orElseThrow().from().toEpochMilli());
    long hits = 0;
    long calls = 0;
    for (int t = from; t < bars.size() - 1; t++) {
      double move = bars.close().get(t + 1) - bars.close().get(t);
      double product = Math.signum(signals.get(t)) * Math.signum(move);
      calls += product == 1 || product == -1 ? 1 : 0;
      hits += product == 1 ? 1 : 0;
    }
    return new Tally(hits, calls);
  }
}
