package io.plimsoll.learning.feature;

import static io.plimsoll.learning.feature.FeatureGroup.VOLUME;

import io.plimsoll.learning.feature.Feature.Reach;
import io.plimsoll.learning.feature.Feature.Scale;
import java.util.List;

/** How much was traded, and how much the price moved for it. */
final class VolumeFeatures {
  private VolumeFeatures() {}

  static List<Definition> definitions() {
    return List.of(
        Definition.of(
            VOLUME, "amihud", 2, "|r|/(C V); NaN when V = 0", VolumeFeatures::illiquidity),
        Definition.of(
            VOLUME,
            "volume_z_20",
            20,
            "(V - mean20(V))/sd20(V); 0 when sd20(V) = 0",
            x -> Rolling.score(x.volume(), 20)),
        Definition.of(
            VOLUME,
            "volume_ratio_60",
            60,
            "V/mean60(V); NaN when mean60(V) = 0",
            x -> Formulas.ratio(x.volume(), x.meanVolume(60))),
        Definition.of(
            VOLUME,
            "volume_sma_20",
            Reach.bars(20),
            Scale.VOLUME,
            "mean20(V)",
            x -> x.meanVolume(20)),
        Definition.of(
            VOLUME,
            "volume_change",
            2,
            "V/V[-1] - 1; NaN when V[-1] = 0",
            x -> Formulas.change(x.volume())),
        Definition.of(
            VOLUME,
            "intraday_intensity",
            Reach.bars(1),
            Scale.VOLUME,
            "((2C - H - L)/(H - L)) V; 0 when H = L",
            VolumeFeatures::intensity));
  }

  private static double[] illiquidity(Columns x) {
    double[] returns = x.returns();
    double[] close = x.close();
    double[] volume = x.volume();
    return Formulas.each(x.rows(), t -> Math.abs(returns[t]) / (close[t] * volume[t]));
  }

  private static double[] intensity(Columns x) {
    double[] high = x.high();
    double[] low = x.low();
    double[] close = x.close();
    double[] volume = x.volume();
    return Formulas.each(
        x.rows(),
        t ->
            high[t] == low[t]
                ? 0
                : (2 * close[t] - high[t] - low[t]) / (high[t] - low[t]) * volume[t]);
  }
}
