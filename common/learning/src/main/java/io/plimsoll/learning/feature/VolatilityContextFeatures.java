package io.plimsoll.learning.feature;

import static io.plimsoll.learning.feature.FeatureGroup.VOLATILITY_CONTEXT;

import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.learning.feature.Feature.Reach;
import io.plimsoll.learning.feature.Feature.Scale;
import java.util.List;

/** What the volatility index or fund says. */
final class VolatilityContextFeatures {
  private static final double SESSION_MINUTES = 390;
  private static final double DAY_MINUTES = 1440;

  private VolatilityContextFeatures() {}

  static List<Definition> definitions() {
    return List.of(
        Definition.of(
            VOLATILITY_CONTEXT,
            "vix_close",
            Reach.bars(1),
            Scale.VOLATILITY_LEVEL,
            "X = the volatility context's newest close known at the row",
            Columns::volatilityClose),
        Definition.of(
            VOLATILITY_CONTEXT,
            "vix_log_ret",
            2,
            "ln(X/X[-1])",
            x -> Formulas.logChange(x.volatilityClose())),
        Definition.of(
            VOLATILITY_CONTEXT,
            "vix_z_20",
            20,
            "(X - mean20(X))/sd20(X); 0 when sd20(X) = 0",
            x -> Rolling.score(x.volatilityClose(), 20)),
        Definition.of(
            VOLATILITY_CONTEXT,
            "vix_rel_60",
            60,
            "X/mean60(X) - 1",
            VolatilityContextFeatures::relative),
        Definition.of(
            VOLATILITY_CONTEXT,
            "vrp",
            21,
            "X/100 - realised_vol_20 sqrt(bars per year)",
            VolatilityContextFeatures::riskPremium));
  }

  private static double[] relative(Columns x) {
    double[] level = x.volatilityClose();
    double[] mean = Rolling.mean(level, 60);
    return Formulas.each(x.rows(), t -> level[t] / mean[t] - 1);
  }

  private static double[] riskPremium(Columns x) {
    double[] level = x.volatilityClose();
    double[] realised = x.realisedVolatility(20);
    double root = Math.sqrt(barsPerYear(x.bars().exchange(), x.timeframe()));
    return Formulas.each(x.rows(), t -> level[t] / 100 - realised[t] * root);
  }

  private static double barsPerYear(Exchange exchange, Timeframe timeframe) {
    double minutes = timeframe.duration().toMinutes();
    return switch (exchange) {
      case NYSE -> 252 * (timeframe == Timeframe.ONE_DAY ? 1 : SESSION_MINUTES / minutes);
      case CRYPTO -> 365.25 * DAY_MINUTES / minutes;
    };
  }
}
