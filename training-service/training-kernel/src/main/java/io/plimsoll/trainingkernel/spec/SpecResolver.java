package io.plimsoll.trainingkernel.spec;

import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.learning.algorithm.Algorithm;
import io.plimsoll.learning.algorithm.Hyperparameter;
import io.plimsoll.learning.algorithm.Hyperparameters;
import io.plimsoll.learning.feature.ContextSymbols;
import io.plimsoll.learning.feature.Feature;
import io.plimsoll.learning.feature.FeatureCatalogue;
import io.plimsoll.learning.feature.FeatureGroup;
import io.plimsoll.learning.feature.FeatureReading;
import io.plimsoll.learning.preprocess.Target;
import io.plimsoll.learning.preprocess.TargetColumn;
import io.plimsoll.learning.preprocess.TargetTransform;
import io.plimsoll.trainingkernel.spec.TrainingSpec.Inputs;
import io.plimsoll.trainingkernel.spec.TrainingSpec.Learner;
import io.plimsoll.trainingkernel.spec.TrainingSpec.Period;
import io.plimsoll.trainingkernel.spec.TrainingSpec.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns a request into a spec, field by field, and lists every fault. */
final class SpecResolver {
  private static final int LONGEST_HORIZON = 10_000;
  private static final int MOST_CONTEXT_SYMBOLS = 16;
  private static final int MOST_FEATURES = 500;
  private static final int MOST_GRID_POINTS = 64;
  private static final long LARGEST_SEED = 1L << 53;

  /** Members of a request that do not change what is trained. */
  private static final Set<String> BESIDE =
      Set.of(
          "save_all_grid_models",
          "parent_model_id",
          "group_id",
          "priority",
          "tags",
          "new_holdout",
          "min_snapshot",
          "name",
          "command_id");

  private static final Set<String> KNOWN =
      Set.of(
          "symbol",
          "context_symbols",
          "timeframe",
          "start",
          "end",
          "target_col",
          "target_transform",
          "horizon",
          "features",
          "feature_whitelist",
          "p_value_threshold",
          "algorithm",
          "hyperparameters",
          "grid",
          "split",
          "seed");

  private final RequestReader request;

  private SpecResolver(RequestReader request) {
    this.request = request;
  }

  static Resolution resolve(Map<String, ? extends @Nullable Object> members) {
    RequestReader request = new RequestReader(members);
    Set<String> allowed = new LinkedHashSet<>(KNOWN);
    allowed.addAll(BESIDE);
    request.refuseOthers(allowed);
    return new SpecResolver(request).resolve();
  }

  private Resolution resolve() {
    Optional<Subject> subject = subject();
    Target target = target();
    Optional<Learner> learner = learner();
    Optional<Inputs> inputs = subject.map(this::inputs);
    SplitSpec split = new SplitResolver(request.object("split")).resolve(target.horizon());
    long seed = request.whole("seed", 42, -LARGEST_SEED, LARGEST_SEED);
    if (learner.isPresent() && !learner.get().grid().isEmpty() && split.folds() == 0) {
      request.fault("grid", "given (expected: none, for a split without folds cannot choose)");
    }
    if (!request.faults().isEmpty() || subject.isEmpty() || learner.isEmpty() || inputs.isEmpty()) {
      return new Resolution.Refused(request.faults());
    }
    return new Resolution.Resolved(
        new TrainingSpec(subject.get(), target, inputs.get(), learner.get(), split, seed));
  }

  private Optional<Subject> subject() {
    Set<Symbol> symbols = new LinkedHashSet<>();
    String text = request.text("symbol").orElse("");
    for (String part : text.split(",", -1)) {
      symbol("symbol", part).ifPresent(symbols::add);
    }
    for (String part : request.texts("context_symbols")) {
      symbol("context_symbols", part).ifPresent(symbols::add);
    }
    Timeframe timeframe =
        choice("timeframe", SpecResolver::timeframe, Timeframe.ONE_DAY, "1m 5m 15m 1h 1d");
    Period period = new Period(bound("start"), bound("end"));
    if (symbols.isEmpty()) {
      return Optional.empty();
    }
    List<Symbol> all = new ArrayList<>(symbols);
    List<Symbol> context = all.subList(1, all.size());
    if (context.size() > MOST_CONTEXT_SYMBOLS) {
      request.fault(
          "context_symbols",
          "%d (expected: at most %d)".formatted(context.size(), MOST_CONTEXT_SYMBOLS));
    }
    return Optional.of(new Subject(all.getFirst(), context, timeframe, period));
  }

