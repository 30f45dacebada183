package io.plimsoll.verification.endtoend;

import io.plimsoll.local.client.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Waits for what reaches a service by events, or for a service that is started again. */
final class Eventually {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  /** Not there yet, in conflict with what is not there yet, too busy, or away. */
  private static final Set<Integer> MAY_PASS = Set.of(404, 409, 429, 503);

  private Eventually() {}

  /** Looks at something that may fail while a process is away. */
  interface Look<T> {
    T look() throws IOException, InterruptedException;
  }

  /**
   * Looks until what is seen is as wanted; a refusal that no waiting can change ends it at once.
   */
  static <T> T see(String what, Look<T> look, Predicate<T> wanted) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Object last;
    do {
      try {
        T seen = look.look();
        if (wanted.test(seen)) {
          return seen;
        }
        last = seen;
      } catch (RefusedException e) {
        if (!MAY_PASS.contains(e.status())) {
          throw new AssertionError("%s: %s".formatted(what, e.getMessage()), e);
        }
        last = e;
      } catch (IOException e) {
        last = e;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
    } while (System.nanoTime() < end);
    throw new AssertionError("%s: not within %s, last seen: %s".formatted(what, PATIENCE, last));
  }
}
