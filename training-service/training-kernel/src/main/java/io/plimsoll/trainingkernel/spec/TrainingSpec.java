package io.plimsoll.trainingkernel.spec;

import io.plimsoll.kernel.identity.Fingerprint;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.learning.algorithm.Algorithm;
import io.plimsoll.learning.algorithm.Hyperparameters;
import io.plimsoll.learning.preprocess.Target;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A training's configuration, resolved: defaults filled in, groups of features expanded to sorted
 * names, symbols upper-cased, hyperparameters completed. Equal specs train equal models.
 *
 * @param subject whose bars
 * @param target what is predicted
 * @param inputs from which features
 * @param learner by which algorithm
 * @param split how rows are divided
 * @param seed of every random choice
 */
public record TrainingSpec(
    Subject subject, Target target, Inputs inputs, Learner learner, SplitSpec split, long seed) {

  /**
   * Whose bars.
   *
   * @param symbol the one that is predicted
   * @param contextSymbols further series, in the order that gives them their parts
   * @param timeframe the bars' length
   * @param period which bars
   */
  public record Subject(
      Symbol symbol, List<Symbol> contextSymbols, Timeframe timeframe, Period period) {
    public Subject {
      contextSymbols = List.copyOf(contextSymbols);
    }
  }

  /**
   * Which bars: an exchange-local date or an instant at each end, both inclusive.
   *
   * @param start the first bar's, none for all
   * @param end the last bar's, none for all
   */
  public record Period(Optional<Bound> start, Optional<Bound> end) {}

  /**
   * From which features.
   *
   * @param features names of the catalogue, sorted
   * @param pValueThreshold the largest adjusted p-value a feature may have on the training rows; 1
   *     keeps all
   */
  public record Inputs(List<String> features, double pValueThreshold) {
    public Inputs {
      features = List.copyOf(features);
    }
  }

  /**
   * By which algorithm.
   *
   * @param algorithm the algorithm
   * @param hyperparameters a value for each
   * @param grid values to try for some, sorted
   */
  public record Learner(
      Algorithm algorithm, Hyperparameters hyperparameters, SortedMap<String, List<Double>> grid) {
    public Learner {
      SortedMap<String, List<Double>> copy = new TreeMap<>();
      grid.forEach((name, values) -> copy.put(name, List.copyOf(values)));
      grid = Collections.unmodifiableSortedMap(copy);
    }
  }

  /**
   * Completes a request, or says all that is wrong with it.
   *
   * @param request the members of a TrainRequest, as parsed from JSON: texts, numbers, truth
   *     values, lists and maps; members that are null count as absent
   */
  public static Resolution resolve(Map<String, ? extends @Nullable Object> request) {
    return SpecResolver.resolve(request);
  }

  /** Reads back what {@link #tree()} wrote. */
  public static TrainingSpec ofTree(Map<String, ? extends @Nullable Object> tree) {
    return switch (resolve(tree)) {
      case Resolution.Resolved(TrainingSpec spec) -> spec;
      case Resolution.Refused(List<FieldFault> faults) ->
          throw new IllegalArgumentException(
              "spec: %s (expected: a resolved one)".formatted(faults));
    };
  }

  /** The configuration as a JSON tree, itself a valid request for the same configuration. */
  public Map<String, @Nullable Object> tree() {
    return SpecTree.of(this);
  }

  /** The tree that is hashed: the configuration, the data and the code. */
  public Map<String, @Nullable Object> identityTree(String snapshot, String kernelVersion) {
    Map<String, @Nullable Object> tree = tree();
    tree.put("snapshot", snapshot);
    tree.put("kernel_version", kernelVersion);
    tree.put("prices", "adjusted");
    return tree;
  }

  /**
   * The identity of the model that this configuration gives on that data with that code.
   *
   * @param snapshot the hash of the bars
   * @param kernelVersion the hash of the code
   */
  public Fingerprint fingerprint(String snapshot, String kernelVersion) {
    return Fingerprint.of(identityTree(snapshot, kernelVersion));
  }

  /** The same with another start of the locked tail: what a retrain or child inherits. */
  public TrainingSpec withHoldoutFrom(Instant from) {
    SplitSpec.Holdout holdout = new SplitSpec.Holdout(split.holdout().share(), Optional.of(from));
    return new TrainingSpec(
        subject,
        target,
        inputs,
        learner,
        new SplitSpec(
            split.scheme(), split.window(), split.folds(), split.length(), split.gap(), holdout),
        seed);
  }

  /** The same with other features: what a child trains on. */
  public TrainingSpec withFeatures(List<String> features) {
    return new TrainingSpec(
        subject,
        target,
        new Inputs(features.stream().sorted().distinct().toList(), inputs.pValueThreshold()),
        learner,
        split,
        seed);
  }
}
