package io.plimsoll.trainingkernel.split;

import static io.plimsoll.trainingkernel.Specs.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.kernel.array.IntVec;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.random.SeededStream;
import io.plimsoll.learning.algorithm.TrainingException;
import io.plimsoll.trainingkernel.Markets;
import io.plimsoll.trainingkernel.spec.TrainingSpec;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowPlanTest {
  private static final Bars BARS = Markets.noise(1, 2_000).primaryBars();

  private static RowPlan plan(int horizon, Map<String, Object> split, int rows, int first) {
    TrainingSpec spec = spec(Map.of("horizon", horizon, "split", split));
    return RowPlan.of(spec.split(), horizon, BARS.slice(0, rows), first);
  }

  @Test
  void walksForwardInEqualSteps() {
    RowPlan plan = plan(1, Map.of(), 1_000, 40);

    // 850 rows lie before the holdout; 849 less 40 are shared out: six parts of 134.
    assertThat(plan.holdout()).isEqualTo(new RowSpan(850, 1_000));
    assertThat(plan.folds().stream().map(Fold::test))
        .containsExactly(
            new RowSpan(179, 313),
            new RowSpan(313, 447),
            new RowSpan(447, 581),
            new RowSpan(581, 715),
            new RowSpan(715, 849));
    assertThat(plan.folds().getFirst().train().get(0)).isEqualTo(40);
    assertThat(plan.folds().getFirst().train().size()).isEqualTo(138);
    assertThat(plan.finalTrain().size()).isEqualTo(809);
  }

  @Test
  void rollsAWindowOfOneLength() {
    RowPlan plan =
        plan(1, Map.of("window", "rolling", "train_window", 100, "test_window", 50), 1_000, 0);

    assertThat(plan.folds())
        .allSatisfy(fold -> {
          assertThat(fold.train().size()).isEqualTo(100);
          assertThat(fold.test().size()).isEqualTo(50);
        });
    assertThat(plan.finalTrain().size()).isEqualTo(100);
    assertThat(plan.finalTrain().get(99)).isEqualTo(848);
  }

  @Test
  void hasNoFoldsWhereOnlyTheHoldoutCounts() {
    RowPlan plan = plan(2, Map.of("scheme", "holdout"), 500, 10);

    assertThat(plan.folds()).isEmpty();
    assertThat(plan.finalTrain().get(plan.finalTrain().size() - 1)).isEqualTo(422);
    assertThat(plan.holdout()).isEqualTo(new RowSpan(425, 500));
  }

  @Test
  void takesOverTheHoldoutsStart() {
    String from = Instant.ofEpochMilli(BARS.openTime(600)).toString();

    RowPlan plan = plan(1, Map.of("holdout_from", from), 1_000, 0);

    assertThat(plan.holdout()).isEqualTo(new RowSpan(600, 1_000));
  }

  @Test
  void keepsEveryTargetOutOfEveryOtherSpan() {
    SeededStream random = SeededStream.of(3);
    for (int trial = 0; trial < 300; trial++) {
      int horizon = 1 + random.nextInt(5);
      int embargo = random.nextInt(4);
      Map<String, Object> split = new HashMap<>();
      split.put("scheme", List.of("walk_forward", "purged_kfold").get(random.nextInt(2)));
      split.put("folds", 2 + random.nextInt(5));
      split.put("purge", horizon + random.nextInt(4));
      split.put("embargo", embargo);
      int rows = 500 + random.nextInt(1_500);

      RowPlan plan = plan(horizon, split, rows, random.nextInt(50));

      for (Fold fold : plan.folds()) {
        assertApart(fold.train(), fold.test(), horizon, embargo);
        assertThat(fold.test().to() - 1 + horizon).isLessThan(plan.holdout().from());
        assertThat(last(fold.train()) + horizon).isLessThan(plan.holdout().from());
      }
      assertThat(last(plan.finalTrain()) + horizon).isLessThan(plan.holdout().from());
      for (int k = 1; k < plan.folds().size(); k++) {
        assertThat(plan.folds().get(k).test().from())
            .isEqualTo(plan.folds().get(k - 1).test().to());
      }
    }
  }

  private static int last(IntVec rows) {
    return rows.get(rows.size() - 1);
  }

  /** No bar between a row and its target is shared by a training and a test row. */
  private static void assertApart(IntVec train, RowSpan test, int horizon, int embargo) {
    for (int i = 0; i < train.size(); i++) {
      int row = train.get(i);
      boolean isBefore = row + horizon + embargo < test.from();
      boolean isAfter = row >= test.to() - 1 + horizon + embargo + 1;
      assertThat(isBefore || isAfter).as("row %d beside %s", row, test).isTrue();
    }
  }

  @Test
  void saysWhenTooFewRowsAreLeft() {
    assertThatThrownBy(() -> plan(1, Map.of("folds", 40), 200, 0))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("fold 0");
    assertThatThrownBy(() -> plan(1, Map.of(), 100, 80)).isInstanceOf(TrainingException.class);
  }
}
