package io.plimsoll.batch.sites.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
  private static final String SENT = "Sat, 31 Jan 2026 15:04:05 GMT";

  @Test
  void readsSecondsAndDates() {
    assertThat(asked("120")).isEqualTo(Duration.ofMinutes(2));
    assertThat(asked("Sat, 31 Jan 2026 15:05:35 GMT")).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void takesNothingWhereNothingSensibleIsAskedAndNeverMoreThanAnHour() {
    assertThat(asked("soon")).isEqualTo(Duration.ZERO);
    assertThat(asked("-5")).isEqualTo(Duration.ZERO);
    assertThat(asked("Sat, 31 Jan 2026 15:00:00 GMT")).isEqualTo(Duration.ZERO);
    assertThat(asked("999999999")).isEqualTo(Duration.ofHours(1));
  }

  private static Duration asked(String text) {
    return RetryAfter.of(
        new Fetched(429, Map.of("retry-after", text, "date", SENT), Buffer.buffer(), false));
  }
}
