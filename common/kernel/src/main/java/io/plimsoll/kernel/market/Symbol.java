package io.plimsoll.kernel.market;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of an instrument, such as AAPL, BRK.B or BTC-USD, in upper case.
 *
 * @param value 1 to 20 characters: a letter or digit, then letters, digits and {@code . _ ^ = -}
 */
public record Symbol(String value) implements Comparable<Symbol> {
  private static final Pattern FORM = Pattern.compile("[A-Z0-9][A-Z0-9._^=-]{0,19}");

  public Symbol {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "symbol: '%s' (expected: 1 to 20 of A-Z 0-9 . _ ^ = -, a letter or digit first)"
              .formatted(value.length() <= 40 ? value : value.substring(0, 40) + "..."));
    }
  }

  /** Reads a symbol that a person typed: outer blanks and case do not count. */
  public static Symbol parse(String text) {
    return new Symbol(text.strip().toUpperCase(Locale.ROOT));
  }

  @Override
  public int compareTo(Symbol other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
