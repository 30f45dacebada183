package io.plimsoll.trainingkernel.fit;

import java.util.Optional;

/**
 * How far a training is.
 *
 * @param phase what is done now
 * @param fold the fold in work, from 0; equal to {@code folds} for the final fit
 * @param folds how many folds there are
 * @param round the boosting round done last, 0 before the first
 * @param rounds how many rounds this fit has
 * @param metric the newest score, once a fold is scored
 * @param fraction of the whole training, 0 to 1
 */
public record TrainingProgress(
    Phase phase,
    int fold,
    int folds,
    int round,
    int rounds,
    Optional<Metric> metric,
    double fraction) {

  /** What is done now. */
  public enum Phase {
    PREPROCESSING("preprocessing"),
    TRAINING("training");

    private final String text;

    Phase(String text) {
      this.text = text;
    }

    /** The phase's name on the wire, that of the state. */
    public String text() {
      return text;
    }
  }

  /**
   * A score.
   *
   * @param name which
   * @param value how much
   */
  public record Metric(String name, double value) {}

  /** Hears of progress, on the thread that trains. */
  @FunctionalInterface
  public interface Listener {
    /** Called at each step. */
    void onProgress(TrainingProgress progress);

    /** Hears nothing. */
    static Listener none() {
      return _ -> {};
    }
  }
}
