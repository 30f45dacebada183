package io.plimsoll.batchkernel.option;

import io.plimsoll.batchkernel.option.AmericanOption.Accuracy;
import java.util.function.DoubleUnaryOperator;

/**
 * Finds the volatility at which the model gives an option's own price.
 *
 * <p>Method: the price rises with volatility, so the root is bracketed and narrowed by Brent's
 * method; no start value is needed and none can fail. Error: 1e-12 in volatility or the last bit of
 * the price, whichever is coarser.
 *
 * <p>Source: Brent (1973), "Algorithms for Minimization without Derivatives", chapter 4.
 */
public final class ImpliedVolatility {
  private static final double LOWEST = 1e-4;
  private static final double HIGHEST = 10;
  private static final double TOLERANCE = 1e-12;
  private static final int MOST_STEPS = 200;

  private ImpliedVolatility() {}

  /** The outcome of a search. */
  public sealed interface Outcome {
    /**
     * The price is reached.
     *
     * @param volatility per square root of a year
     */
    record Found(double volatility) implements Outcome {}

    /**
     * The price is at or below what the option is worth without volatility.
     *
     * @param bound the lowest price the model can give
     */
    record BelowBound(double bound) implements Outcome {}

    /**
     * The price is above what the option can be worth at any volatility.
     *
     * @param bound the highest price the model can give at a volatility of 1,000 %
     */
    record AboveBound(double bound) implements Outcome {}
  }

  /**
   * Searches the volatility of a quoted price.
   *
   * @param market its volatility is not looked at
   * @param price the quote of one unit
   */
  public static Outcome of(
      OptionContract contract, OptionMarket market, double price, Accuracy accuracy) {
    DoubleUnaryOperator excess =
        volatility -> modelPrice(contract, market.withVolatility(volatility), accuracy) - price;
    double atLowest = excess.applyAsDouble(LOWEST);
    double atHighest = excess.applyAsDouble(HIGHEST);
    if (contract.years() == 0 || atLowest >= 0) {
      return new Outcome.BelowBound(atLowest + price);
    }
    if (atHighest <= 0) {
      return new Outcome.AboveBound(atHighest + price);
    }
    return new Outcome.Found(brent(excess, new Bracket(LOWEST, atLowest, HIGHEST, atHighest)));
  }

  private static double modelPrice(
      OptionContract contract, OptionMarket market, Accuracy accuracy) {
    return switch (contract.style()) {
      case EUROPEAN -> BlackScholes.price(contract, market);
      case AMERICAN -> AmericanOption.price(contract, market, accuracy);
    };
  }

  private static double brent(DoubleUnaryOperator function, Bracket bracket) {
    double a = bracket.low;
    double fa = bracket.atLow;
    double b = bracket.high;
    double fb = bracket.atHigh;
    double c = a;
    double fc = fa;
    double step = b - a;
    double stepBefore = step;
    for (int i = 0; i < MOST_STEPS && fb != 0; i++) {
      if ((fb > 0) == (fc > 0)) {
        c = a;
        fc = fa;
        step = b - a;
        stepBefore = step;
      }
      if (Math.abs(fc) < Math.abs(fb)) {
        a = b;
        b = c;
        c = a;
        fa = fb;
        fb = fc;
        fc = fa;
      }
      double tolerance = 2 * Math.ulp(b) + .5 * TOLERANCE;
      double half = .5 * (c - b);
      if (Math.abs(half) <= tolerance) {
        break;
      }
      double trial = trialStep(a, fa, b, fb, c, fc, half);
      if (Math.abs(stepBefore) >= tolerance
          && Math.abs(fa) > Math.abs(fb)
          && trial * half > 0
          && 2 * Math.abs(trial) < Math.min(3 * Math.abs(half), Math.abs(stepBefore))) {
        stepBefore = step;
        step = trial;
      } else {
        step = half;
        stepBefore = half;
      }
      a = b;
      fa = fb;
      b += Math.abs(step) > tolerance ? step : Math.copySign(tolerance, half);
      fb = function.applyAsDouble(b);
    }
    return b;
  }

  /** The secant's step, or that of inverse quadratic interpolation where three points differ. */
  private static double trialStep(
      double a, double fa, double b, double fb, double c, double fc, double half) {
    double s = fb / fa;
    if (a == c) {
      return -2 * half * s / (1 - s);
    }
    double q = fa / fc;
    double r = fb / fc;
    double numerator = s * (2 * half * q * (q - r) - (b - a) * (r - 1));
    double denominator = (q - 1) * (r - 1) * (s - 1);
    return -numerator / denominator;
  }

  private record Bracket(double low, double atLow, double high, double atHigh) {}
}
