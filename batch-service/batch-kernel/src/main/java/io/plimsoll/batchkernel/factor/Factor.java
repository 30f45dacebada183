package io.plimsoll.batchkernel.factor;

/**
 * Something that many prices move with, followed by the fund that stands for it.
 *
 * @param name as in the API, {@code low_volatility}
 * @param symbol the fund whose returns are taken
 * @param basis how they enter the regression
 */
public record Factor(String name, String symbol, Basis basis) {
  /** In which form a fund's returns enter. */
  public enum Basis {
    /** The market itself; a model has exactly one. */
    MARKET,
    /** The fund's return less the market's. */
    SPREAD,
    /** The fund's own return. */
    OUTRIGHT
  }

  public Factor {
    if (!name.matches("[a-z][a-z0-9_]{0,39}")) {
      throw new IllegalArgumentException(
          "name: '%s' (expected: small letters, digits and _, at most 40)".formatted(name));
    }
  }
}
