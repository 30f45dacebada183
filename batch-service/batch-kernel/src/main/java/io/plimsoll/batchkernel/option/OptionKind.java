package io.plimsoll.batchkernel.option;

/** Whether an option is a right to buy or to sell. */
public enum OptionKind {
  /** The right to buy at the strike. */
  CALL(1),
  /** The right to sell at the strike. */
  PUT(-1);

  private final int sign;

  OptionKind(int sign) {
    this.sign = sign;
  }

  /** +1 for a call, -1 for a put: the sign of the pay-off's slope in the spot. */
  public int sign() {
    return sign;
  }

  /** The pay-off of exercise: {@code max(0, sign (spot - strike))}, in the currency of the spot. */
  public double intrinsic(double spot, double strike) {
    return Math.max(0, sign * (spot - strike));
  }
}
