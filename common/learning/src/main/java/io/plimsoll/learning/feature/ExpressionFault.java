package io.plimsoll.learning.feature;

/** Why a text is no formula. */
final class ExpressionFault extends Exception {
  private static final long serialVersionUID = 1L;

  ExpressionFault(String message) {
    super(message);
  }

  /** Powers of a price and of a number of shares. */
  record Dimension(int price, int volume) {
    static final Dimension NONE = new Dimension(0, 0);
    static final Dimension PRICE = new Dimension(1, 0);
    static final Dimension VOLUME = new Dimension(0, 1);

    Dimension times(Dimension other) {
      return new Dimension(price + other.price, volume + other.volume);
    }

    Dimension over(Dimension other) {
      return new Dimension(price - other.price, volume - other.volume);
    }

    @Override
    public String toString() {
      return equals(NONE) ? "no dimension" : "price^%d volume^%d".formatted(price, volume);
    }
  }
}
