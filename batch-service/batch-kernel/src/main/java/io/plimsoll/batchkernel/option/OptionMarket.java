package io.plimsoll.batchkernel.option;

/**
 * The inputs of an option's price that the market gives.
 *
 * @param spot the underlying's price, positive; for an option on a forward, the forward
 * @param rate the continuously compounded rate per year, .05 for 5 %
 * @param dividendYield the continuous dividend yield per year; for an option on a forward, the rate
 * @param volatility the volatility per square root of a year, .25 for 25 %
 */
public record OptionMarket(double spot, double rate, double dividendYield, double volatility) {
  public OptionMarket {
    if (!(spot > 0) || Double.isInfinite(spot)) {
      throw new IllegalArgumentException(
          "spot: %s (expected: positive and finite)".formatted(spot));
    }
    if (!Double.isFinite(rate) || Math.abs(rate) > 1) {
      throw new IllegalArgumentException(
          "rate: %s (expected: -1..1 per year)%nMaybe it was given in percent.".formatted(rate));
    }
    if (!Double.isFinite(dividendYield) || Math.abs(dividendYield) > 1) {
      throw new IllegalArgumentException(
          "dividendYield: %s (expected: -1..1 per year)".formatted(dividendYield));
    }
    if (!(volatility >= 0) || volatility > 20) {
      throw new IllegalArgumentException(
          "volatility: %s (expected: 0..20)%nMaybe it was given in percent.".formatted(volatility));
    }
  }

  /**
   * The market of an option on a forward or future (Black 1976): its dividend yield is the rate.
   */
  public static OptionMarket onForward(double forward, double rate, double volatility) {
    return new OptionMarket(forward, rate, rate, volatility);
  }

  /** The same market at another spot. */
  public OptionMarket withSpot(double otherSpot) {
    return new OptionMarket(otherSpot, rate, dividendYield, volatility);
  }

  /** The same market at another rate; a forward's market must be made anew instead. */
  public OptionMarket withRate(double otherRate) {
    return new OptionMarket(spot, otherRate, dividendYield, volatility);
  }

  /** The same market at another volatility. */
  public OptionMarket withVolatility(double otherVolatility) {
    return new OptionMarket(spot, rate, dividendYield, otherVolatility);
  }
}
