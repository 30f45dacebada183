package io.plimsoll.batch.marketdata.core;

import java.time.Duration;

/**
 * Keeps requests apart: each is given the next free moment, and a provider that asks to be left
 * alone is. Times are readings of one steady clock in nanoseconds.
 */
public final class RequestPace {
  private final long apart;
  private long next;
  private boolean hasNext;

  /** At most so many requests a minute, evenly spread. */
  public RequestPace(int perMinute) {
    if (perMinute < 1) {
      throw new IllegalArgumentException("perMinute: %d (expected: >= 1)".formatted(perMinute));
    }
    this.apart = Duration.ofMinutes(1).toNanos() / perMinute;
  }

  /** Takes the next moment; how long from now it is. */
  public synchronized Duration take(long now) {
    long at = hasNext && next - now > 0 ? next : now;
    next = at + apart;
    hasNext = true;
    return Duration.ofNanos(at - now);
  }

  /** Gives no moment before so long from now. */
  public synchronized void rest(long now, Duration patience) {
    long until = now + patience.toNanos();
    if (!hasNext || until - next > 0) {
      next = until;
      hasNext = true;
    }
  }
}
