package io.plimsoll.verification.endtoend;

import io.plimsoll.contracts.Header;
import io.plimsoll.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A command that starts a pipeline, as any Kafka client would send it. */
record Trigger(String id, String body) {

  /** Sends it and returns when Kafka has it. */
  void send(String bootstrap) throws Exception {
    send(bootstrap, id, 1);
  }

  /** Sends it several times, in order with all that has the same key. */
  void send(String bootstrap, String key, int times) throws Exception {
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(
            Topics.BATCH_COMMANDS.name(), key, body.getBytes(StandardCharsets.UTF_8));
    Map<String, String> headers =
        Map.of(
            Header.SPEC_VERSION, "1.0",
            Header.ID, id,
            Header.SOURCE, "urn:plimsoll:end-to-end",
            Header.TYPE, "io.plimsoll.batch.StartPipeline.v1",
            Header.TIME, Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
            Header.SUBJECT, id,
            Header.CONTENT_TYPE, "application/json",
            Header.ACTOR, "operator");
    headers.forEach(
        (name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (int i = 1; i < times; i++) {
        var _ = producer.send(message);
      }
      producer.send(message).get(2, TimeUnit.MINUTES);
    }
  }
}
