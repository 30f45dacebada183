package io.plimsoll.learning.bundle;

import io.plimsoll.kernel.array.IntVec;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.identity.Fingerprint;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.learning.algorithm.Hyperparameters;
import io.plimsoll.learning.bundle.Spans.FoldSpan;
import io.plimsoll.learning.feature.FeatureFrame;
import io.plimsoll.learning.feature.MarketData;
import io.plimsoll.learning.json.JsonObject;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trained model with all that serving needs: the fit of every fold and the final one, what they
 * were made of and how they scored. Written to bytes that depend on its contents only.
 *
 * <p>Predictions are SIGNALS: the predicted log return of the target over the horizon from the
 * close known at the row, or for a classifier the probability of a rise less one half; NaN is no
 * prediction.
 */
public final class ModelBundle {
  private final Map<String, @Nullable Object> configuration;
  private final ModelPlan plan;
  private final Versions versions;
  private final Report report;
  private final List<Fit> folds;
  private final Fit last;

  /**
   * Which code made a bundle.
   *
   * @param learning the hash of the code that serves it
   */
  public record Versions(String learning) {}

  /**
   * What is known about a model.
   *
   * @param spans the bars it has seen
   * @param metrics its scores
   * @param importances its features' weights
   * @param chosen the hyperparameters it was fitted with: the configured ones, or the grid's best
   */
  public record Report(
      Spans spans,
      ModelMetrics metrics,
      List<FeatureImportance> importances,
      Hyperparameters chosen) {
    public Report {
      importances = List.copyOf(importances);
    }
  }

  /**
   * Puts a bundle together.
   *
   * @param configuration the tree whose hash is the model's fingerprint
   * @param folds one fit per fold of the spans
   * @param last the final fit
   * @throws IllegalArgumentException if the parts do not belong together
   */
  public ModelBundle(
      Map<String, ? extends @Nullable Object> configuration,
      Versions versions,
      Report report,
      List<Fit> folds,
      Fit last) {
    this.configuration = normalised(configuration);
    this.plan = ModelPlan.ofTree(JsonObject.of(this.configuration));
    this.versions = versions;
    this.report = report;
    this.folds = List.copyOf(folds);
    this.last = last;
    if (folds.size() != report.spans().folds().size()) {
      throw new IllegalArgumentException(
          "folds: %d (expected: %d, one per span)"
              .formatted(folds.size(), report.spans().folds().size()));
    }
    for (Fit fit : folds) {
      requireInputs(fit);
    }
    requireInputs(last);
  }

  /**
   * Reads a bundle from untrusted bytes.
   *
   * @throws InvalidBundleException if they are not exactly what {@link #write()} gives
   */
  public static ModelBundle read(byte[] bytes) {
    return BundleFormat.read(bytes);
  }

  /** The bundle as bytes; equal bundles give equal bytes. */
  public byte[] write() {
    return BundleFormat.write(this);
  }

  /** The model's identity. */
  public Fingerprint fingerprint() {
    return Fingerprint.of(configuration);
  }

  /** The configuration with snapshot and kernel version, as a JSON tree. */
  public Map<String, @Nullable Object> configuration() {
    return new LinkedHashMap<>(configuration);
  }

  /** What serving needs of the configuration. */
  public ModelPlan plan() {
    return plan;
  }

  /** Which code made it. */
  public Versions versions() {
    return versions;
  }

  /** The bars it has seen. */
  public Spans spans() {
    return report.spans();
  }

  /** Its scores. */
  public ModelMetrics metrics() {
    return report.metrics();
  }

  /** Its features' weights. */
  public List<FeatureImportance> importances() {
    return report.importances();
  }

  /** The hyperparameters it was fitted with: the configured ones, or the grid's best. */
  public Hyperparameters chosen() {
    return report.chosen();
  }

  /** The fits of the folds, in order. */
  public List<Fit> folds() {
    return folds;
  }

  /** The fit of everything before the holdout. */
  public Fit last() {
    return last;
  }

  /**
   * The signals of the test rows, each by the model of its own fold; NaN on all other rows.
   *
   * @param data raw bars of the model's symbols; more history or future than at training is fine
   * @return one signal per primary bar
   */
  public Vec predictOutOfFold(MarketData data) {
    FeatureFrame frame = plan.features(data);
    Bars bars = data.primaryBars().adjusted();
    double[] signals = unknown(bars.size());
    for (int i = 0; i < folds.size(); i++) {
      FoldSpan span = report.spans().folds().get(i);
      int from = bars.indexFrom(span.test().from().toEpochMilli());
      int to = bars.indexFrom(span.test().to().toEpochMilli() + 1);
      predict(folds.get(i), frame, bars, folds.get(i).knownRows(frame, from, to), signals);
    }
    return Vec.ofUnsafe(signals);
  }

  /**
   * The final fit's signals on every row whose features are known, training rows included: {@link
   * #spans()} says which row is which.
   *
   * @param data raw bars of the model's symbols
   * @return one signal per primary bar
   */
  public Vec predictFinal(MarketData data) {
    FeatureFrame frame = plan.features(data);
    Bars bars = data.primaryBars().adjusted();
    double[] signals = unknown(bars.size());
    predict(last, frame, bars, last.knownRows(frame, 0, bars.size()), signals);
    return Vec.ofUnsafe(signals);
  }

  private void predict(Fit fit, FeatureFrame frame, Bars bars, IntVec rows, double[] signals) {
    Vec predictions = fit.predict(frame, rows);
    for (int i = 0; i < rows.size(); i++) {
      signals[rows.get(i)] = plan.signal(predictions.get(i), bars, rows.get(i));
    }
  }

  private void requireInputs(Fit fit) {
    if (!fit.preprocessing().inputs().equals(plan.features())) {
      throw new IllegalArgumentException(
          "inputs of a fit: %s (expected: %s)"
              .formatted(fit.preprocessing().inputs(), plan.features()));
    }
  }

  private static double[] unknown(int rows) {
    double[] signals = new double[rows];
    Arrays.fill(signals, Double.NaN);
    return signals;
  }

  private static Map<String, @Nullable Object> normalised(
      Map<String, ? extends @Nullable Object> tree) {
    return JsonObject.of(Fingerprint.normalised(tree)).members();
  }
}
