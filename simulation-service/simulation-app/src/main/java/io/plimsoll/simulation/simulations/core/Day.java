package io.plimsoll.simulation.simulations.core;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Reads the two ends of a period: an instant, or a date, which means all of it in UTC. */
final class Day {
  private static final int DATE_LENGTH = 10;

  private Day() {}

  static Instant start(String text) {
    return isDate(text) ? date(text).atStartOfDay().toInstant(ZoneOffset.UTC) : instant(text);
  }

  static Instant end(String text) {
    return isDate(text)
        ? date(text).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).minusMillis(1)
        : instant(text);
  }

  private static boolean isDate(String text) {
    return text.length() == DATE_LENGTH;
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw refused(text, e);
    }
  }

  private static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw refused(text, e);
    }
  }

  private static IllegalArgumentException refused(String text, DateTimeException cause) {
    String brief = text.length() <= 40 ? text : text.substring(0, 40) + "…";
    return new IllegalArgumentException(
        "time: '%s' (expected: 2025-06-30 or 2025-06-30T14:30:00Z)".formatted(brief), cause);
  }
}
