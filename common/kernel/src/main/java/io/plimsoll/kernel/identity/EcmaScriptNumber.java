package io.plimsoll.kernel.identity;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Writes a double as ECMAScript's Number::toString does.
 *
 * <p>Java (since 19) finds the same shortest digits, except that it never writes fewer than two; so
 * where it writes two, one digit is tried.
 */
final class EcmaScriptNumber {
  private static final int LARGEST_PLAIN_EXPONENT = 21;
  private static final int SMALLEST_PLAIN_EXPONENT = -6;

  private EcmaScriptNumber() {}

  /** The text of a finite double. */
  static String text(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal shortest = shortest(Math.abs(value));
    String digits = shortest.unscaledValue().toString();
    int point = digits.length() - shortest.scale();
    String text = layOut(digits, point);
    return value < 0 ? "-" + text : text;
  }

  private static BigDecimal shortest(double value) {
    BigDecimal java = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (java.precision() != 2) {
      return java;
    }
    int scale = java.scale() - 1;
    BigDecimal below = java.setScale(scale, RoundingMode.DOWN);
    BigDecimal above = java.setScale(scale, RoundingMode.UP);
    boolean belowFits = below.doubleValue() == value;
    boolean aboveFits = above.doubleValue() == value;
    if (belowFits && aboveFits) {
      return java.setScale(scale, RoundingMode.HALF_EVEN).stripTrailingZeros();
    }
    if (belowFits) {
      return below.stripTrailingZeros();
    }
    return aboveFits ? above.stripTrailingZeros() : java;
  }

  /** Digits with the decimal point after so many of them (n in the ECMAScript specification). */
  private static String layOut(String digits, int point) {
    int count = digits.length();
    if (count <= point && point <= LARGEST_PLAIN_EXPONENT) {
      return digits + "0".repeat(point - count);
    }
    if (0 < point && point <= LARGEST_PLAIN_EXPONENT) {
      return digits.substring(0, point) + "." + digits.substring(point);
    }
    if (SMALLEST_PLAIN_EXPONENT < point && point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    int exponent = point - 1;
    String sign = exponent < 0 ? "-" : "+";
    String mantissa = count == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return mantissa + "e" + sign + Math.abs(exponent);
  }
}
