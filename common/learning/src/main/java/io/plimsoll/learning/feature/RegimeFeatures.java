package io.plimsoll.learning.feature;

import static io.plimsoll.learning.feature.FeatureGroup.REGIMES;

import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Resampling;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.learning.feature.Feature.Context;
import io.plimsoll.learning.feature.Feature.Dependence;
import io.plimsoll.learning.feature.Feature.Nature;
import io.plimsoll.learning.feature.Feature.Reach;
import io.plimsoll.learning.feature.Feature.Scale;
import io.plimsoll.learning.feature.Feature.Unit;
import java.util.List;

/** In which state the market is, seen from closed hours and days only. */
final class RegimeFeatures {
  static final String HOURLY = "dist_sma_200h";

  /** Fitted inside each training span; the frame has the two columns it is fitted on. */
  static final String MIXTURE = "mixture_turbulent";

  private static final int YEAR = 252;
  private static final int TREND = 200;

  private RegimeFeatures() {}

  static List<Definition> definitions() {
    return List.of(
        new Definition(
            new Feature(
                "vix_regime",
                REGIMES,
                "3 bull quiet, 2 bull volatile, 1 bear quiet, 0 bear volatile; bull = D > mean200(D)"
                    + " of closed days, volatile = X > median252(X) of closed days",
                new Reach(YEAR, 0, Unit.CLOSED_DAYS),
                Context.VOLATILITY,
                new Nature(Dependence.CAUSAL, Scale.RATIO, true)),
            RegimeFeatures::regime),
        new Definition(
            new Feature(
                MIXTURE,
                REGIMES,
                "P(turbulent | log_return_1, sd20(log_return_1)) of a mixture of two bivariate"
                    + " normals fitted to the training span; the row itself is all it looks at",
                Reach.bars(21),
                Context.NONE,
                new Nature(Dependence.FITTED, Scale.RATIO, false)),
            RegimeFeatures::returnsWithVolatility),
        Definition.of(
            REGIMES,
            HOURLY,
            new Reach(TREND, 0, Unit.CLOSED_HOURS),
            Scale.RATIO,
            "C/mean200(closes of closed hours) - 1; for timeframes below a day",
            RegimeFeatures::distanceFromHourlyTrend));
  }

  private static double[] regime(Columns x) {
    Bars days = closed(x.bars(), Timeframe.ONE_DAY);
    Bars volatility = closed(x.volatilityBars(), Timeframe.ONE_DAY);
    double[] close = days.close().toArrayUnsafe();
    double[] trend = Rolling.mean(close, TREND);
    double[] level = volatility.close().toArrayUnsafe();
    double[] median = Rolling.median(level, YEAR);
    double[] isBull = Formulas.each(close.length, t -> above(close[t], trend[t]));
    double[] isVolatile = Formulas.each(level.length, t -> above(level[t], median[t]));
    double[] bull = Joins.lastKnown(isBull, days::availableAt, x.bars());
    double[] nervous = Joins.lastKnown(isVolatile, volatility::availableAt, x.bars());
    return Formulas.each(x.rows(), t -> 2 * bull[t] + 1 - nervous[t]);
  }

  /** The log return where the volatility is known too. */
  private static double[] returnsWithVolatility(Columns x) {
    double[] returns = x.logReturns();
    double[] volatility = x.realisedVolatility(20);
    return Formulas.each(x.rows(), t -> Double.isNaN(volatility[t]) ? Double.NaN : returns[t]);
  }

  private static double above(double value, double bar) {
    return Double.isNaN(bar) ? Double.NaN : value > bar ? 1 : 0;
  }

  private static double[] distanceFromHourlyTrend(Columns x) {
    double[] close = x.close();
    Bars hours = closed(x.bars(), Timeframe.ONE_HOUR);
    double[] mean = Rolling.mean(hours.close().toArrayUnsafe(), TREND);
    double[] trend = Joins.lastKnown(mean, hours::availableAt, x.bars());
    return Formulas.each(x.rows(), t -> close[t] / trend[t] - 1);
  }

  private static Bars closed(Bars bars, Timeframe timeframe) {
    return bars.timeframe() == timeframe ? bars : Resampling.resample(bars, timeframe);
  }
}
