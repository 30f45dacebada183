package io.plimsoll.batch.sites.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.platform.queue.TransientFault;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HostPaceTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final AtomicLong now = new AtomicLong();
  private final HostPace pace = new HostPace(now::get);

  @Test
  void keepsRequestsToOneHostApartAndLetsOthersPass() {
    assertThat(pace.reserve("a", SECOND)).isEqualTo(Duration.ZERO);
    assertThat(pace.reserve("a", SECOND)).isEqualTo(SECOND);
    assertThat(pace.reserve("b", SECOND)).isEqualTo(Duration.ZERO);
    pass(Duration.ofSeconds(5));
    assertThat(pace.reserve("a", SECOND)).isEqualTo(Duration.ZERO);
  }

  @Test
  void waitsWholeMillisecondsBecauseTimersKnowNoLess() {
    pace.reserve("a", Duration.ofMillis(10));
    pass(Duration.ofNanos(9_999_999));

    assertThat(pace.reserve("a", SECOND)).isEqualTo(Duration.ofMillis(1));
  }

  @Test
  void sendsAnItemAwayWhoseHostAskedToBeLeftAloneForLong() {
    pace.keepAway("a", Duration.ofMinutes(10));

    assertThatThrownBy(() -> pace.reserve("a", SECOND))
        .isInstanceOfSatisfying(
            TransientFault.class,
            fault -> assertThat(fault.notBefore()).isEqualTo(Duration.ofMinutes(10)));
    pass(Duration.ofMinutes(10));
    assertThat(pace.reserve("a", SECOND)).isEqualTo(Duration.ZERO);
  }

  @Test
  void forgetsHostsWhoseTurnIsOver() {
    for (int i = 0; i < 50_000; i++) {
      pace.reserve("host" + i, SECOND);
      pass(Duration.ofMillis(1));
    }

    assertThat(pace.known()).isLessThanOrEqualTo(20_000);
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
