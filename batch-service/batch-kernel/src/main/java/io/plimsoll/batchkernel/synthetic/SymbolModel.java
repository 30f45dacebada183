package io.plimsoll.batchkernel.synthetic;

import io.plimsoll.kernel.array.Vec;

/**
 * How one symbol of the stochastic market behaves.
 *
 * @param betas times each factor's daily log return
 * @param ownVolatility standard deviation of its own daily log return, without jumps
 * @param jumpsPerYear how many jumps of its own a year of 252 sessions has on average
 * @param jumpVolatility standard deviation of a jump's log size, whose mean is 0
 * @param dividendYield what it pays a year over its price, in four parts
 */
public record SymbolModel(
    Vec betas,
    double ownVolatility,
    double jumpsPerYear,
    double jumpVolatility,
    double dividendYield) {
  /** Sessions in a year. */
  public static final int SESSIONS = 252;

  public SymbolModel {
    check("ownVolatility", ownVolatility, 1);
    check("jumpsPerYear", jumpsPerYear, SESSIONS);
    check("jumpVolatility", jumpVolatility, 1);
    check("dividendYield", dividendYield, 1);
  }

  private static void check(String name, double value, double limit) {
    if (!(value >= 0 && value < limit)) {
      throw new IllegalArgumentException(
          "%s: %s (expected: from 0, below %s)".formatted(name, value, limit));
    }
  }

  /** The chance of a jump on a day. */
  double jumpChance() {
    return jumpsPerYear / SESSIONS;
  }

  /** The variance of what is its own in a daily log return, jumps included. */
  public double ownVariance() {
    return ownVolatility * ownVolatility + jumpChance() * jumpVolatility * jumpVolatility;
  }
}
