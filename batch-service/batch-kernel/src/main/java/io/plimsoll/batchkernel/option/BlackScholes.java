package io.plimsoll.batchkernel.option;

import io.plimsoll.kernel.statistics.Normal;

/**
 * Values European options in the Black-Scholes-Merton model with a continuous dividend yield.
 *
 * <p>Units: see {@link OptionMarket} and {@link OptionValue}; theta is per calendar day (1/365 of a
 * year), vega and rho are per .01.
 *
 * <p>Source: Merton (1973), "Theory of Rational Option Pricing", Bell Journal of Economics 4(1);
 * Black (1976), "The pricing of commodity contracts", Journal of Financial Economics 3, for {@link
 * OptionMarket#onForward}.
 *
 * <p>Cost: constant time. Puts are priced by the sign of the pay-off and never by parity, so that
 * an option far out of the money keeps its relative accuracy.
 */
public final class BlackScholes {
  static final double DAYS_PER_YEAR = 365;
  private static final double POINT = .01;

  private BlackScholes() {}

  /**
   * The price of one unit; at expiry or without volatility the discounted intrinsic value.
   *
   * @param contract its style is not looked at
   */
  public static double price(OptionContract contract, OptionMarket market) {
    double years = contract.years();
    int sign = contract.kind().sign();
    double forwardSpot = market.spot() * StrictMath.exp(-market.dividendYield() * years);
    double forwardStrike = contract.strike() * StrictMath.exp(-market.rate() * years);
    double deviation = market.volatility() * Math.sqrt(years);
    if (deviation == 0) {
      return Math.max(0, sign * (forwardSpot - forwardStrike));
    }
    double d1 = d1(contract.strike(), years, market);
    return Math.max(
        0,
        sign
            * (forwardSpot * Normal.cdf(sign * d1)
                - forwardStrike * Normal.cdf(sign * (d1 - deviation))));
  }

  /**
   * The price and its five sensitivities; at expiry or without volatility those of the discounted
   * intrinsic value, with gamma and vega 0 and, at the money, delta 0.
   *
   * @param contract its style is not looked at
   */
  public static OptionValue value(OptionContract contract, OptionMarket market) {
    double years = contract.years();
    int sign = contract.kind().sign();
    double spot = market.spot();
    double dividendDiscount = StrictMath.exp(-market.dividendYield() * years);
    double discount = StrictMath.exp(-market.rate() * years);
    double forwardSpot = spot * dividendDiscount;
    double forwardStrike = contract.strike() * discount;
    double rootYears = Math.sqrt(years);
    double deviation = market.volatility() * rootYears;
    if (deviation == 0) {
      return withoutVolatility(contract, market, forwardSpot, forwardStrike);
    }
    double d1 = d1(contract.strike(), years, market);
    double inSpot = Normal.cdf(sign * d1);
    double inStrike = Normal.cdf(sign * (d1 - deviation));
    double density = Normal.pdf(d1);
    double theta =
        -forwardSpot * density * market.volatility() / (2 * rootYears)
            + sign * market.dividendYield() * forwardSpot * inSpot
            - sign * market.rate() * forwardStrike * inStrike;
    return new OptionValue(
        Math.max(0, sign * (forwardSpot * inSpot - forwardStrike * inStrike)),
        sign * dividendDiscount * inSpot,
        dividendDiscount * density / (spot * deviation),
        theta / DAYS_PER_YEAR,
        forwardSpot * density * rootYears * POINT,
        sign * forwardStrike * years * inStrike * POINT);
  }

  private static OptionValue withoutVolatility(
      OptionContract contract, OptionMarket market, double forwardSpot, double forwardStrike) {
    int sign = contract.kind().sign();
    double payoff = sign * (forwardSpot - forwardStrike);
    if (payoff <= 0) {
      return new OptionValue(0, 0, 0, 0, 0, 0);
    }
    double theta =
        contract.years() == 0
            ? 0
            : sign * (market.dividendYield() * forwardSpot - market.rate() * forwardStrike);
    return new OptionValue(
        payoff,
        sign * forwardSpot / market.spot(),
        0,
        theta / DAYS_PER_YEAR,
        0,
        contract.years() == 0 ? 0 : sign * forwardStrike * contract.years() * POINT);
  }

  /** ln(S/K) as log1p of an exact difference: the deciding error of a short option at the money. */
  static double d1(double strike, double years, OptionMarket market) {
    double deviation = market.volatility() * Math.sqrt(years);
    double logMoneyness = StrictMath.log1p((market.spot() - strike) / strike);
    return (logMoneyness + (market.rate() - market.dividendYield()) * years) / deviation
        + .5 * deviation;
  }
}
