package io.plimsoll.learning.algorithm;

import static io.plimsoll.learning.algorithm.Hyperparameter.number;

import io.plimsoll.kernel.array.Vec;
import java.util.List;

/**
 * A weighted sum fitted by least squares with a penalty on the weights, never on the intercept.
 *
 * <p>Minimises {@code sum (y - a - X w)^2 / (2 n) + alpha (l1_ratio |w|_1 + (1 - l1_ratio)/2
 * |w|_2^2)} for lasso and elastic net, with y divided by its standard deviation, and {@code sum (y
 * - a - X w)^2 + alpha |w|_2^2} for ridge.
 */
record LinearRegression(String name, Penalty penalty) implements Algorithm {
  private static final Hyperparameter TOLERANCE = number("tol", 1e-6, 1e-12, 1e-2);

  /** What is added to the squared errors. */
  enum Penalty {
    NONE,
    SQUARES,
    ABSOLUTES,
    BOTH
  }

  static List<LinearRegression> all() {
    return List.of(
        new LinearRegression("linear_regression", Penalty.NONE),
        new LinearRegression("ridge_regression", Penalty.SQUARES),
        new LinearRegression("lasso_regression", Penalty.ABSOLUTES),
        new LinearRegression("elasticnet_regression", Penalty.BOTH));
  }

  @Override
  public Task task() {
    return Task.REGRESSION;
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  @Override
  public List<Hyperparameter> hyperparameters() {
    return switch (penalty) {
      case NONE -> List.of();
      case SQUARES -> List.of(number("alpha", 1, 0, 1e9));
      case ABSOLUTES -> List.of(number("alpha", 0.01, 0, 1e6), TOLERANCE);
      case BOTH -> List.of(number("alpha", 0.01, 0, 1e6), number("l1_ratio", 0.5, 0, 1), TOLERANCE);
    };
  }

  @Override
  public FittedModel fit(TrainingRows rows, Hyperparameters values, Effort effort) {
    NormalEquations equations = NormalEquations.of(rows);
    double[] weights =
        switch (penalty) {
          case NONE -> equations.solve(0);
          case SQUARES -> equations.solve(values.get("alpha"));
          case ABSOLUTES -> equations.descend(values.get("alpha"), 1, values.get("tol"));
          case BOTH ->
              equations.descend(values.get("alpha"), values.get("l1_ratio"), values.get("tol"));
        };
    effort.rounds().onRound(1, 1);
    return new LinearModel(
        LinearModel.Link.IDENTITY, equations.intercept(weights), Vec.ofUnsafe(weights));
  }
}
