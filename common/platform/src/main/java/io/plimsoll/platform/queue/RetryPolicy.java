package io.plimsoll.platform.queue;

import io.plimsoll.platform.work.FaultKind;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Whether and when a broken item is tried again. */
final class RetryPolicy {
  private static final int LONGEST_ERROR = 500;
  private static final int MOST_DOUBLINGS = 20;

  private final Duration first;
  private final Duration longest;

  RetryPolicy(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
  }

  /** What to do with an item that broke. */
  sealed interface Decision {

    /** Try again after this long. */
    record Again(Duration after, String error) implements Decision {}

    /** Give it up. */
    record GiveUp(String error) implements Decision {}
  }

  Decision decide(WorkItem item, Throwable cause) {
    String error = describe(cause);
    return isTransient(cause) && item.attempt() < item.maxAttempts()
        ? new Decision.Again(delay(item.attempt(), cause), error)
        : new Decision.GiveUp(error);
  }

  private static boolean isTransient(Throwable cause) {
    return switch (cause) {
      case TransientFault _ -> true;
      case PermanentFault _ -> false;
      default -> FaultKind.of(cause).isTransient();
    };
  }

  /** The usual wait, or the longer one that was asked for; never beyond the longest. */
  private Duration delay(int attempt, Throwable cause) {
    long asked = cause instanceof TransientFault fault ? fault.notBefore().toMillis() : 0;
    long usual = delay(attempt).toMillis();
    return Duration.ofMillis(Math.max(usual, Math.min(asked, longest.toMillis())));
  }

  /** Doubles with each attempt, less up to half of it at random, so that a crowd spreads out. */
  Duration delay(int attempt) {
    long doublings = 1L << Math.min(attempt - 1, MOST_DOUBLINGS);
    long whole = Math.min(longest.toMillis(), first.toMillis() * doublings);
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(whole / 2, whole + 1));
  }

  static String describe(Throwable cause) {
    String message = cause.getMessage();
    String text = message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    String clean = text.replace('\u0000', ' ');
    return clean.length() > LONGEST_ERROR ? clean.substring(0, LONGEST_ERROR) : clean;
  }
}
