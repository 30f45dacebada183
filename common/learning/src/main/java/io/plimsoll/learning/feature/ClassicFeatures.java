package io.plimsoll.learning.feature;

import static io.plimsoll.learning.feature.FeatureGroup.CLASSIC;

import io.plimsoll.learning.feature.Feature.Reach;
import io.plimsoll.learning.feature.Feature.Scale;
import java.util.List;
import java.util.function.Function;

/** The chartist's indicators of averages and bands. */
final class ClassicFeatures {
  private ClassicFeatures() {}

  static List<Definition> definitions() {
    return List.of(
        price("sma_5", 5, "mean5(C)", x -> x.meanClose(5)),
        price("sma_20", 20, "mean20(C)", x -> x.meanClose(20)),
        price("bb_upper_20_2", 20, "mean20(C) + 2 sd20(C; ddof 0)", x -> band(x, 2)),
        price("bb_lower_20_2", 20, "mean20(C) - 2 sd20(C; ddof 0)", x -> band(x, -2)),
        Definition.of(
            CLASSIC,
            "bb_percent",
            20,
            "(C - bb_lower)/(bb_upper - bb_lower); 0.5 when the bands meet",
            ClassicFeatures::percentOfBand),
        distance("macd_line", 26, "ema12(C) - ema26(C)", ClassicFeatures::line),
        distance("macd_signal", 34, "ema9(macd_line)", ClassicFeatures::signal),
        distance("macd_hist", 34, "macd_line - macd_signal", ClassicFeatures::histogram),
        Definition.of(
            CLASSIC,
            "cci_20",
            20,
            "(TP - mean20(TP))/(0.015 mean20|TP - its mean20|); 0 when all TP are equal",
            ClassicFeatures::channelIndex));
  }

  private static Definition price(
      String name, int window, String text, Function<Columns, double[]> code) {
    return Definition.of(CLASSIC, name, Reach.bars(window), Scale.PRICE, text, code);
  }

  private static Definition distance(
      String name, int window, String text, Function<Columns, double[]> code) {
    return Definition.of(CLASSIC, name, Reach.bars(window), Scale.PRICE_DISTANCE, text, code);
  }

  private static double[] spread(Columns x) {
    return x.shared("sd close 20", () -> Rolling.deviation(x.close(), 20, 0));
  }

  private static double[] band(Columns x, double deviations) {
    double[] mean = x.meanClose(20);
    double[] spread = spread(x);
    return Formulas.each(x.rows(), t -> mean[t] + deviations * spread[t]);
  }

  private static double[] percentOfBand(Columns x) {
    double[] close = x.close();
    double[] mean = x.meanClose(20);
    double[] spread = spread(x);
    return Formulas.each(
        x.rows(),
        t -> spread[t] == 0 ? 0.5 : (close[t] - mean[t] + 2 * spread[t]) / (4 * spread[t]));
  }

  private static double[] line(Columns x) {
    return x.shared(
        "macd line",
        () -> {
          double[] fast = Rolling.exponential(x.close(), 2.0 / 13, 12);
          double[] slow = Rolling.exponential(x.close(), 2.0 / 27, 26);
          return Formulas.each(x.rows(), t -> fast[t] - slow[t]);
        });
  }

  private static double[] signal(Columns x) {
    return x.shared("macd signal", () -> Rolling.exponential(line(x), 2.0 / 10, 9));
  }

  private static double[] histogram(Columns x) {
    double[] line = line(x);
    double[] signal = signal(x);
    return Formulas.each(x.rows(), t -> line[t] - signal[t]);
  }

  private static double[] channelIndex(Columns x) {
    int window = 20;
    double[] price = x.typicalPrice();
    double[] mean = Rolling.mean(price, window);
    return Formulas.eachFrom(
        window - 1,
        x.rows(),
        t -> {
          double deviation = 0;
          double low = price[t];
          double high = price[t];
          for (int s = t - window + 1; s <= t; s++) {
            deviation += Math.abs(price[s] - mean[t]);
            low = Math.min(low, price[s]);
            high = Math.max(high, price[s]);
          }
          return low == high ? 0 : (price[t] - mean[t]) / (0.015 * deviation / window);
        });
  }
}
