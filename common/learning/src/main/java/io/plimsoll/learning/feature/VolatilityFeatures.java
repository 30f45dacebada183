package io.plimsoll.learning.feature;

import static io.plimsoll.learning.feature.FeatureGroup.VOLATILITY;

import io.plimsoll.learning.feature.Feature.Reach;
import io.plimsoll.learning.feature.Feature.Scale;
import java.util.List;

/** How much the price moves, per bar and not annualised. */
final class VolatilityFeatures {
  private static final double LN2 = StrictMath.log(2);
  private static final int DAYS = 20;

  private VolatilityFeatures() {}

  static List<Definition> definitions() {
    return List.of(
        Definition.of(
            VOLATILITY,
            "parkinson_20",
            20,
            "sqrt(mean20(ln(H/L)^2)/(4 ln 2))",
            VolatilityFeatures::parkinson),
        Definition.of(
            VOLATILITY,
            "atr_14",
            Reach.bars(15),
            Scale.PRICE_DISTANCE,
            "Wilder's average over 14 bars of TR = max(H, C[-1]) - min(L, C[-1])",
            Columns::averageTrueRange),
        Definition.of(
            VOLATILITY,
            "atr_ratio_15",
            16,
            "mean15(TR)/C",
            x -> Formulas.ratio(Rolling.mean(x.trueRange(), 15), x.close())),
        Definition.of(
            VOLATILITY, "realised_vol_20", 21, "sd20(ln(C/C[-1]))", x -> x.realisedVolatility(20)),
        Definition.of(
            VOLATILITY, "realised_vol_60", 61, "sd60(ln(C/C[-1]))", x -> x.realisedVolatility(60)),
        Definition.of(
            VOLATILITY,
            "garman_klass_20",
            20,
            "sqrt(max(0, mean20(ln(H/L)^2/2 - (2 ln 2 - 1) ln(C/O)^2)))",
            VolatilityFeatures::garmanKlass),
        Definition.of(
            VOLATILITY,
            "yang_zhang_20",
            21,
            "sqrt(var20(o) + k var20(c) + (1 - k) mean20(u (u - c) + d (d - c))), o = ln(O/C[-1]),"
                + " c = ln(C/O), u = ln(H/O), d = ln(L/O), k = 0.34/(1.34 + 21/19)",
            VolatilityFeatures::yangZhang));
  }

  private static double[] parkinson(Columns x) {
    double[] range = logRatio(x.high(), x.low());
    double[] mean = Rolling.mean(Formulas.each(x.rows(), t -> range[t] * range[t]), DAYS);
    return Formulas.each(x.rows(), t -> Math.sqrt(Math.max(0, mean[t]) / (4 * LN2)));
  }

  private static double[] garmanKlass(Columns x) {
    double[] range = logRatio(x.high(), x.low());
    double[] body = logRatio(x.close(), x.open());
    double[] mean =
        Rolling.mean(
            Formulas.each(
                x.rows(), t -> 0.5 * range[t] * range[t] - (2 * LN2 - 1) * body[t] * body[t]),
            DAYS);
    return Formulas.each(x.rows(), t -> Math.sqrt(Math.max(0, mean[t])));
  }

  private static double[] yangZhang(Columns x) {
    double[] open = x.open();
    double[] close = x.close();
    double[] night = Formulas.eachFrom(1, x.rows(), t -> StrictMath.log(open[t] / close[t - 1]));
    double[] day = logRatio(close, open);
    double[] up = logRatio(x.high(), open);
    double[] down = logRatio(x.low(), open);
    double[] within =
        Rolling.mean(
            Formulas.each(x.rows(), t -> up[t] * (up[t] - day[t]) + down[t] * (down[t] - day[t])),
            DAYS);
    double[] overnight = Rolling.comoment(night, night, DAYS);
    double[] session = Rolling.comoment(day, day, DAYS);
    double k = 0.34 / (1.34 + (DAYS + 1.0) / (DAYS - 1.0));
    return Formulas.each(
        x.rows(),
        t ->
            Math.sqrt(
                Math.max(
                    0,
                    overnight[t] / (DAYS - 1)
                        + k * session[t] / (DAYS - 1)
                        + (1 - k) * within[t])));
  }

  private static double[] logRatio(double[] above, double[] below) {
    return Formulas.each(above.length, t -> StrictMath.log(above[t] / below[t]));
  }
}
