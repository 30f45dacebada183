package io.plimsoll.batchkernel.option;

/**
 * Prices an option on a Leisen-Reimer tree: slow, general, and independent of the integral method,
 * so it serves where that one has no answer and as its oracle.
 *
 * <p>Accuracy: for American options the error falls like 1/n; at 1,001 steps about 5e-4 per 100 of
 * strike. Cost: O(n squared) time, O(n) memory.
 *
 * <p>Source: Leisen and Reimer (1996), "Binomial models for option valuation - examining and
 * improving convergence", Applied Mathematical Finance 3(4), with the second Peizer-Pratt
 * inversion.
 */
final class Binomial {
  private Binomial() {}

  /**
   * The price of one unit.
   *
   * @param steps odd and positive
   */
  static double price(OptionContract contract, OptionMarket market, int steps) {
    if (steps < 1 || steps % 2 == 0) {
      throw new IllegalArgumentException("steps: %d (expected: odd, 1 or more)".formatted(steps));
    }
    double years = contract.years();
    double deviation = market.volatility() * Math.sqrt(years);
    if (deviation == 0) {
      return BlackScholes.price(contract, market);
    }
    double d1 = BlackScholes.d1(contract.strike(), years, market);
    double up = peizerPratt(d1 - deviation, steps);
    double upUnderSpot = peizerPratt(d1, steps);
    double step = years / steps;
    double growth = StrictMath.exp((market.rate() - market.dividendYield()) * step);
    double upFactor = growth * upUnderSpot / up;
    double downFactor = (growth - up * upFactor) / (1 - up);
    double discount = StrictMath.exp(-market.rate() * step);
    return backwards(contract, market.spot(), steps, new Tree(up, upFactor, downFactor, discount));
  }

  private static double backwards(OptionContract contract, double spot, int steps, Tree tree) {
    boolean american = contract.style() == ExerciseStyle.AMERICAN;
    double[] values = new double[steps + 1];
    double ratio = tree.upFactor / tree.downFactor;
    double lowest = spot * StrictMath.pow(tree.downFactor, steps);
    double node = lowest;
    for (int i = 0; i <= steps; i++) {
      values[i] = contract.kind().intrinsic(node, contract.strike());
      node *= ratio;
    }
    for (int level = steps - 1; level >= 0; level--) {
      lowest /= tree.downFactor;
      node = lowest;
      for (int i = 0; i <= level; i++) {
        double held = tree.discount * (tree.up * values[i + 1] + (1 - tree.up) * values[i]);
        values[i] =
            american ? Math.max(held, contract.kind().intrinsic(node, contract.strike())) : held;
        node *= ratio;
      }
    }
    return values[0];
  }

  private static double peizerPratt(double z, int n) {
    double x = z / (n + 1.0 / 3 + .1 / (n + 1));
    double root = Math.sqrt(.25 - .25 * StrictMath.exp(-x * x * (n + 1.0 / 6)));
    return .5 + Math.copySign(root, z);
  }

  private record Tree(double up, double upFactor, double downFactor, double discount) {}
}
