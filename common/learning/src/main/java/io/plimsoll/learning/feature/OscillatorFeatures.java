package io.plimsoll.learning.feature;

import static io.plimsoll.learning.feature.FeatureGroup.CLASSIC;

import io.plimsoll.learning.feature.Feature.Reach;
import io.plimsoll.learning.feature.Feature.Scale;
import java.util.List;

/** The chartist's indicators of strength, direction and flow. */
final class OscillatorFeatures {
  private OscillatorFeatures() {}

  static List<Definition> definitions() {
    return List.of(
        Definition.of(
            CLASSIC,
            "rsi_14",
            15,
            "100 g/(g + l), g and l Wilder's 14-bar averages of gains and losses; 100 when only l ="
                + " 0, 50 when both are 0",
            OscillatorFeatures::relativeStrength),
        Definition.of(
            CLASSIC,
            "adx_14",
            28,
            "Wilder's 14-bar average of 100 |p - m|/(p + m), p and m Wilder's directional"
                + " movements; 0 when p + m = 0",
            OscillatorFeatures::directionalIndex),
        Definition.of(
            CLASSIC,
            "stoch_k",
            14,
            "100 (C - min14(L))/(max14(H) - min14(L)); 50 when flat",
            OscillatorFeatures::stochastic),
        Definition.of(
            CLASSIC, "stoch_d", 16, "mean3(stoch_k)", x -> Rolling.mean(stochastic(x), 3)),
        Definition.of(
            CLASSIC,
            "mfi_14",
            15,
            "100 p/(p + m), sums over 14 bars of TP V where TP rose (p) and fell (m); 50 when both"
                + " are 0",
            OscillatorFeatures::moneyFlow),
        Definition.of(
            CLASSIC,
            "willr_14",
            14,
            "-100 (max14(H) - C)/(max14(H) - min14(L)); -50 when flat",
            x -> {
              double[] fromBelow = stochastic(x);
              return Formulas.each(x.rows(), t -> fromBelow[t] - 100);
            }),
        Definition.of(
            CLASSIC,
            "aroon_up",
            26,
            "100 (25 - bars since the highest H of 26)/25",
            x -> aroon(Rolling.rowsSinceHighest(x.high(), 26))),
        Definition.of(
            CLASSIC,
            "aroon_down",
            26,
            "100 (25 - bars since the lowest L of 26)/25",
            x -> aroon(Rolling.rowsSinceLowest(x.low(), 26))),
        Definition.of(
            CLASSIC,
            "obv",
            Reach.bars(1),
            Scale.VOLUME_TOTAL,
            "sum of V where C rose less V where C fell, from the first bar on",
            OscillatorFeatures::onBalanceVolume));
  }

  private static double[] relativeStrength(Columns x) {
    double[] close = x.close();
    double[] gains =
        Rolling.wilder(
            Formulas.eachFrom(1, x.rows(), t -> Math.max(0, close[t] - close[t - 1])), 14);
    double[] losses =
        Rolling.wilder(
            Formulas.eachFrom(1, x.rows(), t -> Math.max(0, close[t - 1] - close[t])), 14);
    return share(gains, losses);
  }

  /** 100 up/(up + down), 50 where both are 0. */
  private static double[] share(double[] up, double[] down) {
    return Formulas.each(
        up.length, t -> up[t] + down[t] == 0 ? 50 : 100 * up[t] / (up[t] + down[t]));
  }

  private static double[] directionalIndex(Columns x) {
    double[] high = x.high();
    double[] low = x.low();
    double[] plus = Rolling.wilder(upMovement(high, low), 14);
    double[] minus = Rolling.wilder(downMovement(high, low), 14);
    double[] index =
        Formulas.each(
            x.rows(),
            t ->
                plus[t] + minus[t] == 0
                    ? 0
                    : 100 * Math.abs(plus[t] - minus[t]) / (plus[t] + minus[t]));
    return Rolling.wilder(index, 14);
  }

  /** The rise of the highs where it outdoes the fall of the lows. */
  private static double[] upMovement(double[] high, double[] low) {
    return Formulas.eachFrom(
        1,
        low.length,
        t -> {
          double rise = high[t] - high[t - 1];
          return rise > low[t - 1] - low[t] ? Math.max(0, rise) : 0;
        });
  }

  /** The fall of the lows where it outdoes the rise of the highs. */
  private static double[] downMovement(double[] high, double[] low) {
    return Formulas.eachFrom(
        1,
        low.length,
        t -> {
          double fall = low[t - 1] - low[t];
          return fall > high[t] - high[t - 1] ? Math.max(0, fall) : 0;
        });
  }

  private static double[] stochastic(Columns x) {
    return x.shared(
        "stochastic",
        () -> {
          double[] close = x.close();
          double[] highest = Rolling.highest(x.high(), 14);
          double[] lowest = Rolling.lowest(x.low(), 14);
          return Formulas.each(
              x.rows(),
              t ->
                  highest[t] == lowest[t]
                      ? 50
                      : 100 * (close[t] - lowest[t]) / (highest[t] - lowest[t]));
        });
  }

  private static double[] moneyFlow(Columns x) {
    double[] price = x.typicalPrice();
    double[] volume = x.volume();
    double[] in =
        Formulas.eachFrom(1, x.rows(), t -> price[t] > price[t - 1] ? price[t] * volume[t] : 0);
    double[] out =
        Formulas.eachFrom(1, x.rows(), t -> price[t] < price[t - 1] ? price[t] * volume[t] : 0);
    double[] up = Rolling.sum(in, 14);
    double[] down = Rolling.sum(out, 14);
    return share(up, down);
  }

  private static double[] aroon(double[] rowsSince) {
    return Formulas.each(rowsSince.length, t -> 100 * (25 - rowsSince[t]) / 25);
  }

  private static double[] onBalanceVolume(Columns x) {
    double[] close = x.close();
    double[] volume = x.volume();
    double[] result = new double[x.rows()];
    for (int t = 1; t < result.length; t++) {
      result[t] = result[t - 1] + Math.signum(close[t] - close[t - 1]) * volume[t];
    }
    return result;
  }
}
