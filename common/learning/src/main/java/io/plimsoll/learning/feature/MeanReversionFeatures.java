package io.plimsoll.learning.feature;

import static io.plimsoll.learning.feature.FeatureGroup.MEAN_REVERSION;

import java.util.List;

/** How far the close stands from where trading took place. */
final class MeanReversionFeatures {
  private MeanReversionFeatures() {}

  static List<Definition> definitions() {
    return List.of(
        Definition.of(
            MEAN_REVERSION,
            "dist_vwap",
            20,
            "C/vwap20 - 1, vwap20 = sum20(TP V)/sum20(V), TP = (H + L + C)/3; NaN when sum20(V) ="
                + " 0",
            MeanReversionFeatures::distance),
        Definition.of(
            MEAN_REVERSION,
            "dist_vwap_atr",
            20,
            "(C - vwap20)/atr_14; 0 when C = vwap20, NaN when only atr_14 = 0",
            MeanReversionFeatures::distanceInRanges),
        Definition.of(
            MEAN_REVERSION,
            "ibs",
            1,
            "(C - L)/(H - L); 0.5 when H = L",
            MeanReversionFeatures::barStrength));
  }

  private static double[] averagePrice(Columns x) {
    return x.shared(
        "vwap 20",
        () -> {
          double[] price = x.typicalPrice();
          double[] volume = x.volume();
          double[] traded = Formulas.each(x.rows(), t -> price[t] * volume[t]);
          return Formulas.ratio(Rolling.sum(traded, 20), Rolling.sum(volume, 20));
        });
  }

  private static double[] distance(Columns x) {
    double[] close = x.close();
    double[] average = averagePrice(x);
    return Formulas.each(x.rows(), t -> close[t] / average[t] - 1);
  }

  private static double[] distanceInRanges(Columns x) {
    double[] close = x.close();
    double[] average = averagePrice(x);
    double[] range = x.averageTrueRange();
    return Formulas.eachFrom(
        19, x.rows(), t -> close[t] == average[t] ? 0 : (close[t] - average[t]) / range[t]);
  }

  private static double[] barStrength(Columns x) {
    double[] high = x.high();
    double[] low = x.low();
    double[] close = x.close();
    return Formulas.each(
        x.rows(), t -> high[t] == low[t] ? 0.5 : (close[t] - low[t]) / (high[t] - low[t]));
  }
}
