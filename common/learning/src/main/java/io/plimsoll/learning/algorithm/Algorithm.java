package io.plimsoll.learning.algorithm;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A way to learn; the closed set of those there are. */
public sealed interface Algorithm
    permits LinearRegression, LogisticClassification, GradientTrees, LightTrees {

  /** The name on the wire. */
  String name();

  /** What it learns. */
  Task task();

  /** Its settings with their defaults and ranges. */
  List<Hyperparameter> hyperparameters();

  /**
   * Whether it adds up weighted columns: such a model gets classes one-hot, and its importance is
   * the weight.
   */
  boolean isLinear();

  /**
   * Fits a model.
   *
   * <p>The bytes of the model depend on the arguments only, and not on {@code effort.threads()}.
   *
   * @param rows finite inputs and targets; for a classification the targets are 0 and 1
   * @throws TrainingException if the rows cannot be learned from
   */
  FittedModel fit(TrainingRows rows, Hyperparameters values, Effort effort);

  /** All algorithms, in the order in which they are listed. */
  static List<Algorithm> all() {
    return Stream.of(
            LinearRegression.all(),
            LogisticClassification.all(),
            GradientTrees.all(),
            LightTrees.all())
        .<Algorithm>flatMap(List::stream)
        .toList();
  }

  /** The algorithm of that name, if there is one. */
  static Optional<Algorithm> find(String name) {
    return all().stream().filter(algorithm -> algorithm.name().equals(name)).findFirst();
  }
}
