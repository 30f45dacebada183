package io.plimsoll.batchkernel.option;

import io.plimsoll.kernel.array.Vec;

/**
 * Cash dividends of an underlying that are known beforehand, by the escrowed spot: the option is
 * valued on the spot less the present value of what goes ex before it expires.
 *
 * <p>That is exact for a European option if the escrowed part is what has the volatility. For an
 * American option it is the usual approximation, and the exercise value is then also that of the
 * escrowed spot: a call's early exercise just before a large dividend is undervalued.
 *
 * <p>Source: Hull (2018), "Options, Futures, and Other Derivatives", 10th edition, section 15.12;
 * Haug, Haug and Lewis (2003), "Back to basics: a new approach to the discrete dividend problem",
 * Wilmott, for what is wrong with it.
 *
 * @param years until each goes ex, positive or 0, in order
 * @param amounts of each, in the currency of the spot, 0 or more
 */
public record CashDividends(Vec years, Vec amounts) {
  /** None are known. */
  public static final CashDividends NONE = new CashDividends(Vec.empty(), Vec.empty());

  public CashDividends {
    if (years.size() != amounts.size()) {
      throw new IllegalArgumentException(
          "amounts: %d (expected: %d, one for each of years)"
              .formatted(amounts.size(), years.size()));
    }
    for (int i = 0; i < years.size(); i++) {
      if (!(years.get(i) >= 0) || !(amounts.get(i) >= 0)) {
        throw new IllegalArgumentException(
            "dividends[%d]: %s in %s years (expected: both 0 or more)"
                .formatted(i, amounts.get(i), years.get(i)));
      }
    }
  }

  /** The present value of what goes ex after now and not after an expiry. */
  public double presentValue(double rate, double expiryYears) {
    double value = 0;
    for (int i = 0; i < years.size(); i++) {
      if (years.get(i) > 0 && years.get(i) <= expiryYears) {
        value += amounts.get(i) * StrictMath.exp(-rate * years.get(i));
      }
    }
    return value;
  }

  /**
   * The spot less the present value.
   *
   * @throws IllegalArgumentException if nothing is left of it
   */
  public double escrowed(double spot, double rate, double expiryYears) {
    double left = spot - presentValue(rate, expiryYears);
    if (!(left > 0)) {
      throw new IllegalArgumentException(
          "dividends: worth %s of a spot of %s (expected: less than all of it)"
              .formatted(spot - left, spot));
    }
    return left;
  }
}
