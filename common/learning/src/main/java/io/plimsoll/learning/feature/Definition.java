package io.plimsoll.learning.feature;

import io.plimsoll.learning.feature.Feature.Context;
import io.plimsoll.learning.feature.Feature.Nature;
import io.plimsoll.learning.feature.Feature.Reach;
import io.plimsoll.learning.feature.Feature.Scale;
import java.util.function.Function;

/** A feature and the code of its formula. */
record Definition(Feature feature, Function<Columns, double[]> formula) {

  static Definition of(
      FeatureGroup group, String name, int window, String text, Function<Columns, double[]> code) {
    return of(group, name, Reach.bars(window), Scale.RATIO, text, code);
  }

  static Definition of(
      FeatureGroup group,
      String name,
      Reach reach,
      Scale scale,
      String text,
      Function<Columns, double[]> code) {
    return new Definition(
        new Feature(name, group, text, reach, contextOf(group), Nature.causal(scale)), code);
  }

  private static Context contextOf(FeatureGroup group) {
    return switch (group) {
      case MARKET_CONTEXT -> Context.MARKET;
      case VOLATILITY_CONTEXT -> Context.VOLATILITY;
      case RETURNS, VOLUME, MEAN_REVERSION, VOLATILITY, CLASSIC, TIME, REGIMES, EXPRESSIONS ->
          Context.NONE;
    };
  }
}
