package io.plimsoll.trainingkernel.fit;

import io.plimsoll.learning.algorithm.Effort;
import io.plimsoll.learning.algorithm.Task;
import io.plimsoll.learning.bundle.Scores;
import io.plimsoll.trainingkernel.fit.TrainingProgress.Metric;
import io.plimsoll.trainingkernel.fit.TrainingProgress.Phase;
import io.plimsoll.trainingkernel.spec.TrainingSpec;
import java.util.Optional;

/** Counts fits and rounds and tells the listener. */
final class ProgressMeter implements Effort.RoundListener {
  private final TrainingProgress.Listener listener;
  private final int folds;
  private final int allFits;
  private final String measure;
  private int fitsBegun;
  private int fold;
  private Optional<Metric> metric = Optional.empty();

  ProgressMeter(TrainingSpec spec, TrainingProgress.Listener listener) {
    this.listener = listener;
    this.folds = spec.split().folds();
    this.allFits = folds * GridPoints.of(spec.learner()).size() + 1;
    this.measure = spec.learner().algorithm().task() == Task.REGRESSION ? "rmse" : "log_loss";
  }

  void preprocessing() {
    listener.onProgress(
        new TrainingProgress(Phase.PREPROCESSING, 0, folds, 0, 0, Optional.empty(), 0));
  }

  void fitting(int foldNumber) {
    fold = foldNumber;
    fitsBegun++;
    tell(0, 1);
  }

  void scored(Scores scores) {
    scores.find(measure).ifPresent(value -> metric = Optional.of(new Metric(measure, value)));
    tell(1, 1);
  }

  @Override
  public void onRound(int done, int all) {
    tell(done, all);
  }

  private void tell(int round, int rounds) {
    double fraction = (fitsBegun - 1 + (double) round / rounds) / allFits;
    listener.onProgress(
        new TrainingProgress(Phase.TRAINING, fold, folds, round, rounds, metric, fraction));
  }
}
