package io.plimsoll.platform.kafka;

import io.plimsoll.contracts.Envelope;
import io.plimsoll.contracts.EventType;
import io.plimsoll.contracts.Header;
import io.plimsoll.contracts.Topic;
import io.plimsoll.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the envelope out of a Kafka message's headers. */
public final class EnvelopeReader {
  private EnvelopeReader() {}

  /**
   * The envelope of a message. One without {@code ce_id} is identified by the SHA-256 of its topic,
   * partition and offset, so that reading it twice is still seen as once.
   *
   * @throws MessageFault naming the header that is missing or wrong
   */
  public static Envelope read(ConsumerRecord<String, byte[]> message) {
    String type = required(message, Header.TYPE);
    try {
      EventType.parse(type);
    } catch (IllegalArgumentException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
    String subject = header(message, Header.SUBJECT);
    String id = header(message, Header.ID);
    try {
      return new Envelope(
          id.isBlank() ? placeId(message) : id,
          required(message, Header.SOURCE),
          type,
          time(message),
          subject.isEmpty() ? keyOf(message) : subject,
          sequence(message),
          header(message, Header.CORRELATION_ID),
          header(message, Header.CAUSATION_ID));
    } catch (IllegalArgumentException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
  }

  /** The text of a header; empty if there is none. */
  public static String header(ConsumerRecord<?, ?> message, String name) {
    org.apache.kafka.common.header.Header found = message.headers().lastHeader(name);
    return found == null || found.value() == null
        ? ""
        : new String(found.value(), StandardCharsets.UTF_8);
  }

  /** What the topic of this name holds; the name is without a deployment's prefix. */
  static Topic.Kind kindOf(String topic) {
    return Topics.live().stream()
        .filter(known -> known.name().equals(topic))
        .map(Topic::kind)
        .findFirst()
        .orElse(Topic.Kind.FACTS);
  }

  private static String required(ConsumerRecord<?, ?> message, String name) {
    String value = header(message, name);
    if (value.isBlank()) {
      throw malformed("header %s: absent (expected: a CloudEvents attribute)".formatted(name));
    }
    return value;
  }

  private static String keyOf(ConsumerRecord<String, ?> message) {
    return message.key() == null ? "" : message.key();
  }

  private static Instant time(ConsumerRecord<?, ?> message) {
    String text = header(message, Header.TIME);
    if (text.isEmpty()) {
      return Instant.ofEpochMilli(Math.max(0, message.timestamp()));
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeException _) {
      throw malformed("header ce_time: '%s' (expected: RFC 3339 with Z)".formatted(text));
    }
  }

  private static long sequence(ConsumerRecord<?, ?> message) {
    String text = header(message, Header.SEQUENCE);
    try {
      return text.isEmpty() ? 0 : Long.parseLong(text, 10);
    } catch (NumberFormatException _) {
      throw malformed("header ce_sequence: '%s' (expected: a whole number)".formatted(text));
    }
  }

  /** The identity of a message that has none of its own. */
  static String placeId(ConsumerRecord<?, ?> message) {
    String place = message.topic() + "\n" + message.partition() + "\n" + message.offset();
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(place.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static MessageFault malformed(String reason) {
    return new MessageFault("malformed", reason);
  }
}
