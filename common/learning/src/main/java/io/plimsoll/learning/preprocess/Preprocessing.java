package io.plimsoll.learning.preprocess;

import io.plimsoll.kernel.array.IntVec;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.learning.algorithm.TrainingException;
import io.plimsoll.learning.feature.FeatureCatalogue;
import io.plimsoll.learning.feature.FeatureFrame;
import io.plimsoll.learning.preprocess.OutputColumn.Indicator;
import io.plimsoll.learning.preprocess.OutputColumn.Standardised;
import io.plimsoll.learning.preprocess.OutputColumn.Turbulence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Fits pre-processing to training rows, and to nothing else.
 *
 * <p>In this order: features without spread are dropped; missing values become the median of the
 * training rows; numbers are standardised, classes made indicators where the model is linear;
 * features whose adjusted p-value is above the threshold are dropped; features that repeat an
 * earlier one are dropped. All of it travels with the model, and nothing of it is fitted again.
 *
 * @param pValueThreshold the largest adjusted p-value that stays; 1 keeps all
 * @param indicators whether classes become indicators
 */
public record Preprocessing(double pValueThreshold, boolean indicators) {
  /** Medians and correlations between columns rest on at most so many evenly spaced rows. */
  private static final int SAMPLE = 10_001;

  private static final double REPEATS = 0.999;

  /**
   * Fits to the chosen rows.
   *
   * @param frame all rows of the features
   * @param rows the training rows, ascending
   * @param targets one per row of the frame, finite on the training rows
   * @throws TrainingException if no feature has any spread on the training rows
   */
  public FittedPreprocessing fit(FeatureFrame frame, IntVec rows, Vec targets) {
    double[] target = standardised(pick(targets, rows));
    List<OutputColumn> columns = new ArrayList<>();
    List<Vec> values = new ArrayList<>();
    for (int j = 0; j < frame.names().size(); j++) {
      Vec training = pick(frame.values().column(j), rows);
      Vec second = frame.companions().get(frame.names().get(j));
      Vec companion = second == null ? unknown(rows.size()) : pick(second, rows);
      List<OutputColumn> made =
          second == null
              ? candidates(frame.names().get(j), j, training)
              : turbulence(frame.names().get(j), j, training, companion);
      for (OutputColumn column : made) {
        columns.add(column);
        values.add(made(column, training, companion));
      }
    }
    if (columns.isEmpty()) {
      throw new TrainingException(
          "features: none of %d has any spread on %d training rows (expected: at least one)"
              .formatted(frame.names().size(), rows.size()));
    }
    double[] adjusted = adjusted(values, target);
    List<Integer> kept = withoutRepeats(significant(adjusted), values);
    return new FittedPreprocessing(
        frame.names(),
        kept.stream().map(columns::get).toList(),
        Vec.of(kept.stream().mapToDouble(j -> adjusted[j]).toArray()));
  }

  private List<OutputColumn> candidates(String name, int source, Vec training) {
    double[] present =
        Arrays.stream(training.toArrayUnsafe()).filter(value -> !Double.isNaN(value)).toArray();
    if (present.length == 0 || isConstant(present)) {
      return List.of();
    }
    boolean isCategorical =
        FeatureCatalogue.find(name).map(one -> one.nature().categorical()).orElse(false);
    if (isCategorical && indicators) {
      return Arrays.stream(present)
          .distinct()
          .sorted()
          .skip(1)
          .mapToObj(category ->
              new OutputColumn(
                  "%s=%d".formatted(name, Math.round(category)), source, new Indicator(category)))
          .toList();
    }
    return numbers(training.toArrayUnsafe(), median(present))
        .map(numbers -> new OutputColumn(name, source, numbers))
        .stream()
        .toList();
  }