  private Optional<Symbol> symbol(String field, String text) {
    try {
      return Optional.of(Symbol.parse(text));
    } catch (IllegalArgumentException e) {
      request.fault(field, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static Optional<Timeframe> timeframe(String text) {
    return Arrays.stream(Timeframe.values()).filter(one -> one.text().equals(text)).findFirst();
  }

  private Optional<Bound> bound(String field) {
    Optional<String> text = request.text(field);
    Optional<Bound> bound = text.flatMap(Bound::parse);
    if (text.isPresent() && bound.isEmpty()) {
      request.fault(field, "'%s' (expected: a date or an instant, ISO 8601)".formatted(text.get()));
    }
    return bound;
  }

  private Target target() {
    return new Target(
        choice("target_col", TargetColumn::find, TargetColumn.CLOSE, "open high low close"),
        choice(
            "target_transform",
            TargetTransform::find,
            TargetTransform.LOG_RETURN,
            "none log_return pct_change log"),
        (int) request.whole("horizon", 1, 1, LONGEST_HORIZON));
  }

  private Inputs inputs(Subject subject) {
    ContextSymbols context = ContextSymbols.of(subject.contextSymbols());
    List<Feature> available = FeatureCatalogue.available(context, subject.timeframe());
    SortedSet<String> chosen = expanded("features", available);
    SortedSet<String> whitelist = expanded("feature_whitelist", available);
    if (!whitelist.isEmpty() && !chosen.isEmpty()) {
      chosen.retainAll(whitelist);
      if (chosen.isEmpty()) {
        request.fault("feature_whitelist", "none of the features (expected: at least one)");
      }
    } else if (!whitelist.isEmpty()) {
      chosen = whitelist;
    } else if (chosen.isEmpty()) {
      chosen = new TreeSet<>(available.stream().map(Feature::name).toList());
    }
    if (chosen.size() > MOST_FEATURES) {
      request.fault(
          whitelist.isEmpty() ? "features" : "feature_whitelist",
          "%d (expected: at most %d)".formatted(chosen.size(), MOST_FEATURES));
    }
    double threshold = request.number("p_value_threshold", 1, 0, 1);
    return new Inputs(List.copyOf(chosen), threshold);
  }

  /** Names and groups as the names they stand for. */
  private SortedSet<String> expanded(String field, List<Feature> available) {
    SortedSet<String> names = new TreeSet<>();
    for (String text : request.texts(field)) {
      Optional<FeatureGroup> group = FeatureGroup.find(text);
      FeatureReading reading = FeatureCatalogue.read(text);
      if (group.isPresent()) {
        List<String> members =
            available.stream()
                .filter(one -> one.group() == group.get())
                .map(Feature::name)
                .toList();
        if (members.isEmpty()) {
          request.fault(
              field,
              group.get() == FeatureGroup.EXPRESSIONS
                  ? "%s (expected: the formulas themselves)".formatted(text)
                  : "%s (expected: a context symbol that it needs)".formatted(text));
        }
        names.addAll(members);
      } else {
        feature(field, text, reading, available).ifPresent(one -> names.add(one.name()));
      }
    }
    return names;
  }

  private Optional<Feature> feature(
      String field, String text, FeatureReading reading, List<Feature> available) {
    return switch (reading) {
      case FeatureReading.Faulty(String reason) -> {
        request.fault(
            field,
            "%s (expected: a feature or group of GET /features, or a formula: %s)"
                .formatted(brief(text), reason));
        yield Optional.empty();
      }
      case FeatureReading.Known(Feature known) -> {
        boolean isUsable = known.group() == FeatureGroup.EXPRESSIONS || available.contains(known);
        if (!isUsable) {
          request.fault(field, unavailable(known));
        }
        yield isUsable ? Optional.of(known) : Optional.empty();
      }
    };
  }

  private static String brief(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  private static String unavailable(Feature feature) {
    return feature.needsContext()
        ? "%s (expected: a %s context symbol for it)"
            .formatted(feature.name(), feature.context().text())
        : "%s (expected: a timeframe below 1d for it)".formatted(feature.name());
  }

  private Optional<Learner> learner() {
    Optional<String> name = request.text("algorithm");
    Optional<Algorithm> algorithm = name.flatMap(Algorithm::find);
    if (algorithm.isEmpty()) {
      request.fault(
          "algorithm",
          "%s (expected: one of %s)"
              .formatted(
                  name.orElse("absent"), Algorithm.all().stream().map(Algorithm::name).toList()));
      return Optional.empty();
    }
    RequestReader given = request.object("hyperparameters");
    Map<String, Double> values = checked(given, given.numbers(), algorithm.get());
    SortedMap<String, List<Double>> grid = grid(algorithm.get());
    return Optional.of(
        new Learner(algorithm.get(), Hyperparameters.of(algorithm.get(), values), grid));
  }

  private static Map<String, Double> checked(
      RequestReader reader, Map<String, Double> values, Algorithm algorithm) {
    Map<String, Double> good = new LinkedHashMap<>();
    values.forEach((name, value) -> {
      Optional<String> fault = fault(algorithm, name, value);
      fault.ifPresentOrElse(text -> reader.fault(name, text), () -> good.put(name, value));
    });
    return good;
  }

  private static Optional<String> fault(Algorithm algorithm, String name, double value) {
    Optional<Hyperparameter> known =
        algorithm.hyperparameters().stream().filter(one -> one.name().equals(name)).findFirst();
    if (known.isEmpty()) {
      return Optional.of(
          "unknown (expected: one of %s)"
              .formatted(algorithm.hyperparameters().stream().map(Hyperparameter::name).toList()));
    }
    return known.get().fault(value);
  }

  private SortedMap<String, List<Double>> grid(Algorithm algorithm) {
    RequestReader reader = request.object("grid");
    SortedMap<String, List<Double>> grid = new TreeMap<>();
    long points = 1;
    for (Map.Entry<String, List<Double>> axis : reader.numberLists().entrySet()) {
      List<Double> values = axis.getValue().stream().sorted().distinct().toList();
      for (double value : values) {
        fault(algorithm, axis.getKey(), value).ifPresent(text -> reader.fault(axis.getKey(), text));
      }
      if (!values.isEmpty()) {
        grid.put(axis.getKey(), values);
        points = Math.min(points * values.size(), Integer.MAX_VALUE);
      }
    }
    if (points > MOST_GRID_POINTS) {
      request.fault("grid", "%d points (expected: at most %d)".formatted(points, MOST_GRID_POINTS));
    }
    return grid;
  }

  private <T> T choice(
      String field, Function<String, Optional<T>> find, T standard, String expected) {
    Optional<String> text = request.text(field);
    Optional<T> found = text.flatMap(find);
    if (text.isPresent() && found.isEmpty()) {
      request.fault(field, "'%s' (expected: one of %s)".formatted(text.get(), expected));
    }
    return found.orElse(standard);
  }
}
