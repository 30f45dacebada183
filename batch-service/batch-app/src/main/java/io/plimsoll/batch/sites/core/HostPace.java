package io.plimsoll.batch.sites.core;

import io.plimsoll.platform.queue.TransientFault;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Keeps requests to one host apart, whichever item makes them, and keeps away from a host that
 * asked for it. Holds for this process; each replica has its own.
 */
public final class HostPace {
  /** A longer wait is not sat out: the item goes back and its slot to another. */
  private static final Duration LONGEST_SAT_OUT = Duration.ofSeconds(35);

  private static final int MOST_KNOWN = 20_000;

  private final LongSupplier nanos;
  private final Map<String, Long> nextByHost = new HashMap<>();

  /**
   * @param nanos a clock such as System::nanoTime
   */
  public HostPace(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Ends when it is this request's turn. */
  public Uni<Void> turn(String host, Duration interval) {
    return Uni.createFrom()
        .deferred(() -> {
          Duration wait = reserve(host, interval);
          return wait.isZero()
              ? Uni.createFrom().voidItem()
              : Uni.createFrom().voidItem().onItem().delayIt().by(wait);
        });
  }

  /** Takes the next free instant. */
  synchronized Duration reserve(String host, Duration interval) {
    long now = nanos.getAsLong();
    long at = Math.max(now, nextByHost.getOrDefault(host, now));
    Duration wait = inWholeMillis(at - now);
    if (wait.compareTo(LONGEST_SAT_OUT) > 0) {
      throw new TransientFault("%s asked to be left alone".formatted(host), wait);
    }
    forgetIfMany(now);
    nextByHost.put(host, at + interval.toNanos());
    return wait;
  }

  /** Timers know no less than a millisecond. */
  private static Duration inWholeMillis(long nanos) {
    return Duration.ofMillis((nanos + 999_999) / 1_000_000);
  }

  /** Stays away from a host this long. */
  public synchronized void keepAway(String host, Duration length) {
    long until = nanos.getAsLong() + length.toNanos();
    nextByHost.merge(host, until, Math::max);
  }

  synchronized int known() {
    return nextByHost.size();
  }

  private void forgetIfMany(long now) {
    if (nextByHost.size() >= MOST_KNOWN) {
      nextByHost.values().removeIf(next -> next <= now);
    }
  }
}
