package io.plimsoll.batch.items.core;

import io.plimsoll.contracts.batch.BatchTally;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a batch stands, derived from its items in one snapshot.
 *
 * @param status of the batch, which follows from its items
 * @param paused whether no further item is begun
 * @param tally where the items stand
 * @param refused how many of the failed ones were never begun
 * @param pace how fast it goes
 */
public record BatchProgress(
    Status status, boolean paused, BatchTally tally, int refused, Pace pace) {

  /** Where a batch stands. */
  public enum Status {
    PENDING,
    PROCESSING,
    COMPLETED,
    COMPLETED_WITH_ERRORS,
    FAILED,
    CANCELLED;

    /** The one spelling, in the database, the API and events. */
    public String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Reads a status from {@link #text()}. */
    public static Optional<Status> find(String text) {
      for (Status status : values()) {
        if (status.text().equals(text)) {
          return Optional.of(status);
        }
      }
      return Optional.empty();
    }

    /** Whether every item has ended. */
    public boolean isTerminal() {
      return this != PENDING && this != PROCESSING;
    }
  }

  /**
   * How fast a batch goes.
   *
   * @param startedAt when its first item was begun
   * @param finishedAt when its last item ended
   * @param seenAt the database's time of the snapshot
   * @param recent how many items ended by themselves within {@link #WINDOW} before that
   */
  public record Pace(
      Optional<Instant> startedAt, Optional<Instant> finishedAt, Instant seenAt, int recent) {
    /** Over which time the pace is taken. */
    public static final Duration WINDOW = Duration.ofSeconds(30);

    /** From the first item's begin until the last one's end, or until now. */
    public Optional<Duration> processingTime() {
      return startedAt.map(start -> Duration.between(start, finishedAt.orElse(seenAt)));
    }
  }

  /** How many items have ended. */
  public int terminal() {
    return tally.completed() + tally.failed() + tally.cancelled();
  }

  /** The share of items that have ended, 0 to 1. */
  public double progress() {
    return tally.total() == 0 ? 0 : (double) terminal() / tally.total();
  }

  /**
   * How long it will take at the pace of the last half minute; nothing where nobody can know:
   * before the first item ends, while none does, while the batch is paused, and after its end.
   */
  public Optional<Duration> eta() {
    int left = tally.pending() + tally.processing();
    Optional<Duration> running = pace.processingTime();
    if (left == 0 || paused || pace.recent() == 0 || running.isEmpty()) {
      return Optional.empty();
    }
    long within = Math.clamp(running.get().toMillis(), 1, Pace.WINDOW.toMillis());
    return Optional.of(Duration.ofMillis(left * within / pace.recent()));
  }
}
