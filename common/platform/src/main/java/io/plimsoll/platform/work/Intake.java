package io.plimsoll.platform.work;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Whether this process takes work in. After SIGTERM the service is not ready but works on, until
 * load balancers have had the time to notice; then the intake ends, while requests under way are
 * still answered, and what is in hand is finished or given back.
 */
@Singleton
public final class Intake {
  private static final Logger LOG = Logger.getLogger(Intake.class);

  /** Before everything that lets go of work. */
  private static final int EARLY = 2;

  private final Vertx vertx;
  private final Event<IntakeEnds> ends;
  private final Duration delay;
  private final AtomicBoolean ended = new AtomicBoolean();

  Intake(
      Vertx vertx,
      Event<IntakeEnds> ends,
      @ConfigProperty(name = "quarkus.shutdown.delay") Duration delay) {
    this.vertx = vertx;
    this.ends = ends;
    this.delay = delay;
  }

  /** Whether no more work is taken in, because the process stops. */
  public boolean hasEnded() {
    return ended.get();
  }

  void onDelay(@Observes ShutdownDelayInitiatedEvent event) {
    LOG.infof("stopping: not ready any more, intake ends after_ms=%d", delay.toMillis());
    vertx.setTimer(Math.max(1, delay.toMillis()), _ -> end());
  }

  void onShutdown(@Observes @Priority(EARLY) ShutdownEvent event) {
    end();
  }

  private void end() {
    if (ended.compareAndSet(false, true)) {
      LOG.info("stopping: no more work is taken in");
      ends.fire(new IntakeEnds());
    }
  }
}
