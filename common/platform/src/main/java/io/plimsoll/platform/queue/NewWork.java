package io.plimsoll.platform.queue;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An item about to be enqueued. Delays and deadlines count from the enqueuing, by the database's
 * clock.
 */
public final class NewWork {
  private static final int DEFAULT_ATTEMPTS = 5;
  private static final int PRIORITY_BOUND = 1000;

  private final String kind;
  private final JsonObject payload;
  private final @Nullable String key;
  private final @Nullable String group;
  private final int priority;
  private final Duration delay;
  private final int maxAttempts;
  private final @Nullable Duration deadline;

  private NewWork(
      String kind,
      JsonObject payload,
      @Nullable String key,
      @Nullable String group,
      int priority,
      Duration delay,
      int maxAttempts,
      @Nullable Duration deadline) {
    this.kind = kind;
    this.payload = payload;
    this.key = key;
    this.group = group;
    this.priority = priority;
    this.delay = delay;
    this.maxAttempts = maxAttempts;
    this.deadline = deadline;
  }

  /** Work for the handler of this kind: priority 0, due at once, five attempts, no deadline. */
  public static NewWork of(String kind, JsonObject payload) {
    if (kind.isBlank()) {
      throw new IllegalArgumentException("kind: blank (expected: a handler's kind)");
    }
    return new NewWork(kind, payload, null, null, 0, Duration.ZERO, DEFAULT_ATTEMPTS, null);
  }

  /**
   * Names what the item is about. While an item of the same kind and key is unfinished, enqueuing
   * another gives back that item's id and adds nothing.
   */
  public NewWork withKey(String key) {
    return new NewWork(kind, payload, key, group, priority, delay, maxAttempts, deadline);
  }

  /** Puts the item into a group, whose limit and fair share hold over all replicas. */
  public NewWork inGroup(String group) {
    return new NewWork(kind, payload, key, group, priority, delay, maxAttempts, deadline);
  }

  /** Higher goes first; waiting raises it by one for each ageing interval. */
  public NewWork withPriority(int priority) {
    if (Math.abs(priority) > PRIORITY_BOUND) {
      throw new IllegalArgumentException(
          "priority: %d (expected: -%d..%d)".formatted(priority, PRIORITY_BOUND, PRIORITY_BOUND));
    }
    return new NewWork(kind, payload, key, group, priority, delay, maxAttempts, deadline);
  }

  /** Keeps the item back for this long. */
  public NewWork withDelay(Duration delay) {
    return new NewWork(kind, payload, key, group, priority, delay, maxAttempts, deadline);
  }

  /** How often the item may be started before it is given up. */
  public NewWork withMaxAttempts(int maxAttempts) {
    if (maxAttempts < 1 || maxAttempts > PRIORITY_BOUND) {
      throw new IllegalArgumentException(
          "maxAttempts: %d (expected: 1..%d)".formatted(maxAttempts, PRIORITY_BOUND));
    }
    return new NewWork(kind, payload, key, group, priority, delay, maxAttempts, deadline);
  }

  /** Gives the item up when it is not finished this long after it was enqueued. */
  public NewWork withDeadline(Duration deadline) {
    return new NewWork(kind, payload, key, group, priority, delay, maxAttempts, deadline);
  }

  public String kind() {
    return kind;
  }

  public JsonObject payload() {
    return payload;
  }

  public Optional<String> key() {
    return Optional.ofNullable(key);
  }

  public Optional<String> group() {
    return Optional.ofNullable(group);
  }

  public int priority() {
    return priority;
  }

  public Duration delay() {
    return delay;
  }

  public int maxAttempts() {
    return maxAttempts;
  }

  public Optional<Duration> deadline() {
    return Optional.ofNullable(deadline);
  }
}
