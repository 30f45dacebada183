package io.plimsoll.batch.marketdata.http;

import io.plimsoll.batch.marketdata.core.ProviderFault;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a status other than 200 means: 408, 429 and 5xx may pass, all others stay.
 *
 * <p>Source: RFC 9110 section 10.2.3 (Retry-After as seconds or as a date); the provider's
 * X-RateLimit-Reset, in epoch seconds.
 */
final class ProviderStatus {
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY = 429;
  private static final int SERVER_FAULTS = 500;
  private static final Duration LONGEST = Duration.ofDays(1);

  private ProviderStatus() {}

  static ProviderFault fault(
      int status, @Nullable String retryAfter, @Nullable String reset, Instant now) {
    String message = "the provider answered %d (expected: 200)".formatted(status);
    boolean mayPass = status == REQUEST_TIMEOUT || status == TOO_MANY || status >= SERVER_FAULTS;
    if (!mayPass) {
      boolean isAboutTheKey = status == 401 || status == 403;
      return ProviderFault.lasting(isAboutTheKey ? message + "; maybe its key is wrong" : message);
    }
    Duration patience =
        ofSeconds(retryAfter)
            .or(() -> ofDate(retryAfter, now))
            .or(() -> status == TOO_MANY ? ofReset(reset, now) : Optional.empty())
            .orElse(Duration.ZERO);
    return ProviderFault.passing(message, bounded(patience));
  }

  private static Optional<Duration> ofSeconds(@Nullable String text) {
    return whole(text).map(Duration::ofSeconds);
  }

  private static Optional<Duration> ofReset(@Nullable String text, Instant now) {
    return whole(text).map(second -> Duration.between(now, Instant.ofEpochSecond(second)));
  }

  private static Optional<Duration> ofDate(@Nullable String text, Instant now) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(now, until));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<Long> whole(@Nullable String text) {
    return text != null && text.matches("\\d{1,10}")
        ? Optional.of(Long.valueOf(text))
        : Optional.empty();
  }

  private static Duration bounded(Duration patience) {
    if (patience.isNegative()) {
      return Duration.ZERO;
    }
    return patience.compareTo(LONGEST) > 0 ? LONGEST : patience;
  }
}
