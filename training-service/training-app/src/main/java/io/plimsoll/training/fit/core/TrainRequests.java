package io.plimsoll.training.fit.core;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.plimsoll.contracts.ContractJson;
import io.plimsoll.contracts.FieldFault;
import io.plimsoll.contracts.training.RetrainModel;
import io.plimsoll.contracts.training.TrainModel;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.platform.problem.ServiceException.Malformed;
import io.plimsoll.platform.problem.ServiceException.Rejected;
import io.plimsoll.platform.problem.ServiceException.StateConflict;
import io.plimsoll.training.fit.TrainingStore.Ancestor;
import io.plimsoll.trainingkernel.fit.GridPoints;
import io.plimsoll.trainingkernel.spec.Bound;
import io.plimsoll.trainingkernel.spec.Resolution;
import io.plimsoll.trainingkernel.spec.TrainingSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes requests definite: what is trained, and what a child takes over from its parent. */
public final class TrainRequests {
  private static final int PRIORITY_BOUND = 1000;
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final TypeReference<Map<String, @Nullable Object>> TREE = new TypeReference<>() {};

  private TrainRequests() {}

  /**
   * What a child takes over unless its request says otherwise.
   *
   * @param features the parent's resolved features; empty without a parent
   * @param holdoutFrom the first bar of the parent's holdout
   */
  public record Descent(List<String> features, Optional<Instant> holdoutFrom) {
    public Descent {
      features = List.copyOf(features);
    }
  }

  /**
   * What a child of this model takes over.
   *
   * @throws StateConflict if the model is being trained, for its holdout is not known yet
   */
  public static Descent descent(Optional<Ancestor> parent) {
    parent
        .filter(ancestor -> !ancestor.status().isTerminal())
        .ifPresent(ancestor -> {
          throw new StateConflict(
              "Model %s is %s (expected: completed, for a child keeps its holdout)"
                  .formatted(ancestor.id(), ancestor.status().text()),
              Map.of("model_id", ancestor.id().toString()));
        });
    return new Descent(
        parent.map(ancestor -> featuresOf(ancestor.config())).orElse(List.of()),
        parent.flatMap(Ancestor::holdoutFrom));
  }

  /**
   * The configuration that a request asks for.
   *
   * @throws Rejected naming every field at fault
   */
  public static TrainingSpec resolve(TrainModel request, Descent descent) {
    List<FieldFault> faults = new ArrayList<>(ownFaults(request));
    Map<String, @Nullable Object> members = ContractJson.mapper().convertValue(request, TREE);
    if (isAbsent(request.features()) && isAbsent(request.featureWhitelist())) {
      members.put("features", descent.features());
    }
    Resolution resolution = TrainingSpec.resolve(members);
    if (resolution instanceof Resolution.Refused(var refused)) {
      refused.forEach(fault -> faults.add(new FieldFault(fault.field(), text(fault))));
    }
    if (!faults.isEmpty()) {
      throw new Rejected(faults);
    }
    TrainingSpec spec = ((Resolution.Resolved) resolution).spec();
    boolean keepsHoldout = !Boolean.TRUE.equals(request.newHoldout());
    return descent.holdoutFrom().filter(_ -> keepsHoldout).map(spec::withHoldoutFrom).orElse(spec);
  }

  /** Each point of the grid as a configuration of its own; none without a grid. */
  public static List<TrainingSpec> gridPoints(TrainingSpec spec) {
    TrainingSpec.Learner learner = spec.learner();
    if (learner.grid().isEmpty()) {
      return List.of();
    }
    return GridPoints.of(learner).stream()
        .map(point -> new TrainingSpec.Learner(learner.algorithm(), point, new TreeMap<>()))
        .map(one ->
            new TrainingSpec(
                spec.subject(), spec.target(), spec.inputs(), one, spec.split(), spec.seed()))
        .toList();
  }

  /** The model that a request wants trained again. */
  public static UUID originalOf(RetrainModel request) {
    UUID original = request.modelId();
    if (original == null) {
      throw new Malformed("model_id", "model_id: absent (expected: the model to train again)");
    }
    return original;
  }

  /** The request of the original once more, as its child. */
  public static TrainModel again(Ancestor original, RetrainModel retrain) {
    TrainModel first = read(original.request());
    return new TrainModel(
        first.symbol(),
        first.algorithm(),
        first.targetCol(),
        first.horizon(),
        first.targetTransform(),
        first.timeframe(),
        first.hyperparameters(),
        first.grid(),
        first.saveAllGridModels(),
        first.features(),
        first.featureWhitelist(),
        first.pValueThreshold(),
        first.start(),
        first.end(),
        first.split(),
        original.id(),
        first.groupId(),
        first.contextSymbols(),
        first.seed(),
        first.priority(),
        retrain.newHoldout(),
        retrain.minSnapshot());
  }

  /** The symbols whose bars are needed, the primary one first. */
  public static List<Symbol> symbols(TrainingSpec spec) {
    return Stream.concat(
            Stream.of(spec.subject().symbol()), spec.subject().contextSymbols().stream())
        .toList();
  }

  /** After when no bar plays a part. */
  public static Optional<Instant> until(TrainingSpec spec) {
    return spec.subject()
        .period()
        .end()
        .map(end ->
            switch (end) {
              case Bound.OnDate(var date) ->
                  date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusMillis(1);
              case Bound.AtInstant(Instant instant) -> instant;
            });
  }

  /** A name for people. */
  public static String nameOf(TrainingSpec spec) {
    return "%s %s %s+%d %s"
        .formatted(
            spec.subject().symbol(),
            spec.learner().algorithm().name(),
            spec.target().column().text(),
            spec.target().horizon(),
            spec.subject().timeframe().text());
  }

  /** Where in the queue a request stands. */
  public static int priorityOf(TrainModel request) {
    return requireNonNullElse(request.priority(), 0).intValue();
  }

  private static List<FieldFault> ownFaults(TrainModel request) {
    List<FieldFault> faults = new ArrayList<>();
    double priority = requireNonNullElse(request.priority(), 0).doubleValue();
    if (priority != Math.rint(priority) || Math.abs(priority) > PRIORITY_BOUND) {
      faults.add(
          new FieldFault(
              "priority",
              "priority: %s (expected: a whole number within -%d..%d)"
                  .formatted(request.priority(), PRIORITY_BOUND, PRIORITY_BOUND)));
    }
    String snapshot = request.minSnapshot();
    if (snapshot != null && !HASH.matcher(snapshot).matches()) {
      faults.add(
          new FieldFault(
              "min_snapshot", "min_snapshot: not 64 hexadecimal digits (expected: a snapshot)"));
    }
    return faults;
  }

  private static String text(io.plimsoll.trainingkernel.spec.FieldFault fault) {
    boolean isNamed = fault.detail().startsWith(fault.field() + ":");
    return isNamed ? fault.detail() : "%s: %s".formatted(fault.field(), fault.detail());
  }

  private static boolean isAbsent(@Nullable List<String> list) {
    return list == null || list.isEmpty();
  }

  private static List<String> featuresOf(Map<String, Object> config) {
    return config.get("features") instanceof List<?> names
        ? names.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static TrainModel read(String request) {
    try {
      return ContractJson.mapper().readValue(request, TrainModel.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a request that the service stored itself", e);
    }
  }
}
