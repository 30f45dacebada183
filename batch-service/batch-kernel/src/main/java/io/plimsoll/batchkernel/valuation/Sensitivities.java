package io.plimsoll.batchkernel.valuation;

import io.plimsoll.batchkernel.option.OptionValue;

/**
 * How a market value moves with its inputs, in currency units.
 *
 * @param delta units of the underlying that move alike
 * @param dollarDelta delta x spot
 * @param gamma change of delta per unit of spot
 * @param dollarGamma change of dollar delta per 1 % of spot: gamma x spot squared / 100
 * @param theta per calendar day
 * @param vega per volatility point
 * @param rho per rate point
 */
public record Sensitivities(
    double delta,
    double dollarDelta,
    double gamma,
    double dollarGamma,
    double theta,
    double vega,
    double rho) {
  /** Of something that does not move. */
  public static final Sensitivities NONE = new Sensitivities(0, 0, 0, 0, 0, 0, 0);

  private static final double PERCENT = 100;

  /** Of a number of units of stock. */
  static Sensitivities ofStock(double units, double spot) {
    return new Sensitivities(units, units * spot, 0, 0, 0, 0, 0);
  }

  /** Of a number of units of an option, contracts times multiplier. */
  static Sensitivities ofOption(double units, double spot, OptionValue value) {
    return new Sensitivities(
        units * value.delta(),
        units * value.delta() * spot,
        units * value.gamma(),
        units * value.gamma() * spot * spot / PERCENT,
        units * value.thetaPerDay(),
        units * value.vegaPerPoint(),
        units * value.rhoPerPoint());
  }

  /** Both together; delta and gamma of different underlyings add up in dollars only. */
  public Sensitivities plus(Sensitivities other) {
    return new Sensitivities(
        delta + other.delta,
        dollarDelta + other.dollarDelta,
        gamma + other.gamma,
        dollarGamma + other.dollarGamma,
        theta + other.theta,
        vega + other.vega,
        rho + other.rho);
  }
}
