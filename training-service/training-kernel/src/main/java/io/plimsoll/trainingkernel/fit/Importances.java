package io.plimsoll.trainingkernel.fit;

import io.plimsoll.kernel.array.IntVec;
import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.random.SeededStream;
import io.plimsoll.learning.bundle.FeatureImportance;
import io.plimsoll.learning.bundle.Fit;
import io.plimsoll.trainingkernel.split.Fold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * How much each feature counts: by permutation on the folds' test rows, and inside the final fit.
 *
 * <p>Permutation: the loss (mean squared error or log-loss) with one feature's values shuffled
 * among the test rows, less the loss as it is, as a share of the latter; {@value #REPEATS} seeded
 * repeats on at most {@value #MOST_ROWS} evenly spaced rows of each fold. A feature that a fold's
 * model does not use has 0 there. The holdout plays no part.
 *
 * <p>TreeSHAP, for models of trees: the mean absolute Shapley value on test rows of each fold, at
 * most {@value #MOST_EXPLAINED} evenly spaced ones, and fewer where the trees take more than a
 * mebibyte, but never below {@value #FEWEST_EXPLAINED}.
 */
final class Importances {
  private static final int REPEATS = 5;
  private static final int MOST_ROWS = 5_000;
  private static final int MOST_EXPLAINED = 500;
  private static final int FEWEST_EXPLAINED = 20;
  private static final long MEBIBYTE = 1L << 20;

  private final Examples examples;
  private final Shuffles shuffles;

  Importances(Examples examples, long seed) {
    this(examples, seeded(seed));
  }

  Importances(Examples examples, Shuffles shuffles) {
    this.examples = examples;
    this.shuffles = shuffles;
  }

  /** In which order the values of a feature are put. */
  @FunctionalInterface
  interface Shuffles {
    /** The order of one repeat. */
    IntVec order(int fold, String feature, int repeat, int rows);
  }

  private static Shuffles seeded(long seed) {
    SeededStream random = SeededStream.of(seed).stream("permutation");
    return (fold, feature, repeat, rows) ->
        random.stream(fold).stream(feature).stream(repeat).permutation(rows);
  }

  List<FeatureImportance> of(List<Fold> folds, List<Fit> fits, Fit last) {
    List<FeatureImportance> byFold = new ArrayList<>();
    Map<String, List<Double>> all = new LinkedHashMap<>();
    for (int k = 0; k < fits.size(); k++) {
      for (Map.Entry<String, double[]> one : permuted(folds.get(k), fits.get(k)).entrySet()) {
        byFold.add(importance(one.getKey(), one.getValue(), "permutation", OptionalInt.of(k)));
        List<Double> gathered = all.computeIfAbsent(one.getKey(), _ -> new ArrayList<>());
        Arrays.stream(one.getValue()).forEach(gathered::add);
      }
    }
    List<FeatureImportance> overall = new ArrayList<>();
    all.forEach((feature, values) -> {
      double[] array = values.stream().mapToDouble(Double::doubleValue).toArray();
      overall.add(importance(feature, array, "permutation", OptionalInt.empty()));
    });
    Map<String, Double> inside = inside(last);
    List<FeatureImportance> ranked = new ArrayList<>();
    inside.forEach((feature, weight) ->
        ranked.add(
            importance(
                feature,
                new double[] {weight},
                last.model().importanceMethod(),
                OptionalInt.empty())));
    Comparator<FeatureImportance> greatestFirst =
        Comparator.comparingDouble(FeatureImportance::mean)
            .reversed()
            .thenComparing(FeatureImportance::feature);
    overall.sort(greatestFirst);
    ranked.sort(greatestFirst);
    List<FeatureImportance> result = new ArrayList<>(overall);
    result.addAll(ranked);
    result.addAll(byFold);
    result.addAll(explained(folds, fits, greatestFirst));
    return result;
  }

  private List<FeatureImportance> explained(
      List<Fold> folds, List<Fit> fits, Comparator<FeatureImportance> greatestFirst) {
    List<FeatureImportance> byFold = new ArrayList<>();
    Map<String, List<Double>> all = new LinkedHashMap<>();
    for (int k = 0; k < fits.size(); k++) {
      for (Map.Entry<String, Double> one : shapley(folds.get(k), fits.get(k)).entrySet()) {
        double[] alone = {one.getValue()};
        byFold.add(importance(one.getKey(), alone, "tree_shap", OptionalInt.of(k)));
        all.computeIfAbsent(one.getKey(), _ -> new ArrayList<>()).add(one.getValue());
      }
    }
    List<FeatureImportance> overall = new ArrayList<>();
    all.forEach((feature, values) -> {
      double[] array = values.stream().mapToDouble(Double::doubleValue).toArray();
      overall.add(importance(feature, array, "tree_shap", OptionalInt.empty()));
    });
    overall.sort(greatestFirst);
    overall.addAll(byFold);
    return overall;
  }

  /** The mean absolute Shapley value of each feature; empty for a model that is not of trees. */
  private Map<String, Double> shapley(Fold fold, Fit fit) {
    long affordable = MOST_EXPLAINED * MEBIBYTE / Math.max(MEBIBYTE, fit.model().toBytes().length);
    IntVec rows = spaced(fold.test().rows(), (int) Math.max(FEWEST_EXPLAINED, affordable));
    Optional<Matrix> contributions =
        fit.model().contributions(fit.preprocessing().apply(examples.frame(), rows));
    if (contributions.isEmpty()) {
      return Map.of();
    }
    Map<String, Double> means = new LinkedHashMap<>();
    examples.plan().features().forEach(feature -> means.put(feature, 0.0));
    List<String> sources = fit.preprocessing().sources();
    for (int j = 0; j < sources.size(); j++) {
      double sum = 0;
      for (int i = 0; i < rows.size(); i++) {
        sum += Math.abs(contributions.get().get(i, j));
      }
      means.merge(sources.get(j), sum / rows.size(), Double::sum);
    }
    return means;
  }

  private Map<String, double[]> permuted(Fold fold, Fit fit) {
    IntVec rows = spaced(fold.test().rows(), MOST_ROWS);
    Matrix inputs = fit.preprocessing().apply(examples.frame(), rows);
    Vec targets = examples.targets(rows);
    double loss = Scoring.loss(examples.task(), fit.model().predict(inputs), targets);
    Map<String, Double> used = inside(fit);
    Map<String, double[]> increases = new LinkedHashMap<>();
    Batch batch = new Batch(inputs, targets, loss, fit);
    for (String feature : examples.plan().features()) {
      double[] values = new double[REPEATS];
      increases.put(feature, values);
      if (used.getOrDefault(feature, 0.0) != 0 && loss > 0) {
        for (int r = 0; r < REPEATS; r++) {
          IntVec order = shuffles.order(fold.number(), feature, r, inputs.rows());
          batch.add(feature, order, values, r);
        }
      }
    }
    batch.predict();
    return increases;
  }

  /** Shuffled inputs one below the other, so that a library is called once for many of them. */
  private final class Batch {
    private static final int MOST = 100_000;

    private final Matrix inputs;
    private final Vec targets;
    private final double loss;
    private final Fit fit;
    private final List<Shuffle> shuffles = new ArrayList<>();

    Batch(Matrix inputs, Vec targets, double loss, Fit fit) {
      this.inputs = inputs;
      this.targets = targets;
      this.loss = loss;
      this.fit = fit;
    }

    /** One shuffle of one feature, and where its increase of the loss goes. */
    private record Shuffle(String feature, IntVec order, Consumer<Double> increase) {}

    void add(String feature, IntVec order, double[] increases, int repeat) {
      shuffles.add(new Shuffle(feature, order, increase -> increases[repeat] = increase));
      if ((long) shuffles.size() * inputs.rows() >= MOST) {
        predict();
      }
    }

    void predict() {
      if (shuffles.isEmpty()) {
        return;
      }
      Vec predictions = fit.model().predict(stacked());
      for (int i = 0; i < shuffles.size(); i++) {
        Vec own = predictions.slice(i * inputs.rows(), (i + 1) * inputs.rows());
        double shuffled = Scoring.loss(examples.task(), own, targets);
        shuffles.get(i).increase().accept(shuffled / loss - 1);
      }
      shuffles.clear();
    }

    private Matrix stacked() {
      int rows = inputs.rows();
      List<String> sources = fit.preprocessing().sources();
      List<Vec> columns = new ArrayList<>();
      for (int j = 0; j < inputs.columns(); j++) {
        double[] column = inputs.column(j).toArrayUnsafe();
        double[] values = new double[rows * shuffles.size()];
        for (int i = 0; i < shuffles.size(); i++) {
          Shuffle shuffle = shuffles.get(i);
          if (sources.get(j).equals(shuffle.feature())) {
            for (int t = 0; t < rows; t++) {
              values[i * rows + t] = column[shuffle.order().get(t)];
            }
          } else {
            System.arraycopy(column, 0, values, i * rows, rows);
          }
        }
        columns.add(Vec.ofUnsafe(values));
      }
      return Matrix.ofColumns(columns);
    }
  }

  /** The weight of each feature inside a fit; that of a class is added to its feature. */
  private Map<String, Double> inside(Fit fit) {
    Map<String, Double> weights = new LinkedHashMap<>();
    examples.plan().features().forEach(feature -> weights.put(feature, 0.0));
    Vec importance = fit.model().importance();
    List<String> sources = fit.preprocessing().sources();
    for (int j = 0; j < sources.size(); j++) {
      weights.merge(sources.get(j), importance.get(j), Double::sum);
    }
    return weights;
  }

  private static IntVec spaced(IntVec rows, int most) {
    if (rows.size() <= most) {
      return rows;
    }
    int[] chosen = new int[most];
    for (int i = 0; i < most; i++) {
      chosen[i] = rows.get((int) ((long) i * (rows.size() - 1) / (most - 1)));
    }
    return IntVec.ofUnsafe(chosen);
  }

  private static FeatureImportance importance(
      String feature, double[] values, String method, OptionalInt fold) {
    double mean = Arrays.stream(values).average().orElse(0);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double std = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0;
    return new FeatureImportance(feature, mean + 0.0, std, method, fold);
  }
}
