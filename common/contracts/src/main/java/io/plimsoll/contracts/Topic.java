package io.plimsoll.contracts;

import java.time.Duration;
import java.util.Map;

/**
 * One declared topic.
 *
 * @param name the name without a deployment's prefix
 * @param kind what it holds, which decides what the broker keeps
 * @param partitions how many partitions it has
 * @param retention how long messages stay; zero for compacted topics, which keep the newest of each
 *     key
 */
public record Topic(String name, Kind kind, int partitions, Duration retention) {

  /** What a topic holds. */
  public enum Kind {
    /** The newest full state of each key; a tombstone deletes one. */
    STATE,
    /** Past facts. */
    FACTS,
    /** What others ask of the owner. */
    COMMANDS,
    /** What could not be read or was given up. */
    DEAD_LETTERS
  }

  public Topic {
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions: %d (expected: >= 1)".formatted(partitions));
    }
    if (kind == Kind.STATE != retention.isZero()) {
      throw new IllegalArgumentException(
          "retention of %s: %s (expected: zero for state, else positive)"
              .formatted(name, retention));
    }
  }

  /** The broker's settings for this topic. */
  public Map<String, String> settings() {
    return switch (kind) {
      case STATE ->
          Map.of(
              "cleanup.policy", "compact", "min.compaction.lag.ms", "60000", "retention.ms", "-1");
      case FACTS, COMMANDS, DEAD_LETTERS ->
          Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(retention.toMillis()));
    };
  }
}
