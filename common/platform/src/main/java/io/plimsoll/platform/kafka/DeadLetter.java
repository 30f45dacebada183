package io.plimsoll.platform.kafka;

import java.time.Instant;

/**
 * A dead letter as its operators see it.
 *
 * @param at where it lies in the dead-letter topic
 * @param origin where it was read
 * @param id the message's own id, empty if it has none
 * @param type the message's type, empty if it has none
 * @param fault why it was given up
 * @param replays how often it was sent back
 */
public record DeadLetter(Place at, Place origin, String id, String type, Fault fault, int replays) {

  /** A place in a topic. */
  public record Place(String topic, int partition, long offset) {}

  /** Why and when a message was given up. */
  public record Fault(String type, String reason, Instant failedAt) {}
}
