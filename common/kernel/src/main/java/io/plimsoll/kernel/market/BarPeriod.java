package io.plimsoll.kernel.market;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/**
 * The stretch of UTC time whose bars travel together: a day for 1m, 5m and 15m, a month for 1h, a
 * year for 1d.
 *
 * @param timeframe the bars' timeframe
 * @param text {@code 2025-06-30}, {@code 2025-06} or {@code 2025}
 */
public record BarPeriod(Timeframe timeframe, String text) implements Comparable<BarPeriod> {
  private static final Pattern YEAR = Pattern.compile("\\d{4}");

  public BarPeriod {
    try {
      firstDay(timeframe, text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "period: '%s' (expected: %s for %s)".formatted(text, form(timeframe), timeframe.text()),
          e);
    }
  }

  /** The period of the bar that opens at an instant. */
  public static BarPeriod of(Timeframe timeframe, Instant openTime) {
    String date = openTime.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    return new BarPeriod(timeframe, date.substring(0, form(timeframe).length()));
  }

  /** The first instant of the period. */
  public Instant start() {
    return firstDay(timeframe, text).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The first instant after the period. */
  public Instant end() {
    LocalDate first = firstDay(timeframe, text);
    LocalDate next =
        switch (timeframe) {
          case ONE_MINUTE, FIVE_MINUTES, FIFTEEN_MINUTES -> first.plusDays(1);
          case ONE_HOUR -> first.plusMonths(1);
          case ONE_DAY -> first.plusYears(1);
        };
    return next.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  @Override
  public int compareTo(BarPeriod other) {
    int byTimeframe = timeframe.compareTo(other.timeframe);
    return byTimeframe != 0 ? byTimeframe : text.compareTo(other.text);
  }

  private static LocalDate firstDay(Timeframe timeframe, String text) {
    return switch (timeframe) {
      case ONE_MINUTE, FIVE_MINUTES, FIFTEEN_MINUTES -> LocalDate.parse(text);
      case ONE_HOUR -> YearMonth.parse(text).atDay(1);
      case ONE_DAY -> {
        if (!YEAR.matcher(text).matches()) {
          throw new DateTimeException("not a year");
        }
        yield LocalDate.of(Integer.parseInt(text), 1, 1);
      }
    };
  }

  private static String form(Timeframe timeframe) {
    return switch (timeframe) {
      case ONE_MINUTE, FIVE_MINUTES, FIFTEEN_MINUTES -> "yyyy-MM-dd";
      case ONE_HOUR -> "yyyy-MM";
      case ONE_DAY -> "yyyy";
    };
  }
}
