package io.plimsoll.platform.work;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Something to do in batches, again and again, by one replica at a time: cleaning, mostly. Runs on
 * a virtual thread; a failure is logged and the next round tries anew.
 */
public final class Chore {
  private static final Logger LOG = Logger.getLogger(Chore.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String name;
  private final Duration interval;
  private final DutyLease lease;
  private final Supplier<Future<Integer>> batch;
  private volatile boolean ended;
  private final Thread thread;

  /**
   * @param batch does a bounded piece and says how much that was; called again at once until 0
   */
  public Chore(String name, Duration interval, DutyLease lease, Supplier<Future<Integer>> batch) {
    this.name = name;
    this.interval = interval;
    this.lease = lease;
    this.batch = batch;
    this.thread = Thread.ofVirtual().name("chore-" + name).unstarted(this::untilEnded);
  }

  /** Begins with a first round. */
  public void start() {
    thread.start();
  }

  /** Ends after the piece in hand. */
  public void stop() {
    ended = true;
    thread.interrupt();
  }

  private void untilEnded() {
    while (!ended) {
      try {
        round();
        Thread.sleep(interval);
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private void round() throws InterruptedException {
    try {
      if (!Patience.await(lease.hold(name, interval.multipliedBy(2)), PATIENCE)) {
        return;
      }
      int total = 0;
      int done = Patience.await(batch.get(), PATIENCE);
      while (done > 0 && !ended) {
        total += done;
        done = Patience.await(batch.get(), PATIENCE);
      }
      if (total > 0) {
        LOG.infof("chore done chore=%s rows=%d", name, total);
      }
    } catch (IllegalStateException e) {
      LOG.warnf("chore failed chore=%s cause=\"%s\"", name, e.getCause());
    }
  }
}
