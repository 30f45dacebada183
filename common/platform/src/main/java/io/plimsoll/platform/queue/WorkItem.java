package io.plimsoll.platform.queue;

import io.plimsoll.platform.outbox.ItemSubject;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An item that this process holds a lease on; what a handler gets. */
public final class WorkItem {
  private final WorkId id;
  private final UUID leaseToken;
  private final String kind;
  private final @Nullable String key;
  private final @Nullable String group;
  private final String payload;
  private final int attempt;
  private final int maxAttempts;
  private final Duration waited;

  WorkItem(
      WorkId id,
      UUID leaseToken,
      String kind,
      @Nullable String key,
      @Nullable String group,
      String payload,
      int attempt,
      int maxAttempts,
      Duration waited) {
    this.id = id;
    this.leaseToken = leaseToken;
    this.kind = kind;
    this.key = key;
    this.group = group;
    this.payload = payload;
    this.attempt = attempt;
    this.maxAttempts = maxAttempts;
    this.waited = waited;
  }

  /** An item without a lease, for tests of handlers. */
  public static WorkItem unleased(NewWork work) {
    return new WorkItem(
        new WorkId(0),
        new UUID(0, 0),
        work.kind(),
        work.key().orElse(null),
        work.group().orElse(null),
        work.payload().encode(),
        1,
        work.maxAttempts(),
        Duration.ZERO);
  }

  public WorkId id() {
    return id;
  }

  /** The subject of events about the item itself; they are stored with its completion only. */
  public String subject() {
    return ItemSubject.of(id.value());
  }

  /** Whether nothing but the item itself has to change when it ends. */
  boolean isPlain() {
    return key == null && group == null;
  }

  UUID leaseToken() {
    return leaseToken;
  }

  public String kind() {
    return kind;
  }

  public Optional<String> key() {
    return Optional.ofNullable(key);
  }

  public Optional<String> group() {
    return Optional.ofNullable(group);
  }

  /** The payload, read anew at each call. */
  public JsonObject payload() {
    return new JsonObject(payload);
  }

  /** Which start this is, from 1; a retried item may run twice, its result is stored once. */
  public int attempt() {
    return attempt;
  }

  public int maxAttempts() {
    return maxAttempts;
  }

  /**
   * How long it has waited for what it needs, in all. Time in which no process worked on the queue
   * counts as one pause at most, so that an outage does not eat an item's patience.
   */
  public Duration waited() {
    return waited;
  }
}
