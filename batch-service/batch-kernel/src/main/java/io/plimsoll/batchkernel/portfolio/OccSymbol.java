package io.plimsoll.batchkernel.portfolio;

import io.plimsoll.batchkernel.option.OptionKind;
import io.plimsoll.kernel.market.Symbol;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads and writes option symbols of the Options Clearing Corporation: the root padded to six
 * characters, the expiry as yymmdd, C or P, and the strike in thousandths with eight digits.
 *
 * <p>Source: OCC, "Symbology Initiative" (2010). The padding may be left out when reading.
 */
public final class OccSymbol {
  private static final Pattern FORM =
      Pattern.compile("([A-Z0-9.]{1,6}) *(\\d{2})(\\d{2})(\\d{2})([CP])(\\d{8})");
  private static final int CENTURY = 2000;

  private OccSymbol() {}

  /** Whether the text has the form of an option symbol. */
  public static boolean looksLike(String text) {
    return FORM.matcher(text.strip().toUpperCase(Locale.ROOT)).matches();
  }

  /**
   * Reads an option symbol.
   *
   * @throws IllegalArgumentException if it is none, or its date is not in the calendar
   */
  public static Instrument.Option parse(String text) {
    Matcher matcher = FORM.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "option symbol: '%s' (expected: root, yymmdd, C or P, strike x 1000 in 8 digits)"
              .formatted(text));
    }
    try {
      return new Instrument.Option(
          Symbol.parse(matcher.group(1)),
          LocalDate.of(
              CENTURY + Integer.parseInt(matcher.group(2)),
              Integer.parseInt(matcher.group(3)),
              Integer.parseInt(matcher.group(4))),
          matcher.group(5).equals("C") ? OptionKind.CALL : OptionKind.PUT,
          new BigDecimal(matcher.group(6)).movePointLeft(3));
    } catch (DateTimeException noSuchDay) {
      throw new IllegalArgumentException(
          "option symbol: '%s' (expected: a day of the calendar)".formatted(text), noSuchDay);
    }
  }

  /**
   * Writes the 21 characters of an option's symbol.
   *
   * @throws ArithmeticException if the strike has more than three decimals
   */
  public static String format(Instrument.Option option) {
    LocalDate expiry = option.expiry();
    return "%-6s%02d%02d%02d%s%08d"
        .formatted(
            option.underlying().value(),
            expiry.getYear() % 100,
            expiry.getMonthValue(),
            expiry.getDayOfMonth(),
            option.kind() == OptionKind.CALL ? "C" : "P",
            option.strike().movePointRight(3).longValueExact());
  }
}
