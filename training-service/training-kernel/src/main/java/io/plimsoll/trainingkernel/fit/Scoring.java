package io.plimsoll.trainingkernel.fit;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.learning.algorithm.Task;
import io.plimsoll.learning.bundle.Scores;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores predictions against what came.
 *
 * <p>Regression: {@code mse mae rmse r2} in units of the target, {@code rmse_price} in dollars,
 * {@code information_coefficient} (rank correlation of signal and realised log return), {@code
 * directional_hit_rate} (share of rows whose signal has the sign of the realised return, of those
 * where neither is 0). Classification: {@code accuracy precision recall f1} at probability 0.5,
 * {@code auc}, {@code log_loss}, and the four counts of the confusion. A score without meaning on
 * the rows (one row, one class, no spread) is absent.
 */
final class Scoring {
  private static final double SURE = 1e-15;

  private Scoring() {}

  /**
   * What was predicted and what came, row by row.
   *
   * @param predictions in units of the target, or probabilities
   * @param targets the target's values, or 0 and 1
   * @param signals the predictions as log returns from the close
   * @param outcomes the realised log returns from the close
   * @param closes the closes at the rows, dollars
   */
  record Outcome(Vec predictions, Vec targets, Vec signals, Vec outcomes, Vec closes) {}

  static Scores of(Task task, Outcome rows) {
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("rows", (double) rows.targets().size());
    if (rows.targets().size() > 0) {
      switch (task) {
        case REGRESSION -> regression(rows, scores);
        case CLASSIFICATION -> classification(rows, scores);
      }
    }
    return Scores.ofFinite(scores);
  }

  /** The loss that choices minimise: mean squared error, or log-loss. */
  static double loss(Task task, Vec predictions, Vec targets) {
    double sum = 0;
    for (int i = 0; i < targets.size(); i++) {
      double target = targets.get(i);
      sum +=
          switch (task) {
            case REGRESSION -> (predictions.get(i) - target) * (predictions.get(i) - target);
            case CLASSIFICATION -> {
              double p = Math.clamp(predictions.get(i), SURE, 1 - SURE);
              yield -StrictMath.log(target == 1 ? p : 1 - p);
            }
          };
    }
    return sum / targets.size();
  }

  private static void regression(Outcome rows, Map<String, Double> scores) {
    int n = rows.targets().size();
    double mse = loss(Task.REGRESSION, rows.predictions(), rows.targets());
    double absolute = 0;
    double dollars = 0;
    for (int i = 0; i < n; i++) {
      absolute += Math.abs(rows.predictions().get(i) - rows.targets().get(i));
      double close = rows.closes().get(i);
      double miss =
          close * (StrictMath.exp(rows.signals().get(i)) - StrictMath.exp(rows.outcomes().get(i)));
      dollars += miss * miss;
    }
    scores.put("mse", mse);
    scores.put("mae", absolute / n);
    scores.put("rmse", Math.sqrt(mse));
    scores.put("r2", 1 - mse / variance(rows.targets()));
    scores.put("rmse_price", Math.sqrt(dollars / n));
    scores.put(
        "information_coefficient", correlation(ranks(rows.signals()), ranks(rows.outcomes())));
    scores.put("directional_hit_rate", hitRate(rows.signals(), rows.outcomes()));
  }

  private static void classification(Outcome rows, Map<String, Double> scores) {
    int[] confusion = new int[4];
    for (int i = 0; i < rows.targets().size(); i++) {
      int said = rows.predictions().get(i) > 0.5 ? 1 : 0;
      int was = rows.targets().get(i) == 1 ? 1 : 0;
      confusion[2 * said + was]++;
    }
    double truePositives = confusion[3];
    double falsePositives = confusion[2];
    double falseNegatives = confusion[1];
    double trueNegatives = confusion[0];
    scores.put("accuracy", (truePositives + trueNegatives) / rows.targets().size());
    scores.put("precision", truePositives / (truePositives + falsePositives));
    scores.put("recall", truePositives / (truePositives + falseNegatives));
    scores.put("f1", 2 * truePositives / (2 * truePositives + falsePositives + falseNegatives));
    scores.put("auc", areaUnderCurve(rows.predictions(), rows.targets()));
    scores.put("log_loss", loss(Task.CLASSIFICATION, rows.predictions(), rows.targets()));
    scores.put("true_positives", truePositives);
    scores.put("false_positives", falsePositives);
    scores.put("true_negatives", trueNegatives);
    scores.put("false_negatives", falseNegatives);
  }

  private static double hitRate(Vec signals, Vec outcomes) {
    int hits = 0;
    int calls = 0;
    for (int i = 0; i < signals.size(); i++) {
      double product = Math.signum(signals.get(i)) * Math.signum(outcomes.get(i));
      calls += product != 0 ? 1 : 0;
      hits += product > 0 ? 1 : 0;
    }
    return (double) hits / calls;
  }

  /** The probability that a row of class 1 is ranked above one of class 0. */
  private static double areaUnderCurve(Vec predictions, Vec labels) {
    Vec ranks = ranks(predictions);
    double rankSum = 0;
    double ones = 0;
    for (int i = 0; i < labels.size(); i++) {
      rankSum += labels.get(i) == 1 ? ranks.get(i) : 0;
      ones += labels.get(i) == 1 ? 1 : 0;
    }
    double zeros = labels.size() - ones;
    return (rankSum - ones * (ones + 1) / 2) / (ones * zeros);
  }

  /** Ranks from 1; equal values share the mean of theirs. */
  private static Vec ranks(Vec values) {
    int n = values.size();
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(values::get));
    double[] ranks = new double[n];
    int from = 0;
    while (from < n) {
      int to = from + 1;
      while (to < n && values.get(order[to]) == values.get(order[from])) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = 0.5 * (from + 1 + to);
      }
      from = to;
    }
    return Vec.ofUnsafe(ranks);
  }

  private static double mean(Vec values) {
    double sum = 0;
    for (int i = 0; i < values.size(); i++) {
      sum += values.get(i);
    }
    return sum / values.size();
  }

  private static double variance(Vec values) {
    double mean = mean(values);
    double sum = 0;
    for (int i = 0; i < values.size(); i++) {
      sum += (values.get(i) - mean) * (values.get(i) - mean);
    }
    return sum / values.size();
  }

  private static double correlation(Vec a, Vec b) {
    double meanA = mean(a);
    double meanB = mean(b);
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      sum += (a.get(i) - meanA) * (b.get(i) - meanB);
    }
    return sum / a.size() / Math.sqrt(variance(a) * variance(b));
  }
}
