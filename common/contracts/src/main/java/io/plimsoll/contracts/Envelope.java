package io.plimsoll.contracts;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a message says about itself: the CloudEvents 1.0 attributes in Kafka's binary mode.
 *
 * <p>An attribute that a message does not carry is the empty text, and a sequence of 0 says that
 * the message is not numbered (a command).
 *
 * @param id with the source the identity of the message; an inbox applies each once
 * @param source {@code urn:plimsoll:<service>}
 * @param type {@link EventType} as text
 * @param time when the fact became true, to the microsecond
 * @param subject the aggregate's id, which is the Kafka key
 * @param sequence the aggregate's own count, +1 with each event; 0 if not numbered
 * @param correlationId the command's id or the pipeline step that asked; empty if none
 * @param causationId the message that led to this one; empty if none
 */
public record Envelope(
    String id,
    String source,
    String type,
    Instant time,
    String subject,
    long sequence,
    String correlationId,
    String causationId) {

  public Envelope {
    requireText("id", id);
    requireText("source", source);
    EventType.parse(type);
    if (sequence < 0) {
      throw new IllegalArgumentException("sequence: %d (expected: >= 0)".formatted(sequence));
    }
    time = time.truncatedTo(ChronoUnit.MICROS);
  }

  /** The source of a service's messages. */
  public static String sourceOf(String service) {
    return "urn:plimsoll:" + service;
  }

  /** The type, taken apart. */
  public EventType eventType() {
    return EventType.parse(type);
  }

  /** Whether the message answers to a command or a pipeline step. */
  public boolean isCorrelated() {
    return !correlationId.isEmpty();
  }

  private static void requireText(String name, String value) {
    if (value.isBlank()
        || value.length() > 200
        || value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "%s: '%s' (expected: 1 to 200 characters, no control characters)".formatted(name, value));
    }
  }
}
