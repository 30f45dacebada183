package io.plimsoll.learning.feature;

import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.Timeframe;
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

  /** The feature of that name, if there is one. */
  public static Optional<Feature> find(String name) {
    return Optional.ofNullable(DEFINITIONS.get(name)).map(Definition::feature);
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
   * and {@code vix_regime} (252 per closed day).
   *
   * @throws IllegalArgumentException if a name is unknown or its context is not among the data
   */
  public static FeatureFrame compute(MarketData data, List<String> names, FeatureForm form) {
    Columns columns = new Columns(data);
    List<Vec> values = new ArrayList<>();
    for (String name : names) {
      Definition definition = definition(name);
      double[] raw = columns.shared("feature " + name, () -> definition.formula().apply(columns));
      values.add(
          Vec.ofUnsafe(
              switch (form) {
                case RAW -> raw;
                case NORMALISED ->
                    Normalisation.of(definition.feature().nature().scale(), raw, columns);
              }));
    }
    return new FeatureFrame(names, Matrix.ofColumns(values));
  }

  private static Definition definition(String name) {
    Definition found = DEFINITIONS.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "feature: %s (expected: a name of the catalogue)".formatted(name));
    }
    return found;
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
