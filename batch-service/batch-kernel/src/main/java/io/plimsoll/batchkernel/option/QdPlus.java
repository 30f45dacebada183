package io.plimsoll.batchkernel.option;

import io.plimsoll.kernel.statistics.Normal;

/**
 * Guesses the critical spot of an American put by the QD+ approximation.
 *
 * <p>Source: Li (2010), Review of Derivatives Research 13(1), equations of the QD+ method; the
 * singular quotient is multiplied out, so that the function is smooth over the whole bracket.
 */
final class QdPlus {
  private static final int MOST_STEPS = 60;
  private static final double TOLERANCE = 1e-7;

  private final double strike;
  private final double rate;
  private final double dividendYield;
  private final double volatility;
  private final double time;
  private final double lambda;
  private final double correction;
  private final double thetaFactor;
  private final double linearFactor;

  private QdPlus(ExerciseBoundary.Put put, double time) {
    strike = put.strike();
    rate = put.rate();
    dividendYield = put.dividendYield();
    volatility = put.volatility();
    this.time = time;
    double variance = volatility * volatility;
    double omega = 2 * (rate - dividendYield) / variance;
    double alpha = 2 * rate / variance;
    double h = -StrictMath.expm1(-rate * time);
    double root = Math.sqrt((omega - 1) * (omega - 1) + 4 * alpha / h);
    lambda = .5 * (-(omega - 1) - root);
    double lambdaSlope = alpha / (h * h * root);
    double twice = 2 * lambda + omega - 1;
    correction = -(1 - h) * alpha / twice;
    linearFactor = 1 / h + lambdaSlope / twice;
    thetaFactor = StrictMath.exp(rate * time) / rate;
  }

  /**
   * The spot at which the approximation would exercise.
   *
   * @param limit the critical spot at expiry
   * @param time the time to expiry in years, positive
   */
  static double criticalSpot(ExerciseBoundary.Put put, double limit, double time) {
    QdPlus equation = new QdPlus(put, time);
    double low = 1e-6 * limit;
    double high = limit;
    double atLow = equation.residual(low);
    double atHigh = equation.residual(high);
    if (!(atLow < 0 && atHigh > 0)) {
      return high;
    }
    for (int step = 0; step < MOST_STEPS && high - low > TOLERANCE * limit; step++) {
      double guess = low - atLow * (high - low) / (atHigh - atLow);
      double middle = .5 * (low + high);
      guess = step % 3 == 2 ? middle : guess;
      double residual = equation.residual(guess);
      if (residual > 0) {
        high = guess;
        atHigh = residual;
        atLow *= .5;
      } else {
        low = guess;
        atLow = residual;
        atHigh *= .5;
      }
    }
    return .5 * (low + high);
  }

  private double residual(double spot) {
    double deviation = volatility * Math.sqrt(time);
    double d1 =
        (StrictMath.log(spot / strike) + (rate - dividendYield) * time) / deviation
            + .5 * deviation;
    double inSpot = Normal.cdf(-d1);
    double inStrike = Normal.cdf(deviation - d1);
    double forwardSpot = spot * StrictMath.exp(-dividendYield * time);
    double forwardStrike = strike * StrictMath.exp(-rate * time);
    double european = forwardStrike * inStrike - forwardSpot * inSpot;
    double theta =
        rate * forwardStrike * inStrike
            - dividendYield * forwardSpot * inSpot
            - .5 * volatility * forwardSpot * Normal.pdf(d1) / Math.sqrt(time);
    double early = strike - spot - european;
    return spot
        - forwardSpot * inSpot
        + lambda * early
        + correction * (linearFactor * early - thetaFactor * theta);
  }
}
