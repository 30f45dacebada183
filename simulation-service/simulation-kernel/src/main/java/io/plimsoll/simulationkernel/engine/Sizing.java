package io.plimsoll.simulationkernel.engine;

/** How much of the account an entry commits; never more than the account holds. */
public sealed interface Sizing {

  /** The whole account. */
  record AllIn() implements Sizing {}

  /** A fixed fraction of the account. */
  record Fraction(double fraction) implements Sizing {
    public Fraction {
      if (!(fraction > 0 && fraction <= 1)) {
        throw new IllegalArgumentException(
            "fraction: %s (expected: 0 < fraction <= 1)".formatted(fraction));
      }
    }
  }

  /**
   * The fraction at which the position's annual volatility would be the wished one, at most the
   * whole account. Volatility is the trailing one at the close of the deciding bar.
   */
  record VolatilityTarget(double annualVolatility) implements Sizing {
    public VolatilityTarget {
      if (!(annualVolatility > 0 && annualVolatility <= 10)) {
        throw new IllegalArgumentException(
            "annualVolatility: %s (expected: 0 < annualVolatility <= 10)"
                .formatted(annualVolatility));
      }
    }
  }

  /** A fixed number of shares, or what the account can pay if that is less. */
  record Fixed(double quantity) implements Sizing {
    public Fixed {
      if (!(quantity > 0) || quantity == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "quantity: %s (expected: finite and above 0)".formatted(quantity));
      }
    }
  }

  /** The whole account. */
  static Sizing allIn() {
    return new AllIn();
  }

  /**
   * The quantity that an entry buys or sells short.
   *
   * @param account the account's worth; the position is flat
   * @param annualVolatility the trailing volatility at the decision; used by {@link
   *     VolatilityTarget} only, NaN where it is not known, and then nothing is bought
   */
  default double quantity(
      double account, double price, double annualVolatility, Costs costs, boolean whole) {
    return switch (this) {
      case AllIn() -> costs.affordable(account, price, whole);
      case Fraction(double fraction) -> costs.affordable(account * fraction, price, whole);
      case Fixed(double wished) ->
          Math.min(whole ? Math.floor(wished) : wished, costs.affordable(account, price, whole));
      case VolatilityTarget(double wished) ->
          Double.isNaN(annualVolatility)
              ? 0
              : costs.affordable(account * Math.min(1, wished / annualVolatility), price, whole);
    };
  }
}
