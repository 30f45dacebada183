package io.plimsoll.simulationkernel.engine;

/** Why an order was filled. */
public enum Reason {
  /** The signal asked for the position. */
  ENTRY(0),
  /** The signal asked to be flat or on the other side. */
  SIGNAL(1),
  /** The stop was touched, or the bar opened beyond it. */
  STOP_LOSS(2),
  /** The take-profit was touched, or the bar opened beyond it. */
  TAKE_PROFIT(3),
  /** The position had been held for its longest time. */
  MAX_HOLDING(4),
  /** The account was worth nothing at a close. */
  RUIN(5),
  /** The bars ended: the position was closed at the last close. */
  END(6);

  private final byte code;

  Reason(int code) {
    this.code = (byte) code;
  }

  /** The number that stands for it in stored columns; it never changes. */
  public byte code() {
    return code;
  }

  /** The reason that a stored number stands for. */
  public static Reason ofCode(byte code) {
    for (Reason reason : values()) {
      if (reason.code == code) {
        return reason;
      }
    }
    throw new IllegalArgumentException("code: %d (expected: 0 to 6)".formatted(code));
  }
}
