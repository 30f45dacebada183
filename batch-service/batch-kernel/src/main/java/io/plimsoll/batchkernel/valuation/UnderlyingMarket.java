package io.plimsoll.batchkernel.valuation;

import io.plimsoll.batchkernel.option.OptionMarket;
import java.util.Optional;

/**
 * What options on one underlying are valued with.
 *
 * @param spot the underlying's price
 * @param forward the forward its options are written on, where they are (volatility indices)
 * @param dividendYield continuous, per year
 * @param realisedVolatility per square root of a year, from its own past, where there is enough
 */
public record UnderlyingMarket(
    double spot,
    Optional<Double> forward,
    double dividendYield,
    Optional<Double> realisedVolatility) {

  OptionMarket optionMarket(double rate, double volatility) {
    return forward
        .map(level -> OptionMarket.onForward(level, rate, volatility))
        .orElseGet(() -> new OptionMarket(spot, rate, dividendYield, volatility));
  }
}
