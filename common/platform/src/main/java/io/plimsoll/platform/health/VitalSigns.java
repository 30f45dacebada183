package io.plimsoll.platform.health;

import io.plimsoll.platform.work.KernelPool;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Feels the pulse of the event loop and of the kernel pool. A pool that is busy with long kernels
 * is alive; one that takes up nothing for a quarter of an hour is not.
 */
@Startup
@Singleton
final class VitalSigns {
  private static final long BEAT_MILLIS = 500;
  private static final Duration LOOP_PATIENCE = Duration.ofSeconds(10);
  private static final Duration POOL_PATIENCE = Duration.ofMinutes(15);

  private final KernelPool pool;
  private final Vertx vertx;
  private volatile long lastBeat = System.nanoTime();
  private volatile long lastKernel = System.nanoTime();
  private volatile boolean isWaiting;
  private long timer;

  VitalSigns(KernelPool pool, Vertx vertx) {
    this.pool = pool;
    this.vertx = vertx;
  }

  @PostConstruct
  void start() {
    timer = vertx.setPeriodic(BEAT_MILLIS, _ -> beat());
  }

  @PreDestroy
  void stop() {
    vertx.cancelTimer(timer);
  }

  /** Whether the event loop turns. */
  Check eventLoop() {
    return isWithin(lastBeat, LOOP_PATIENCE)
        ? Check.up()
        : Check.down("no turn of the event loop within 10 s");
  }

  /** Whether the kernel pool takes up work. */
  Check kernelPool() {
    return isWithin(lastKernel, POOL_PATIENCE)
        ? Check.up(isWithin(lastKernel, LOOP_PATIENCE) ? "" : "busy")
        : Check.down("no kernel was taken up within 15 min");
  }

  private void beat() {
    lastBeat = System.nanoTime();
    if (!isWaiting) {
      isWaiting = true;
      var _ =
          pool.compute(System::nanoTime)
              .subscribeAsCompletionStage()
              .whenComplete((taken, refused) -> kernelEnded(refused == null));
    }
  }

  private void kernelEnded(boolean wasTaken) {
    if (wasTaken) {
      lastKernel = System.nanoTime();
    }
    isWaiting = false;
  }

  private static boolean isWithin(long since, Duration patience) {
    return System.nanoTime() - since < patience.toNanos();
  }
}
