package io.plimsoll.simulationkernel.engine;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.Bars;

/**
 * Bars made ready for many simulations: the price columns, where a bar is missing, and the trailing
 * volatility of a bar.
 *
 * <p>Cost: one pass over the bars; share it between the runs of a sweep.
 */
public final class Market {
  /** How many returns the trailing volatility looks at. */
  public static final int VOLATILITY_WINDOW = 20;

  private final Bars bars;
  private final boolean[] afterGap;
  private final double barsPerYear;
  private final double[] volatility;

  private Market(Bars bars) {
    this.bars = bars;
    this.afterGap = Continuity.afterGap(bars);
    this.barsPerYear = Periods.perYear(bars.exchange(), bars.timeframe());
    this.volatility = trailingVolatility(bars.close().toArrayUnsafe());
  }

  /** Prepares the bars; their prices should be adjusted for splits and dividends. */
  public static Market of(Bars bars) {
    return new Market(bars);
  }

  /** The bars as they were given. */
  public Bars bars() {
    return bars;
  }

  /** How many bars there are. */
  public int size() {
    return bars.size();
  }

  /** Whether at least one bar is missing between the one before and this one. */
  public boolean isAfterGap(int bar) {
    return afterGap[bar];
  }

  /** How many bars of this kind a year has, by the exchange's convention. */
  public double barsPerYear() {
    return barsPerYear;
  }

  /**
   * The standard deviation of the last {@value #VOLATILITY_WINDOW} log returns known at a bar's
   * close; NaN before there are that many.
   */
  public double volatility(int bar) {
    return volatility[bar];
  }

  boolean[] gaps() {
    return afterGap;
  }

  double[] volatilities() {
    return volatility;
  }

  private static double[] trailingVolatility(double[] close) {
    int n = close.length;
    double[] returns = new double[n];
    double[] result = new double[n];
    for (int i = 0; i < n; i++) {
      returns[i] = i == 0 ? Double.NaN : StrictMath.log(close[i] / close[i - 1]);
      result[i] =
          i < VOLATILITY_WINDOW
              ? Double.NaN
              : Trailing.standardDeviation(returns, i - VOLATILITY_WINDOW + 1, i + 1);
    }
    return result;
  }

  /** The closes, for statistics that need them as a column. */
  public Vec close() {
    return bars.close();
  }
}
