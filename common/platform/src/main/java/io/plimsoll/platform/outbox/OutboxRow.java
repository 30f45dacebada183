package io.plimsoll.platform.outbox;

import io.plimsoll.contracts.Envelope;
import io.plimsoll.contracts.Header;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** A stored event that waits to be published. */
record OutboxRow(long id, String topic, String subject, Row columns) {

  static OutboxRow of(Row row) {
    return new OutboxRow(row.getLong("id"), row.getString("topic"), row.getString("subject"), row);
  }

  /** Events of one subject of one topic go out one after the other. */
  Key key() {
    return new Key(topic, subject);
  }

  /** The Kafka message: CloudEvents attributes in headers, the body as it is. */
  ProducerRecord<String, byte[]> message(String topicPrefix, String service) {
    Buffer body = columns.getBuffer("body");
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(topicPrefix + topic, subject, body == null ? null : body.getBytes());
    Headers headers = message.headers();
    UUID id = columns.getUUID("event_id");
    OffsetDateTime time = columns.getOffsetDateTime("created_at");
    put(headers, Header.SPEC_VERSION, "1.0");
    put(headers, Header.ID, id.toString());
    put(headers, Header.SOURCE, Envelope.sourceOf(service));
    put(headers, Header.TYPE, columns.getString("type"));
    put(headers, Header.TIME, time.withOffsetSameInstant(ZoneOffset.UTC).toInstant().toString());
    put(headers, Header.SUBJECT, subject);
    put(headers, Header.SEQUENCE, Long.toString(columns.getLong("sequence")));
    put(headers, Header.CORRELATION_ID, columns.getString("correlation_id"));
    put(headers, Header.CAUSATION_ID, columns.getString("causation_id"));
    put(headers, Header.CONTENT_TYPE, columns.getString("content_type"));
    JsonObject more = columns.getJsonObject("headers");
    if (more != null) {
      more.forEach(entry -> put(headers, entry.getKey(), String.valueOf(entry.getValue())));
    }
    return message;
  }

  private static void put(Headers headers, String name, @Nullable String value) {
    if (value != null) {
      headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** What Kafka keeps in order. */
  record Key(String topic, String subject) {}
}
