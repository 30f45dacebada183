package io.plimsoll.batchkernel.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import io.plimsoll.kernel.statistics.Trials;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CandidateChoiceTest {
  private static final Map<String, Object> CRITERIA =
      Map.of(
          "sqn", Map.of("min", 3, "max", 5),
          "weekly_consistency", Map.of("below", 0.5),
          "deflated_sharpe", Map.of("above", 0.95));

  @Test
  void theHighestSqnDoesNotWinOverOneThatMeetsEveryCriterion() {
    Map<String, Object> choice =
        CandidateChoice.of(
            Map.of(
                "criteria",
                CRITERIA,
                "candidates",
                List.of(candidate("a", 9.0, 0.9, 0.2), candidate("b", 3.0, 0.49, 0.96))));

    assertThat(choice.get("chosen")).asInstanceOf(MAP).containsEntry("simulation_id", "b");
    assertThat(choice.get("qualified")).isEqualTo(true);
    assertThat(choice.get("reasons")).isEqualTo(List.of());
  }

  @Test
  void boundsAreInclusiveOrExclusiveAsTheySay() {
    Map<String, Object> choice =
        CandidateChoice.of(
            Map.of("criteria", CRITERIA, "candidates", List.of(candidate("a", 5.0, 0.5, 0.95))));

    assertThat(choice.get("qualified")).isEqualTo(false);
    assertThat((List<?>) choice.get("reasons"))
        .hasSize(2)
        .anyMatch(reason -> reason.equals("weekly_consistency 0.5000 (expected: below 0.5)"))
        .anyMatch(reason -> reason.equals("deflated_sharpe 0.9500 (expected: above 0.95)"));
  }

  @Test
  void aStatisticThatIsNotThereIsAMiss() {
    Map<String, Object> choice =
        CandidateChoice.of(
            Map.of(
                "criteria",
                Map.of("deflated_sharpe", Map.of("above", 0.95)),
                "candidates",
                List.of(Map.of("simulation_id", "a", "stats", Map.of("sqn", 4.0)))));

    assertThat(choice.get("reasons"))
        .isEqualTo(List.of("deflated_sharpe not measured (expected: above 0.95)"));
  }

  @Test
  void promotesNothingThatTheHoldoutDoesNotBear() {
    Map<String, Object> choice =
        CandidateChoice.of(
            Map.of("criteria", CRITERIA, "candidates", List.of(candidate("b", 4.0, 0.4, 0.99))));

    Map<String, Object> judgement =
        HoldoutJudgement.of(
            Map.of(
                "choice",
                choice,
                "holdout",
                Map.of("simulation_id", "h", "stats", Map.of("sqn", -0.3)),
                "criteria",
                Map.of("sqn", Map.of("above", 0))));

    assertThat(judgement.get("promoted")).isEqualTo(false);
    assertThat(judgement.get("reasons"))
        .isEqualTo(List.of("holdout: sqn -0.3000 (expected: above 0)"));
  }

  private static Map<String, Object> candidate(
      String id, double sqn, double consistency, double deflated) {
    return Map.of(
        "simulation_id",
        id,
        "model_id",
        "m",
        "stats",
        Map.of("sqn", sqn, "weekly_consistency", consistency, "deflated_sharpe", deflated));
  }

  /** The worked example of the source: SR0 = 0.1132 and DSR = 0.9004. */
  @Test
  void deflatesTheSharpeRatioAsPublished() {
    DeflatedSharpe deflated = new DeflatedSharpe(new Trials(100, 0.5 / 250));
    Map<String, Object> statistics =
        Map.of(
            "sharpe_per_bar", 2.5 / Math.sqrt(250), "bars", 1250, "skew", -3.0, "kurtosis", 10.0);

    assertThat(deflated.threshold()).isCloseTo(0.1132, within(5e-5));
    assertThat(deflated.probability(statistics)).isCloseTo(0.9004, within(5e-5));
  }

  @Test
  void countsItsCandidatesAsTrials() {
    Map<String, Object> alone = sharpe(0.05);
    Map<String, Object> choice =
        CandidateChoice.of(
            Map.of("criteria", Map.of(), "candidates", List.of(sharpe(-0.05), sharpe(0), alone)));

    Map<String, Object> lonely =
        CandidateChoice.of(Map.of("criteria", Map.of(), "candidates", List.of(alone)));

    assertThat(choice.get("trials")).isEqualTo(3);
    assertThat(deflated(choice)).isLessThan(deflated(lonely));
  }

  @Test
  void takesTheStricterOfWhatWasToldAndWhatItSees() {
    Map<String, Object> told =
        Map.of(
            "stats",
            Map.of(
                "sqn",
                4,
                "sharpe_per_bar",
                0.1,
                "bars",
                10_000,
                "skew",
                0,
                "kurtosis",
                3,
                "deflated_sharpe",
                0.6));

    Map<String, Object> choice =
        CandidateChoice.of(Map.of("criteria", Map.of(), "candidates", List.of(told)));

    assertThat(deflated(choice)).isEqualTo(0.6);
  }

  private static double deflated(Map<String, Object> choice) {
    return JsonTree.number(
        JsonTree.object(JsonTree.object(choice, "chosen"), "figures"), "deflated_sharpe");
  }

  private static Map<String, Object> sharpe(double ratio) {
    return Map.of(
        "stats",
        Map.of("sqn", ratio, "sharpe_per_bar", ratio, "bars", 1000, "skew", 0, "kurtosis", 3));
  }
}
