package io.plimsoll.batch.sites.core;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How long an answer asks to be left alone: seconds or a date (RFC 9110, section 10.2.3). */
final class RetryAfter {
  private static final Duration LONGEST = Duration.ofHours(1);

  private RetryAfter() {}

  static Duration of(Fetched fetched) {
    return fetched
        .header("retry-after")
        .flatMap(text -> parse(text.strip(), fetched.header("date")))
        .filter(asked -> !asked.isNegative())
        .map(asked -> asked.compareTo(LONGEST) > 0 ? LONGEST : asked)
        .orElse(Duration.ZERO);
  }

  /** A date counts from the sender's own, so that no two clocks are compared. */
  private static Optional<Duration> parse(String text, Optional<String> sent) {
    if (text.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text, 10)));
    }
    return date(text)
        .flatMap(until -> sent.flatMap(RetryAfter::date).map(at -> Duration.between(at, until)));
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty(); // what cannot be read asks for nothing
    }
  }
}
