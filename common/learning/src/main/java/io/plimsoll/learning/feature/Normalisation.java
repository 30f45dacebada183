package io.plimsoll.learning.feature;

import io.plimsoll.learning.feature.Feature.Scale;

/** Takes the dimension off a column, as {@link Scale#normalised()} says. */
final class Normalisation {
  private static final int VOLUME_WINDOW = 60;
  private static final int YEAR = 252;

  private Normalisation() {}

  static double[] of(Scale scale, double[] values, Columns x) {
    double[] close = x.close();
    return switch (scale) {
      case RATIO -> values;
      case PRICE -> Formulas.each(x.rows(), t -> values[t] / close[t] - 1);
      case PRICE_DISTANCE -> Formulas.each(x.rows(), t -> values[t] / close[t]);
      case VOLUME -> Formulas.ratio(values, x.meanVolume(VOLUME_WINDOW));
      case VOLUME_TOTAL -> changeByVolume(values, x);
      case VOLATILITY_LEVEL -> {
        double[] mean = Rolling.mean(values, YEAR);
        yield Formulas.each(x.rows(), t -> values[t] / mean[t] - 1);
      }
    };
  }

  private static double[] changeByVolume(double[] total, Columns x) {
    double[] mean = x.meanVolume(VOLUME_WINDOW);
    return Formulas.eachFrom(
        VOLUME_WINDOW,
        total.length,
        t -> (total[t] - total[t - VOLUME_WINDOW]) / (VOLUME_WINDOW * mean[t]));
  }
}
