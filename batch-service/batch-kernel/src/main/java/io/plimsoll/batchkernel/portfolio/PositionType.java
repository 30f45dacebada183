package io.plimsoll.batchkernel.portfolio;

/** How a position is entered in a portfolio; the sign of its quantity follows from it. */
public enum PositionType {
  /** Long stock or fund. */
  LONG(1, false),
  /** Short stock or fund. */
  SHORT(-1, false),
  /** Long call. */
  LC(1, true),
  /** Long put. */
  LP(1, true),
  /** Short call. */
  SC(-1, true),
  /** Short put. */
  SP(-1, true);

  private final int sign;
  private final boolean option;

  PositionType(int sign, boolean option) {
    this.sign = sign;
    this.option = option;
  }

  /** +1 for a long, -1 for a short position. */
  public int sign() {
    return sign;
  }

  /** Whether it is a position in options. */
  public boolean isOption() {
    return option;
  }

  /** The type that an instrument and the sign of a quantity make. */
  public static PositionType of(Instrument instrument, double quantity) {
    boolean held = quantity > 0;
    return switch (instrument) {
      case Instrument.Stock _ -> held ? LONG : SHORT;
      case Instrument.Option option ->
          switch (option.kind()) {
            case CALL -> held ? LC : SC;
            case PUT -> held ? LP : SP;
          };
    };
  }
}
