package io.plimsoll.batch.items.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.batch.items.core.BatchProgress.Pace;
import io.plimsoll.batch.items.core.BatchProgress.Status;
import io.plimsoll.contracts.batch.BatchTally;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BatchProgressTest {
  private static final Instant NOW = Instant.parse("2026-01-31T15:04:05Z");

  @Test
  void tellsHowLongTheRestTakesAtThePaceOfTheLastHalfMinute() {
    // a hundred ended in the last thirty of sixty seconds, two hundred are left
    assertThat(running(200, 100, Duration.ofSeconds(60), false).eta())
        .contains(Duration.ofSeconds(60));
    // ten ended in the five seconds since the begin
    assertThat(running(20, 10, Duration.ofSeconds(5), false).eta())
        .contains(Duration.ofSeconds(10));
  }

  @Test
  void doesNotKnowBeforeAnItemEndsOrWhileNoneDoesOrWhilePaused() {
    assertThat(running(20, 0, Duration.ofSeconds(5), false).eta()).isEmpty();
    assertThat(running(20, 10, Duration.ofSeconds(5), true).eta()).isEmpty();
    assertThat(running(0, 10, Duration.ofSeconds(5), false).eta()).isEmpty();
  }

  @Test
  void isHowManyHaveEndedOfAll() {
    BatchProgress progress =
        new BatchProgress(
            Status.PROCESSING,
            false,
            new BatchTally(8, 2, 2, 2, 1, 1),
            0,
            new Pace(Optional.empty(), Optional.empty(), NOW, 0));

    assertThat(progress.terminal()).isEqualTo(4);
    assertThat(progress.progress()).isEqualTo(0.5);
  }

  private static BatchProgress running(int left, int recent, Duration since, boolean paused) {
    return new BatchProgress(
        Status.PROCESSING,
        paused,
        new BatchTally(left + 500, left, 0, 500, 0, 0),
        0,
        new Pace(Optional.of(NOW.minus(since)), Optional.empty(), NOW, recent));
  }
}
