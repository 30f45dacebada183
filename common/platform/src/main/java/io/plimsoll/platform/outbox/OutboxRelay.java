package io.plimsoll.platform.outbox;

import io.plimsoll.platform.outbox.EventPublisher.Outcome;
import io.plimsoll.platform.outbox.EventPublisher.Refused;
import io.plimsoll.platform.work.DutyLease;
import io.plimsoll.platform.work.Instance;
import io.plimsoll.platform.work.Patience;
import io.plimsoll.platform.work.Schema;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what the outbox holds: one replica at a time, in order per subject, at least once.
 * Wholly blocking, on a virtual thread, because the Kafka producer is.
 *
 * <p>An event is marked after the broker has it; a relay that dies in between publishes it again,
 * under the same id. When Kafka or a topic is away the events wait.
 */
public final class OutboxRelay implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
  private static final String DUTY = "outbox-relay";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration FLUSH_PATIENCE = Duration.ofSeconds(5);
  private static final Duration END_PATIENCE = Duration.ofSeconds(10);

  private final OutboxStore store;
  private final DutyLease lease;
  private final EventPublisher publisher;
  private final RelayBell bell;
  private final OutboxConfig config;
  private final Thread thread;
  private final Map<String, Instant> pausedUntil = new HashMap<>();
  private long renewAtNanos = Long.MIN_VALUE;
  private boolean holding;
  private volatile @Nullable String fault;
  private volatile boolean ended;

  /**
   * @param pool connections of its own or the service's
   * @param kafka the Kafka client's settings, with the bootstrap servers
   */
  public OutboxRelay(Pool pool, Schema schema, Kafka kafka, RelayBell bell, OutboxConfig config) {
    this.store = new OutboxStore(pool, schema);
    this.lease = new DutyLease(pool, schema, Instance.of(schema));
    this.publisher =
        new EventPublisher(
            kafka.settings(), kafka.topicPrefix(), schema.name(), config.deliveryTimeout());
    this.bell = bell;
    this.config = config;
    this.thread = Thread.ofVirtual().name(DUTY).unstarted(this::untilEnded);
  }

  /**
   * How to reach Kafka.
   *
   * @param topicPrefix what this deployment puts before each topic's name
   */
  public record Kafka(Map<String, Object> settings, String topicPrefix) {
    public Kafka {
      settings = Map.copyOf(settings);
    }
  }

  /** Begins to publish, or to wait for the duty. */
  public void start() {
    thread.start();
  }

  /** Why events wait, or nothing when they flow. */
  public Optional<String> fault() {
    return Optional.ofNullable(fault);
  }

  /** Publishes what is there, within bounds, then gives the duty to another replica. */
  @Override
  public void close() {
    ended = true;
    bell.ring();
    try {
      if (thread.isAlive() && !thread.join(END_PATIENCE)) {
        thread.interrupt();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    publisher.close();
  }

  private void untilEnded() {
    try {
      while (!ended) {
        step();
      }
      lastStep();
    } catch (InterruptedException _) {
      LOG.debug("relay interrupted");
    }
  }

  private void step() throws InterruptedException {
    try {
      if (!holdsDuty()) {
        bell.await(config.lease().dividedBy(4));
      } else if (publishBatch() == 0) {
        bell.await(config.poll());
      }
    } catch (IllegalStateException e) {
      failed("outbox not read: " + e.getCause());
      LockSupport.parkNanos(config.pause().toNanos());
    }
  }

  private void lastStep() throws InterruptedException {
    if (!holding) {
      return;
    }
    try {
      int published = publishRest();
      Patience.await(lease.release(DUTY), END_PATIENCE);
      LOG.infof("stopping: outbox flushed events=%d fault=\"%s\"", published, fault);
    } catch (IllegalStateException e) {
      LOG.warnf("relay ended without giving its duty up cause=\"%s\"", e.getCause());
    }
  }

  private int publishRest() throws InterruptedException {
    long end = System.nanoTime() + FLUSH_PATIENCE.toNanos();
    int total = 0;
    int published = publishBatch();
    while (published > 0 && System.nanoTime() < end) {
      total += published;
      published = publishBatch();
    }
    return total + published;
  }

  /** The duty is renewed at a third of its length, and counts from before it was asked for. */
  private boolean holdsDuty() throws InterruptedException {
    long now = System.nanoTime();
    if (now < renewAtNanos) {
      return holding;
    }
    holding = Patience.await(lease.hold(DUTY, config.lease()), PATIENCE);
    renewAtNanos = now + config.lease().toNanos() / 3;
    return holding;
  }

  private int publishBatch() throws InterruptedException {
    Instant now = Instant.now();
    pausedUntil.values().removeIf(until -> until.isBefore(now));
    List<OutboxRow> batch =
        Patience.await(store.unpublished(config.batch(), pausedUntil.keySet()), PATIENCE);
    if (batch.isEmpty()) {
      if (pausedUntil.isEmpty()) {
        fault = null;
      }
      return 0;
    }
    Outcome outcome = publisher.publish(batch);
    if (!outcome.acknowledged().isEmpty()) {
      Patience.await(store.mark(outcome.acknowledged()), PATIENCE);
    }
    outcome.refused().forEach(this::pause);
    return outcome.acknowledged().size();
  }

  private void pause(Refused refused) {
    String topic = refused.row().topic();
    if (pausedUntil.put(topic, Instant.now().plus(config.pause())) == null) {
      failed("topic %s: %s".formatted(topic, refused.why()));
    }
  }

  private void failed(String why) {
    if (!why.equals(fault)) {
      LOG.warnf("events wait fault=\"%s\"", why);
    }
    fault = why;
  }
}
