package io.plimsoll.batchkernel.valuation;

import io.plimsoll.batchkernel.option.CashDividends;
import io.plimsoll.batchkernel.option.OptionMarket;
import java.util.Optional;

/**
 * What options on one underlying are valued with.
 *
 * @param spot the underlying's price
 * @param forward the forward its options are written on, where they are (volatility indices)
 * @param dividendYield continuous, per year
 * @param dividends in cash, known beforehand; not looked at for options on a forward
 * @param realisedVolatility per square root of a year, from its own past, where there is enough
 */
public record UnderlyingMarket(
    double spot,
    Optional<Double> forward,
    double dividendYield,
    CashDividends dividends,
    Optional<Double> realisedVolatility) {
  /** What an escrowed spot is at least, as a share of the spot: a shocked price stays above 0. */
  private static final double LEAST_SHARE = 1e-8;

  /** An underlying without known dividends in cash. */
  public UnderlyingMarket(
      double spot,
      Optional<Double> forward,
      double dividendYield,
      Optional<Double> realisedVolatility) {
    this(spot, forward, dividendYield, CashDividends.NONE, realisedVolatility);
  }

  /** What the options move with: the forward if they are written on it, else the spot. */
  public double level() {
    return forward.orElse(spot);
  }

  /** The market of an option that expires in some years. */
  OptionMarket optionMarket(double rate, double volatility, double years) {
    return shocked(0, rate, volatility, years);
  }

  /** The market after the underlying has moved by a simple return; its price never falls to 0. */
  OptionMarket shocked(double simpleReturn, double rate, double volatility, double years) {
    double level = level() * Math.max(LEAST_SHARE, 1 + simpleReturn);
    if (forward.isPresent()) {
      return OptionMarket.onForward(level, rate, volatility);
    }
    double escrowed = level - dividends.presentValue(rate, years);
    return new OptionMarket(
        Math.max(LEAST_SHARE * level, escrowed), rate, dividendYield, volatility);
  }
}
