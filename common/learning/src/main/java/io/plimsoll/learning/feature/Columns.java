package io.plimsoll.learning.feature;

import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Timeframe;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The columns of one computation: the adjusted bars of the primary symbol and what several formulas
 * share, made once each. Lives for one computation and one thread.
 */
final class Columns {
  private final Bars bars;
  private final Optional<Bars> market;
  private final Optional<Bars> volatility;
  private final Map<String, double[]> shared = new HashMap<>();

  Columns(MarketData data) {
    this.bars = data.primaryBars().adjusted();
    this.market = data.market().map(Bars::adjusted);
    this.volatility = data.volatility().map(Bars::adjusted);
  }

  int rows() {
    return bars.size();
  }

  Bars bars() {
    return bars;
  }

  Timeframe timeframe() {
    return bars.timeframe();
  }

  double[] open() {
    return bars.open().toArrayUnsafe();
  }

  double[] high() {
    return bars.high().toArrayUnsafe();
  }

  double[] low() {
    return bars.low().toArrayUnsafe();
  }

  double[] close() {
    return bars.close().toArrayUnsafe();
  }

  double[] volume() {
    return bars.volume().toArrayUnsafe();
  }

  /** The column of that name, made the first time it is asked for; nobody writes to it. */
  double[] shared(String name, Supplier<double[]> maker) {
    double[] found = shared.get(name);
    if (found == null) {
      found = maker.get();
      shared.put(name, found);
    }
    return found;
  }

  /** Close-to-close simple return. */
  double[] returns() {
    return shared("returns", () -> Formulas.change(close()));
  }

  double[] logReturns() {
    return shared("log returns", () -> Formulas.logChange(close()));
  }

  double[] trueRange() {
    return shared("true range", () -> Formulas.trueRange(high(), low(), close()));
  }

  double[] typicalPrice() {
    return shared(
        "typical price", () -> Formulas.each(rows(), t -> (high()[t] + low()[t] + close()[t]) / 3));
  }

  double[] averageTrueRange() {
    return shared("atr 14", () -> Rolling.wilder(trueRange(), 14));
  }

  double[] meanClose(int window) {
    return shared("mean close " + window, () -> Rolling.mean(close(), window));
  }

  double[] meanVolume(int window) {
    return shared("mean volume " + window, () -> Rolling.mean(volume(), window));
  }

  double[] realisedVolatility(int window) {
    return shared(
        "realised volatility " + window, () -> Rolling.deviation(logReturns(), window, 1));
  }

  /** The market context's newest close that is known at each row. */
  double[] marketClose() {
    return shared("market close", () -> joined(market, "market"));
  }

  /** The volatility context's newest close that is known at each row. */
  double[] volatilityClose() {
    return shared("volatility close", () -> joined(volatility, "volatility"));
  }

  /** The volatility context's own bars. */
  Bars volatilityBars() {
    return volatility.orElseThrow(() -> missing("volatility"));
  }

  private double[] joined(Optional<Bars> context, String name) {
    Bars found = context.orElseThrow(() -> missing(name));
    return Joins.lastKnown(found.close().toArrayUnsafe(), found::availableAt, bars);
  }

  private static IllegalArgumentException missing(String name) {
    return new IllegalArgumentException(
        "bars: no %s context (expected: the bars of one for the features asked for)"
            .formatted(name));
  }
}
