package io.plimsoll.trainingkernel.fit;

import io.plimsoll.learning.algorithm.Hyperparameters;
import io.plimsoll.trainingkernel.spec.TrainingSpec.Learner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The settings that a grid asks to be tried, in a fixed order. */
public final class GridPoints {
  private GridPoints() {}

  /** Every combination, the first axis by name changing slowest. */
  public static List<Hyperparameters> of(Learner learner) {
    List<Hyperparameters> points = List.of(learner.hyperparameters());
    for (Map.Entry<String, List<Double>> axis : learner.grid().entrySet()) {
      List<Hyperparameters> next = new ArrayList<>();
      for (Hyperparameters point : points) {
        for (double value : axis.getValue()) {
          next.add(point.with(Map.of(axis.getKey(), value)));
        }
      }
      points = next;
    }
    return points;
  }
}
