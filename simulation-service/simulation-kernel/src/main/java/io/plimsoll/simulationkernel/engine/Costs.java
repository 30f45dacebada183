package io.plimsoll.simulationkernel.engine;

/**
 * What a fill costs: slippage in its price, and a fee per order, per share and per notional with a
 * minimum.
 *
 * <p>Units: {@code slippageBasisPoints} and {@code feeBasisPoints} in 1/10,000 of the price or the
 * notional; the other fees in the account's currency.
 */
public record Costs(
    double slippageBasisPoints,
    double feePerOrder,
    double feePerShare,
    double feeBasisPoints,
    double minimumFee) {

  private static final double BASIS_POINT = 1e-4;

  /** No slippage and no fee. */
  public static final Costs NONE = new Costs(0, 0, 0, 0, 0);

  public Costs {
    atLeastZero("slippageBasisPoints", slippageBasisPoints);
    if (slippageBasisPoints >= 10_000) {
      throw new IllegalArgumentException(
          "slippageBasisPoints: %s (expected: below 10000)".formatted(slippageBasisPoints));
    }
    atLeastZero("feePerOrder", feePerOrder);
    atLeastZero("feePerShare", feePerShare);
    atLeastZero("feeBasisPoints", feeBasisPoints);
    atLeastZero("minimumFee", minimumFee);
  }

  private static void atLeastZero(String name, double value) {
    if (!(value >= 0) || value == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "%s: %s (expected: finite and at least 0)".formatted(name, value));
    }
  }

  /** The price that a buyer pays when the market shows {@code price}. */
  double buying(double price) {
    return price * (1 + slippageBasisPoints * BASIS_POINT);
  }

  /** The price that a seller gets when the market shows {@code price}. */
  double selling(double price) {
    return price * (1 - slippageBasisPoints * BASIS_POINT);
  }

  /** The fee of one order. */
  double fee(double quantity, double price) {
    double fee =
        feePerOrder + feePerShare * quantity + feeBasisPoints * BASIS_POINT * quantity * price;
    return Math.max(fee, minimumFee);
  }

  /**
   * The largest quantity whose notional and fee together stay within a budget; 0 if none does.
   *
   * @param whole whether the quantity must be a whole number
   */
  double affordable(double budget, double price, boolean whole) {
    double perShare = price * (1 + feeBasisPoints * BASIS_POINT) + feePerShare;
    double quantity = Math.min((budget - feePerOrder) / perShare, (budget - minimumFee) / price);
    if (whole) {
      quantity = Math.floor(quantity + 1e-9);
    }
    double step = whole ? 1 : quantity * 1e-15;
    while (quantity > 0 && quantity * price + fee(quantity, price) > budget) {
      quantity -= step;
    }
    return Math.max(quantity, 0);
  }
}
