package io.plimsoll.kernel.csv;

import java.nio.charset.StandardCharsets;

/**
 * Reads decimal numbers from bytes, correctly rounded.
 *
 * <p>Form: a sign or none, digits with at most one point, an exponent or none. Up to 15 digits and
 * 22 places the value is one exact division (Clinger 1990, "How to read floating point numbers
 * accurately"); otherwise {@link Double#parseDouble} reads it. Infinity, NaN, hexadecimal, blanks
 * inside and separators of thousands are not numbers.
 */
final class CsvNumber {
  private static final int EXACT_DIGITS = 15;
  private static final double[] POWERS = new double[23];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  private CsvNumber() {}

  /** The number between two positions, or NaN if there is none. */
  static double parse(byte[] bytes, int start, int end) {
    int at = start;
    boolean isNegative = false;
    if (at < end && (bytes[at] == '-' || bytes[at] == '+')) {
      isNegative = bytes[at] == '-';
      at++;
    }
    long digits = 0;
    int count = 0;
    int significant = 0;
    int places = 0;
    boolean hasPoint = false;
    while (at < end && (isDigit(bytes[at]) || (bytes[at] == '.' && !hasPoint))) {
      if (bytes[at] == '.') {
        hasPoint = true;
      } else {
        count++;
        if (significant > 0 || bytes[at] != '0') {
          significant++;
        }
        if (significant <= EXACT_DIGITS) {
          digits = digits * 10 + (bytes[at] - '0');
        }
        places += hasPoint ? 1 : 0;
      }
      at++;
    }
    if (count == 0 || (at < end && !isExponent(bytes, at, end))) {
      return Double.NaN;
    }
    if (at == end && significant <= EXACT_DIGITS && places < POWERS.length) {
      double value = digits / POWERS[places];
      return isNegative ? -value : value;
    }
    return Double.parseDouble(new String(bytes, start, end - start, StandardCharsets.US_ASCII));
  }

  private static boolean isExponent(byte[] bytes, int from, int end) {
    if (bytes[from] != 'e' && bytes[from] != 'E') {
      return false;
    }
    int at = from + 1;
    if (at < end && (bytes[at] == '-' || bytes[at] == '+')) {
      at++;
    }
    if (at == end || end - at > 4) {
      return false;
    }
    while (at < end && isDigit(bytes[at])) {
      at++;
    }
    return at == end;
  }

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
