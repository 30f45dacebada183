package io.plimsoll.trainingkernel.split;

import io.plimsoll.kernel.array.IntVec;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.learning.algorithm.TrainingException;
import io.plimsoll.trainingkernel.spec.SplitSpec;
import io.plimsoll.trainingkernel.spec.SplitSpec.Scheme;
import io.plimsoll.trainingkernel.spec.SplitSpec.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Every row's part in a training.
 *
 * <p>With purge p, embargo e and horizon h: the target of row t lies at t + h. A training row t
 * before a test span that starts at s has t + p + e < s, and one after a test span that ends before
 * row u has t >= u + p + e, so that no training target and no test target share a bar. No training
 * or test row reaches into the holdout.
 *
 * @param folds the folds, in order
 * @param finalTrain the rows of the final fit
 * @param holdout the locked tail, empty where there is none
 */
public record RowPlan(List<Fold> folds, IntVec finalTrain, RowSpan holdout) {
  /** Fewer training rows than this are refused. */
  static final int FEWEST = 30;

  public RowPlan {
    folds = List.copyOf(folds);
  }

  /**
   * Divides rows.
   *
   * @param split the rules
   * @param horizon how many bars ahead the target lies
   * @param bars the primary bars, to the last one that may be used
   * @param first the first row whose features are known
   * @throws TrainingException if a span would be left with too few rows
   */
  public static RowPlan of(SplitSpec split, int horizon, Bars bars, int first) {
    return new Divider(split, horizon, bars.size(), first, holdoutFrom(split, bars)).divide();
  }

  /** The first row of the locked tail; the number of rows where there is none. */
  public static int holdoutFrom(SplitSpec split, Bars bars) {
    return split
        .holdout()
        .from()
        .map(from -> bars.indexFrom(from.toEpochMilli()))
        .orElseGet(() -> bars.size() - (int) Math.floor(bars.size() * split.holdout().share()));
  }

  private record Divider(SplitSpec split, int horizon, int rows, int first, int holdoutFrom) {

    RowPlan divide() {
      int to = Math.min(rows - horizon, holdoutFrom - (holdoutFrom < rows ? purge() : 0));
      int available = to - first;
      if (available < FEWEST) {
        throw new TrainingException(
            "rows: %d of %d bars before the holdout have all features and a target (expected: %d or"
                    .formatted(Math.max(0, available), rows, FEWEST)
                + " more). Maybe the history is too short for the features' windows");
      }
      List<Fold> folds =
          switch (split.scheme()) {
            case WALK_FORWARD -> walkForward(to);
            case PURGED_KFOLD -> purgedFolds(to);
            case HOLDOUT -> List.of();
          };
      int from = split.window() == Window.ROLLING ? Math.max(first, to - trainLength(to)) : first;
      return new RowPlan(folds, range(from, to), new RowSpan(Math.min(holdoutFrom, rows), rows));
    }

    private List<Fold> walkForward(int to) {
      int length = testLength(to);
      List<Fold> folds = new ArrayList<>();
      for (int k = 0; k < split.folds(); k++) {
        int testTo = to - (split.folds() - 1 - k) * length;
        int testFrom = testTo - length;
        int trainTo = testFrom - purge() - split.gap().embargo();
        int trainFrom =
            split.window() == Window.ROLLING ? Math.max(first, trainTo - trainLength(to)) : first;
        folds.add(fold(k, range(trainFrom, trainTo), testFrom, testTo));
      }
      return folds;
    }

    private List<Fold> purgedFolds(int to) {
      int gap = purge() + split.gap().embargo();
      List<Fold> folds = new ArrayList<>();
      for (int k = 0; k < split.folds(); k++) {
        int testFrom = first + (int) ((long) (to - first) * k / split.folds());
        int testTo = first + (int) ((long) (to - first) * (k + 1) / split.folds());
        IntVec train =
            IntVec.of(
                IntStream.concat(
                        IntStream.range(first, Math.max(first, testFrom - gap)),
                        IntStream.range(Math.min(to, testTo + gap), to))
                    .toArray());
        folds.add(fold(k, train, testFrom, testTo));
      }
      return folds;
    }

    private static Fold fold(int number, IntVec train, int testFrom, int testTo) {
      if (train.size() < FEWEST || testTo <= testFrom) {
        throw new TrainingException(
            ("fold %d: %d training rows and %d test rows (expected: %d and 1 or more). Maybe fewer"
                    + " folds, shorter windows or more history")
                .formatted(number, train.size(), Math.max(0, testTo - testFrom), FEWEST));
      }
      return new Fold(number, train, new RowSpan(testFrom, testTo));
    }

    private int testLength(int to) {
      return split.length().test().orElse((to - first) / (split.folds() + 1));
    }

    private int trainLength(int to) {
      return split
          .length()
          .train()
          .orElse(
              split.scheme() == Scheme.WALK_FORWARD
                  ? Math.max(FEWEST, to - first - split.folds() * testLength(to))
                  : to - first);
    }

    private int purge() {
      return split.gap().purge();
    }

    private static IntVec range(int from, int to) {
      return IntVec.of(IntStream.range(from, Math.max(from, to)).toArray());
    }
  }
}
