package io.plimsoll.learning.feature;

import static io.plimsoll.learning.feature.FeatureGroup.MARKET_CONTEXT;

import java.util.List;

/** How the symbol moves beside the market; r and m are the returns of the two on the same rows. */
final class MarketContextFeatures {
  private static final int WINDOW = 60;

  private MarketContextFeatures() {}

  static List<Definition> definitions() {
    return List.of(
        Definition.of(
            MARKET_CONTEXT,
            "ctx_return",
            2,
            "m = M/M[-1] - 1, M = the market's newest close known at the row",
            MarketContextFeatures::returns),
        Definition.of(
            MARKET_CONTEXT,
            "beta_60",
            61,
            "cov60(r, m)/var60(m); NaN when var60(m) = 0",
            MarketContextFeatures::beta),
        Definition.of(
            MARKET_CONTEXT, "beta_residual", 61, "r - beta_60 m", MarketContextFeatures::residual),
        Definition.of(
            MARKET_CONTEXT,
            "rel_strength_z",
            WINDOW,
            "(s - mean60(s))/sd60(s), s = ln(C/M); 0 when sd60(s) = 0",
            MarketContextFeatures::relativeStrength));
  }

  private static double[] returns(Columns x) {
    return x.shared("market returns", () -> Formulas.change(x.marketClose()));
  }

  private static double[] beta(Columns x) {
    return x.shared(
        "beta",
        () ->
            Formulas.ratio(
                Rolling.comoment(x.returns(), returns(x), WINDOW),
                Rolling.comoment(returns(x), returns(x), WINDOW)));
  }

  private static double[] residual(Columns x) {
    double[] own = x.returns();
    double[] market = returns(x);
    double[] beta = beta(x);
    return Formulas.each(x.rows(), t -> own[t] - beta[t] * market[t]);
  }

  private static double[] relativeStrength(Columns x) {
    double[] close = x.close();
    double[] market = x.marketClose();
    return Rolling.score(
        Formulas.each(x.rows(), t -> StrictMath.log(close[t] / market[t])), WINDOW);
  }
}
