package io.plimsoll.learning.algorithm;

import static io.plimsoll.learning.algorithm.Hyperparameter.number;

import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.linear.SemidefiniteSystem;
import java.util.Arrays;
import java.util.List;

/**
 * Log odds as a weighted sum, by Newton's method on the penalised likelihood.
 *
 * <p>Minimises {@code sum log-loss + |w|^2/(2 C)}; the intercept is not penalised.
 */
record LogisticClassification(String name) implements Algorithm {
  private static final int MOST_STEPS = 100;
  private static final double SMALL_STEP = 1e-10;

  static List<LogisticClassification> all() {
    return List.of(new LogisticClassification("logistic_classification"));
  }

  @Override
  public Task task() {
    return Task.CLASSIFICATION;
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  @Override
  public List<Hyperparameter> hyperparameters() {
    return List.of(number("c", 1, 1e-6, 1e6));
  }

  @Override
  public FittedModel fit(TrainingRows rows, Hyperparameters values, Effort effort) {
    double penalty = 1 / values.get("c");
    int columns = rows.inputs().columns();
    double[] weights = new double[columns + 1];
    weights[columns] = startingOdds(rows.targets());
    double loss = loss(rows, weights, penalty);
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] move = move(rows, weights, penalty);
      double[] next = plus(weights, move, 1);
      double nextLoss = loss(rows, next, penalty);
      for (double share = 0.5; nextLoss > loss && share > SMALL_STEP; share /= 2) {
        next = plus(weights, move, share);
        nextLoss = loss(rows, next, penalty);
      }
      effort.rounds().onRound(step + 1, MOST_STEPS);
      if (!(loss - nextLoss > SMALL_STEP * Math.abs(loss))) {
        break;
      }
      weights = next;
      loss = nextLoss;
    }
    return new LinearModel(
        LinearModel.Link.LOGISTIC, weights[columns], Vec.of(Arrays.copyOf(weights, columns)));
  }

  private static double startingOdds(Vec labels) {
    double ones = 0;
    for (int i = 0; i < labels.size(); i++) {
      ones += labels.get(i);
    }
    if (ones == 0 || ones == labels.size()) {
      throw new TrainingException(
          "labels: all %d the same (expected: both classes in the training rows)"
              .formatted(labels.size()));
    }
    return StrictMath.log(ones / (labels.size() - ones));
  }

  private static double loss(TrainingRows rows, double[] weights, double penalty) {
    double[] sums = sums(rows.inputs(), weights);
    double loss = 0;
    for (int i = 0; i < sums.length; i++) {
      double signed = rows.targets().get(i) == 1 ? -sums[i] : sums[i];
      loss += Math.max(0, signed) + StrictMath.log1p(StrictMath.exp(-Math.abs(signed)));
    }
    for (int j = 0; j < weights.length - 1; j++) {
      loss += 0.5 * penalty * weights[j] * weights[j];
    }
    return loss;
  }

  /** Newton's step: the Hessian's inverse times the gradient, downhill. */
  private static double[] move(TrainingRows rows, double[] weights, double penalty) {
    int n = weights.length;
    double[] sums = sums(rows.inputs(), weights);
    double[] gradient = new double[n];
    double[][] hessian = new double[n][n];
    double[] row = new double[n];
    row[n - 1] = 1;
    for (int i = 0; i < sums.length; i++) {
      double p = 1 / (1 + StrictMath.exp(-sums[i]));
      double error = rows.targets().get(i) - p;
      double spread = Math.max(p * (1 - p), 1e-12);
      for (int j = 0; j < n - 1; j++) {
        row[j] = rows.inputs().get(i, j);
      }
      for (int j = 0; j < n; j++) {
        gradient[j] += error * row[j];
        double scaled = spread * row[j];
        for (int k = 0; k <= j; k++) {
          hessian[k][j] += scaled * row[k];
        }
      }
    }
    for (int j = 0; j < n - 1; j++) {
      gradient[j] -= penalty * weights[j];
      hessian[j][j] += penalty;
    }
    return SemidefiniteSystem.solve(
            Matrix.ofColumns(Arrays.stream(hessian).map(Vec::ofUnsafe).toList()),
            Vec.ofUnsafe(gradient),
            1e-12)
        .toArrayUnsafe();
  }

  private static double[] sums(Matrix inputs, double[] weights) {
    double[] sums = new double[inputs.rows()];
    Arrays.fill(sums, weights[weights.length - 1]);
    for (int j = 0; j < inputs.columns(); j++) {
      double[] column = inputs.column(j).toArrayUnsafe();
      for (int i = 0; i < sums.length; i++) {
        sums[i] += weights[j] * column[i];
      }
    }
    return sums;
  }

  private static double[] plus(double[] weights, double[] move, double share) {
    double[] next = weights.clone();
    for (int j = 0; j < next.length; j++) {
      next[j] += share * move[j];
    }
    return next;
  }
}
