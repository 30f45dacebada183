package io.plimsoll.platform.kafka;

import io.plimsoll.contracts.Header;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Writes and reads what a dead letter says about its fault. */
final class DeadLetterHeaders {
  private static final int LONGEST_REASON = 500;
  private static final List<String> OF_THE_FAULT =
      List.of(
          Header.REASON,
          Header.REASON_TYPE,
          Header.ORIGIN_TOPIC,
          Header.ORIGIN_PARTITION,
          Header.ORIGIN_OFFSET,
          Header.FAILED_AT,
          Header.FAILED_BY);

  private DeadLetterHeaders() {}

  /** The message's headers, its identity made explicit, and why it was given up. */
  static Headers of(
      ConsumerRecord<String, byte[]> message, String service, String slug, String reason) {
    Headers headers = withoutFault(message.headers());
    if (EnvelopeReader.header(message, Header.ID).isBlank()) {
      put(headers, Header.ID, EnvelopeReader.placeId(message));
    }
    put(headers, Header.REASON, reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
    put(headers, Header.REASON_TYPE, slug);
    put(headers, Header.ORIGIN_TOPIC, message.topic());
    put(headers, Header.ORIGIN_PARTITION, Integer.toString(message.partition()));
    put(headers, Header.ORIGIN_OFFSET, Long.toString(message.offset()));
    put(headers, Header.FAILED_AT, Instant.now().toString());
    put(headers, Header.FAILED_BY, service);
    return headers;
  }

  /** The headers of a dead letter on its way back, counted once more. */
  static Headers ofReplay(ConsumerRecord<String, byte[]> letter) {
    Headers headers = withoutFault(letter.headers());
    put(headers, Header.REPLAYS, Integer.toString(replays(letter) + 1));
    return headers;
  }

  /** The dead letter as its operators see it. */
  static DeadLetter read(ConsumerRecord<String, byte[]> letter) {
    return new DeadLetter(
        new DeadLetter.Place(letter.topic(), letter.partition(), letter.offset()),
        new DeadLetter.Place(
            EnvelopeReader.header(letter, Header.ORIGIN_TOPIC),
            (int) number(letter, Header.ORIGIN_PARTITION),
            number(letter, Header.ORIGIN_OFFSET)),
        EnvelopeReader.header(letter, Header.ID),
        EnvelopeReader.header(letter, Header.TYPE),
        new DeadLetter.Fault(
            EnvelopeReader.header(letter, Header.REASON_TYPE),
            EnvelopeReader.header(letter, Header.REASON),
            failedAt(letter)),
        replays(letter));
  }

  private static int replays(ConsumerRecord<String, byte[]> letter) {
    return (int) Math.max(0, number(letter, Header.REPLAYS));
  }

  private static Instant failedAt(ConsumerRecord<String, byte[]> letter) {
    try {
      return Instant.parse(EnvelopeReader.header(letter, Header.FAILED_AT));
    } catch (DateTimeException _) {
      return Instant.ofEpochMilli(Math.max(0, letter.timestamp()));
    }
  }

  private static long number(ConsumerRecord<String, byte[]> letter, String name) {
    try {
      return Long.parseLong(EnvelopeReader.header(letter, name), 10);
    } catch (NumberFormatException _) {
      return -1;
    }
  }

  private static Headers withoutFault(Headers headers) {
    Headers kept = new RecordHeaders(headers);
    OF_THE_FAULT.forEach(kept::remove);
    return kept;
  }

  private static void put(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
