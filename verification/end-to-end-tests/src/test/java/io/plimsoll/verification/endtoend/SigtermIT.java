package io.plimsoll.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.local.process.Service;
import io.plimsoll.verification.endtoend.Stopping.Sight;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A service that is asked to stop in mid-run stops in order: not ready while it is alive and still
 * answers, then no new work, then what is in hand is finished or given back, then the last events.
 */
@ExtendWith(PlatformExtension.class)
class SigtermIT {
  private static final int EACH = 3;

  private final RunningPlatform platform;
  private final Burden burden;

  SigtermIT(RunningPlatform platform) {
    this.platform = platform;
    this.burden = new Burden(platform, "TERM", EACH);
  }

  @Test
  void stopsInOrderAndIsFinishedByTheNextProcess() throws Exception {
    burden.open();

    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      int round = 0;
      for (Service victim : Service.values()) {
        stop(victim, clients, ++round);
      }
    }

    burden.requireFinishedOnce();
  }

  private void stop(Service victim, ExecutorService clients, int round) throws Exception {
    try (Stopping stopping = Stopping.of(platform, victim)) {
      stopping.holdWorkInHand();
      burden.ask(clients, round);
      stopping.awaitItemsInHand();

      stopping.sendSigterm();

      requireReadyDownWhileAlive(victim, stopping.watchUntilIntakeEnds());
      stopping.awaitEnd();
      requireOrder(stopping.said());
      assertThat(stopping.exitCode()).isIn(0, 143);
      assertThat(stopping.leasesLeft()).isZero();
      assertThat(stopping.orphans()).isEmpty();
      platform.awaitRestarted(victim, stopping.pid());
      stopping.requireItemsFinishedAtTheirFirstAttempt();
    }
  }

  /** The probes say that it goes, and it answers all the same. */
  private static void requireReadyDownWhileAlive(Service victim, List<Sight> seen) {
    assertThat(seen)
        .as("what %s answered after SIGTERM", victim)
        .contains(new Sight(503, 200, 200))
        .allSatisfy(sight -> assertThat(sight.live()).isEqualTo(200));
  }

  private static void requireOrder(String said) {
    assertThat(said)
        .containsSubsequence(
            "stopping: not ready any more",
            "stopping: no more work is taken in",
            "stopping: the queue's items are finished or given back",
            "stopping: outbox flushed")
        .doesNotContain("without giving");
  }
}
