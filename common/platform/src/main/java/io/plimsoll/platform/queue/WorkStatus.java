package io.plimsoll.platform.queue;

import java.util.Locale;

/**
 * Where a work item stands.
 *
 * <pre>
 * READY -> RUNNING -> DONE | FAILED | CANCELLED
 *   ^---------|  (retry with a later run_at, or a lease that ran out)
 * READY -> CANCELLED, READY -> FAILED (deadline)
 * </pre>
 */
public enum WorkStatus {
  READY,
  RUNNING,
  DONE,
  FAILED,
  CANCELLED;

  /** Whether the item will not move any more. */
  public boolean isFinished() {
    return this == DONE || this == FAILED || this == CANCELLED;
  }

  /** The name the database and the APIs use. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a status from {@link #text()}. */
  public static WorkStatus parse(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
