package io.plimsoll.batchkernel.option;

/**
 * What the holder of one unit of an option has a right to.
 *
 * @param kind call or put
 * @param style when it may be exercised
 * @param strike the price of exercise, positive
 * @param years the time to expiry in years of 365 calendar days, 0 when it has expired
 */
public record OptionContract(OptionKind kind, ExerciseStyle style, double strike, double years) {
  public OptionContract {
    if (!(strike > 0) || Double.isInfinite(strike)) {
      throw new IllegalArgumentException(
          "strike: %s (expected: positive and finite)".formatted(strike));
    }
    if (!(years >= 0) || Double.isInfinite(years)) {
      throw new IllegalArgumentException("years: %s (expected: 0 or more)".formatted(years));
    }
  }

  OptionContract withYears(double otherYears) {
    return new OptionContract(kind, style, strike, otherYears);
  }
}