  /** The states of a fitted feature, told apart on the training rows alone. */
  private static List<OutputColumn> turbulence(
      String name, int source, Vec training, Vec companion) {
    Optional<GaussianMixture> mixture =
        GaussianMixture.fit(training.toArrayUnsafe(), companion.toArrayUnsafe());
    if (mixture.isEmpty()) {
      return List.of();
    }
    double[] probabilities = new double[training.size()];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = mixture.get().turbulence(training.get(i), companion.get(i));
    }
    double[] present = Arrays.stream(probabilities).filter(value -> !Double.isNaN(value)).toArray();
    return numbers(probabilities, median(present))
        .map(numbers -> new OutputColumn(name, source, new Turbulence(mixture.get(), numbers)))
        .stream()
        .toList();
  }

  /** How numbers are standardised; nothing for numbers without spread. */
  private static Optional<Standardised> numbers(double[] values, double fill) {
    double[] filled = values.clone();
    for (int i = 0; i < filled.length; i++) {
      filled[i] = Double.isNaN(filled[i]) ? fill : filled[i];
    }
    double mean = mean(filled);
    double deviation = deviation(filled, mean);
    return deviation > 0 ? Optional.of(new Standardised(fill, mean, deviation)) : Optional.empty();
  }

  private double[] adjusted(List<Vec> values, double[] target) {
    if (pValueThreshold >= 1) {
      double[] all = new double[values.size()];
      Arrays.fill(all, 1);
      return all;
    }
    Vec pValues =
        Vec.of(
            values.stream()
                .mapToDouble(column -> {
                  double[] standard = standardised(column);
                  return Significance.pValue(correlation(standard, target), target.length);
                })
                .toArray());
    return Significance.adjusted(pValues).toArray();
  }

  /** The columns within the threshold, or the likeliest alone where none is. */
  private List<Integer> significant(double[] adjusted) {
    List<Integer> within =
        IntStream.range(0, adjusted.length)
            .filter(j -> adjusted[j] <= pValueThreshold)
            .boxed()
            .toList();
    if (!within.isEmpty()) {
      return within;
    }
    int best = 0;
    for (int j = 1; j < adjusted.length; j++) {
      best = adjusted[j] < adjusted[best] ? j : best;
    }
    return List.of(best);
  }

  private static List<Integer> withoutRepeats(List<Integer> candidates, List<Vec> values) {
    List<Integer> kept = new ArrayList<>();
    List<double[]> samples = new ArrayList<>();
    for (int j : candidates) {
      double[] sample = standardised(Vec.ofUnsafe(sample(values.get(j).toArrayUnsafe())));
      if (samples.stream().noneMatch(other -> Math.abs(correlation(sample, other)) > REPEATS)) {
        kept.add(j);
        samples.add(sample);
      }
    }
    return kept;
  }

  private static Vec unknown(int rows) {
    double[] values = new double[rows];
    Arrays.fill(values, Double.NaN);
    return Vec.ofUnsafe(values);
  }

  private static Vec made(OutputColumn column, Vec training, Vec companion) {
    double[] values = training.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = column.making().of(values[i], companion.get(i));
    }
    return Vec.ofUnsafe(values);
  }

  private static Vec pick(Vec column, IntVec rows) {
    double[] values = new double[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.get(rows.get(i));
    }
    return Vec.ofUnsafe(values);
  }

  private static double[] sample(double[] values) {
    if (values.length <= SAMPLE) {
      return values;
    }
    double[] sample = new double[SAMPLE];
    for (int i = 0; i < SAMPLE; i++) {
      sample[i] = values[(int) ((long) i * (values.length - 1) / (SAMPLE - 1))];
    }
    return sample;
  }

  private static double median(double[] present) {
    double[] sorted = sample(present).clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : 0.5 * (sorted[middle - 1] + sorted[middle]);
  }

  private static boolean isConstant(double[] values) {
    for (double value : values) {
      if (value != values[0]) {
        return false;
      }
    }
    return true;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value - values[0];
    }
    return values[0] + sum / values.length;
  }

  private static double deviation(double[] values, double mean) {
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / values.length);
  }

  private static double[] standardised(Vec values) {
    double[] result = values.toArray();
    double mean = mean(result);
    double deviation = deviation(result, mean);
    for (int i = 0; i < result.length; i++) {
      result[i] = (result[i] - mean) / deviation;
    }
    return result;
  }

  private static double correlation(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum / a.length;
  }
}
