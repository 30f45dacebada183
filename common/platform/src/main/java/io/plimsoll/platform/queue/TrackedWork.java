package io.plimsoll.platform.queue;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** What the queue knows of an item, from any replica. */
public record TrackedWork(
    WorkId id,
    Subject subject,
    WorkStatus status,
    Attempts attempts,
    Progress progress,
    Times times) {

  /** What the item is about. */
  public record Subject(String kind, Optional<String> key, Optional<String> group) {}

  /** How often it was started, how often it may be, and the last fault. */
  public record Attempts(int started, int allowed, Optional<String> error) {}

  /**
   * How far it is.
   *
   * @param fraction 0 to 1
   * @param detail what the handler said last, or the result once it is done
   * @param isCancelRequested whether somebody asked to end it
   */
  public record Progress(double fraction, JsonObject detail, boolean isCancelRequested) {}

  /** When it was created, may run, was started last and finished. */
  public record Times(
      Instant createdAt,
      Instant runAt,
      Optional<Instant> startedAt,
      Optional<Instant> finishedAt) {}
}
