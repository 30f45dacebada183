package io.plimsoll.batch.marketdata.http;

import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.kernel.time.ExchangeCalendar;
import io.plimsoll.platform.problem.ServiceException.Malformed;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the query parameters that name bars. */
final class SeriesParams {
  private static final Instant FIRST =
      ExchangeCalendar.FIRST.atStartOfDay().toInstant(ZoneOffset.UTC);
  private static final Instant LAST =
      ExchangeCalendar.LAST.atStartOfDay().toInstant(ZoneOffset.UTC);

  private SeriesParams() {}

  static Symbol symbol(@Nullable String text) {
    try {
      return Symbol.parse(String.valueOf(text == null ? "" : text));
    } catch (IllegalArgumentException _) {
      throw wrong("symbol", text, "a symbol such as AAPL");
    }
  }

  static Timeframe timeframe(@Nullable String text) {
    try {
      return Timeframe.parse(text == null ? "1d" : text);
    } catch (IllegalArgumentException _) {
      throw wrong("timeframe", text, "1m, 5m, 15m, 1h or 1d");
    }
  }

  static Exchange exchange(@Nullable String text) {
    try {
      return text == null ? Exchange.NYSE : Exchange.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      throw wrong("exchange", text, "NYSE or CRYPTO");
    }
  }

  /** The first open that is asked for. */
  static Instant from(@Nullable String text) {
    return instant("from", text, FIRST, 0);
  }

  /** The open that is not asked for any more; a date includes its day. */
  static Instant before(@Nullable String text) {
    return instant("to", text, LAST, 1);
  }

  private static Instant instant(String name, @Nullable String text, Instant absent, int plusDays) {
    if (text == null || text.isEmpty()) {
      return absent;
    }
    try {
      return text.length() == "2026-01-31".length()
          ? LocalDate.parse(text).plusDays(plusDays).atStartOfDay().toInstant(ZoneOffset.UTC)
          : Instant.parse(text);
    } catch (DateTimeException _) {
      throw wrong(
          name, text, "a date such as 2026-01-31 or an instant such as 2026-01-31T15:04:05Z");
    }
  }

  static LocalDate date(String name, @Nullable String text, LocalDate absent) {
    if (text == null || text.isEmpty()) {
      return absent;
    }
    try {
      LocalDate date = LocalDate.parse(text);
      if (!date.isBefore(ExchangeCalendar.FIRST) && !date.isAfter(ExchangeCalendar.LAST)) {
        return date;
      }
    } catch (DateTimeException _) {
      // falls through to the answer that says what is expected
    }
    throw wrong(name, text, "a date from 1990-01-01 to 2100-12-31");
  }

  static Malformed wrong(String name, @Nullable String text, String expected) {
    return new Malformed(
        name,
        text == null
            ? "%s: missing (expected: %s)".formatted(name, expected)
            : "%s: '%s' (expected: %s)".formatted(name, text, expected));
  }
}
