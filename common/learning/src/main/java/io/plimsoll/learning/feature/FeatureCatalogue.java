package io.plimsoll.learning.feature;

import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.learning.feature.ExpressionFault.Dimension;
import io.plimsoll.learning.feature.Feature.Reach;
import io.plimsoll.learning.feature.Feature.Scale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All features there are, and their computation.
 *
 * <p>The definitions stand in docs/methods/features.md. Every column has a value per primary bar;
 * what is not known yet, or not defined, is NaN; nothing is infinite and nothing is rounded.
 */
public final class FeatureCatalogue {
  private static final Map<String, Definition> DEFINITIONS = byName();

  private FeatureCatalogue() {}

  /** Every feature, group by group. */
  public static List<Feature> features() {
    return DEFINITIONS.values().stream().map(Definition::feature).toList();
  }

  /** The feature of that name, if there is one: a catalogue's, or a formula in canonical form. */
  public static Optional<Feature> find(String name) {
    return switch (read(name)) {
      case FeatureReading.Known(Feature feature) when feature.name().equals(name) ->
          Optional.of(feature);
      case FeatureReading.Known _, FeatureReading.Faulty _ -> Optional.empty();
    };
  }

  /**
   * Reads a name of the catalogue or a formula such as {@code ref(close,5)/close-1}, whose feature
   * is called by its canonical form. A formula only looks back, so it is causal by construction.
   */
  public static FeatureReading read(String text) {
    Optional<Feature> named = named(text);
    if (named.isPresent()) {
      return new FeatureReading.Known(named.get());
    }
    try {
      return new FeatureReading.Known(defined(ExpressionParser.parse(text)).feature());
    } catch (ExpressionFault e) {
      return new FeatureReading.Faulty(String.valueOf(e.getMessage()));
    }
  }

  static Optional<Feature> named(String name) {
    return Optional.ofNullable(DEFINITIONS.get(name)).map(Definition::feature);
  }

  /** The raw column of a feature of the catalogue, for a formula. */
  static double[] column(Columns columns, String name) {
    return raw(columns, definition(name));
  }

  /** The features that can be computed with the context and the timeframe at hand. */
  public static List<Feature> available(ContextSymbols context, Timeframe timeframe) {
    return features().stream()
        .filter(feature -> context.provides(feature.context()))
        .filter(feature -> isDefinedFor(feature, timeframe))
        .toList();
  }

  /** Whether a feature is defined for bars of that length: one made of hours is not for days. */
  public static boolean isDefinedFor(Feature feature, Timeframe timeframe) {
    return feature.reach().unit() != Feature.Unit.CLOSED_HOURS || timeframe != Timeframe.ONE_DAY;
  }

  /**
   * Computes columns in the order of the names.
   *
   * <p>Shape: one row per primary bar. Cost: O(rows) per column, save {@code cci_20} (20 per row)
   * {@code rank} (its window per row) and {@code vix_regime} (252 per closed day).
   *
   * @throws IllegalArgumentException if a name is unknown or its context is not among the data
   */
  public static FeatureFrame compute(MarketData data, List<String> names, FeatureForm form) {
    Columns columns = new Columns(data);
    List<Vec> values = new ArrayList<>();
    Map<String, Vec> companions = new LinkedHashMap<>();
    for (String name : names) {
      if (name.equals(RegimeFeatures.MIXTURE)) {
        companions.put(name, Vec.ofUnsafe(columns.realisedVolatility(20)));
      }
      Definition definition = definition(name);
      double[] raw = raw(columns, definition);
      values.add(
          Vec.ofUnsafe(
              switch (form) {
                case RAW -> raw;
                case NORMALISED ->
                    Normalisation.of(definition.feature().nature().scale(), raw, columns);
              }));
    }
    return new FeatureFrame(names, Matrix.ofColumns(values), companions);
  }

  private static Definition definition(String name) {
    Definition found = DEFINITIONS.get(name);
    if (found != null) {
      return found;
    }
    try {
      return defined(ExpressionParser.parse(name));
    } catch (ExpressionFault e) {
      throw new IllegalArgumentException(
          "feature: %s: %s (expected: a name of the catalogue or a formula)"
              .formatted(name, e.getMessage()),
          e);
    }
  }

  private static double[] raw(Columns columns, Definition definition) {
    String name = "feature " + definition.feature().name();
    return columns.shared(name, () -> definition.formula().apply(columns));
  }

  private static Definition defined(Expression expression) {
    Scale scale =
        expression.dimension().equals(Dimension.NONE)
            ? Scale.RATIO
            : expression.dimension().equals(Dimension.PRICE) ? Scale.PRICE_DISTANCE : Scale.VOLUME;
    return Definition.of(
        FeatureGroup.EXPRESSIONS,
        expression.text(),
        Reach.bars(expression.window()),
        scale,
        expression.text(),
        expression::columnOf);
  }

  private static Map<String, Definition> byName() {
    Map<String, Definition> definitions = new LinkedHashMap<>();
    Stream.of(
            ReturnFeatures.definitions(),
            VolumeFeatures.definitions(),
            MeanReversionFeatures.definitions(),
            VolatilityFeatures.definitions(),
            ClassicFeatures.definitions(),
            OscillatorFeatures.definitions(),
            TimeFeatures.definitions(),
            MarketContextFeatures.definitions(),
            VolatilityContextFeatures.definitions(),
            RegimeFeatures.definitions())
        .flatMap(List::stream)
        .forEach(definition -> definitions.put(definition.feature().name(), definition));
    return definitions;
  }
}
