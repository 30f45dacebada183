package io.plimsoll.batch.marketdata.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestPaceTest {
  private static final long SECOND = 1_000_000_000L;

  private final RequestPace pace = new RequestPace(60);

  @Test
  void spreadsRequestsThatComeAtOnce() {
    long now = Long.MAX_VALUE - SECOND; // the clock may overflow

    assertThat(pace.take(now)).isEqualTo(Duration.ZERO);
    assertThat(pace.take(now)).isEqualTo(Duration.ofSeconds(1));
    assertThat(pace.take(now + SECOND / 2)).isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void savesNothingUp() {
    pace.take(0);

    assertThat(pace.take(100 * SECOND)).isEqualTo(Duration.ZERO);
    assertThat(pace.take(100 * SECOND)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void restsAsLongAsItIsToldAndNoLessThanItsPace() {
    pace.rest(0, Duration.ofSeconds(30));
    pace.rest(0, Duration.ofSeconds(3));

    assertThat(pace.take(SECOND)).isEqualTo(Duration.ofSeconds(29));
    assertThat(pace.take(SECOND)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void isAtLeastOneAMinute() {
    assertThatThrownBy(() -> new RequestPace(0)).hasMessage("perMinute: 0 (expected: >= 1)");
  }
}
