package io.plimsoll.batch;

import io.plimsoll.contracts.ContractJson;
import io.plimsoll.contracts.Header;
import io.plimsoll.contracts.Topic;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** The neighbours of batch-service: sends what they send, reads what they read. */
final class Broker {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Duration POLL = Duration.ofMillis(100);

  private Broker() {}

  /** A message as a neighbour sees it. */
  record Seen(String id, String name, String key, String correlation, Buffer buffer) {
    byte[] bytes() {
      return buffer.getBytes();
    }

    @SuppressWarnings("unchecked") // a JSON object has texts for keys
    Map<String, Object> body() {
      try {
        return ContractJson.mapper().readValue(bytes(), Map.class);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Seen seen && seen.id.equals(id);
    }

    @Override
    public int hashCode() {
      return id.hashCode();
    }
  }

  /** A message of a neighbour; sending it twice sends the same. */
  record Message(Topic topic, String id, String type, String correlation, Object body) {
    static Message of(Topic topic, String type, String correlation, Object body) {
      return new Message(topic, UUID.randomUUID().toString(), type, correlation, body);
    }
  }

  static void send(Message... messages) {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap());
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      for (Message message : messages) {
        var _ = producer.send(recordOf(message));
      }
      producer.flush();
    }
  }

  /** Reads a topic from its start until as many messages as wanted fit, or patience ends. */
  static List<Seen> read(Topic topic, int wanted, Predicate<Seen> fits) {
    return read(topic, wanted, fits, PATIENCE);
  }

  /** Everything there is now that fits. */
  static List<Seen> readNow(Topic topic, Predicate<Seen> fits) {
    return read(topic, Integer.MAX_VALUE, fits, Duration.ofSeconds(2));
  }

  private static List<Seen> read(Topic topic, int wanted, Predicate<Seen> fits, Duration patience) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrap(), "auto.offset.reset", "earliest");
    List<Seen> found = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(nameOf(topic)).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Instant end = Instant.now().plus(patience);
      while (found.size() < wanted && Instant.now().isBefore(end)) {
        for (ConsumerRecord<String, byte[]> message : consumer.poll(POLL)) {
          Seen seen = seen(message);
          if (fits.test(seen) && !found.contains(seen)) {
            found.add(seen);
          }
        }
      }
    }
    return found;
  }

  private static Seen seen(ConsumerRecord<String, byte[]> message) {
    String[] type = header(message, Header.TYPE).split("\\.", -1);
    return new Seen(
        header(message, Header.ID),
        type[type.length - 2],
        message.key(),
        header(message, Header.CORRELATION_ID),
        message.value() == null ? Buffer.buffer() : Buffer.buffer(message.value()));
  }

  private static String header(ConsumerRecord<?, ?> message, String name) {
    var header = message.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static ProducerRecord<String, byte[]> recordOf(Message message) {
    try {
      byte[] body = ContractJson.mapper().writeValueAsBytes(message.body());
      ProducerRecord<String, byte[]> record =
          new ProducerRecord<>(nameOf(message.topic()), message.id(), body);
      put(record, Header.ID, message.id());
      put(record, Header.SOURCE, "urn:plimsoll:neighbour");
      put(record, Header.TYPE, message.type());
      put(record, Header.TIME, "2026-01-31T15:04:05Z");
      put(record, Header.SUBJECT, message.id());
      if (!message.correlation().isEmpty()) {
        put(record, Header.CORRELATION_ID, message.correlation());
      }
      return record;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(ProducerRecord<String, byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static String nameOf(Topic topic) {
    return setting("plimsoll.kafka.topic-prefix") + topic.name();
  }

  private static String bootstrap() {
    return setting("kafka.bootstrap.servers");
  }

  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }
}
