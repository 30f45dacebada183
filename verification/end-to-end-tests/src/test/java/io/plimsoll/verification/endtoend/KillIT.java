package io.plimsoll.verification.endtoend;

import io.plimsoll.local.process.Service;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whatever is killed in mid-run, all that was accepted is finished, once.
 *
 * <p>{@code plimsoll.campaign.scale} says which share of a full campaign of 1000 trainings and 1000
 * simulations is run.
 */
@ExtendWith(PlatformExtension.class)
class KillIT {
  private static final int FULL = 1000;
  private static final int ROUNDS = 4;

  private final RunningPlatform platform;
  private final Burden burden;

  KillIT(RunningPlatform platform) {
    this.platform = platform;
    this.burden = new Burden(platform, "KILL", requestsPerRound());
  }

  @Test
  void finishesOnceWhatItAccepted() throws Exception {
    burden.open();

    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      int round = 0;
      for (Service victim : Service.values()) {
        burden.ask(clients, ++round);
        platform.kill(victim);
      }
      burden.ask(clients, ++round);
      platform.killServers();
    }

    burden.requireFinishedOnce();
  }

  private static int requestsPerRound() {
    double scale = Double.parseDouble(System.getProperty("plimsoll.campaign.scale", "0.02"));
    return Math.max(1, (int) Math.round(FULL * scale / ROUNDS));
  }
}
