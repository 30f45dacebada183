package io.plimsoll.simulation;

import io.plimsoll.contracts.Header;
import io.plimsoll.contracts.Topic;
import io.plimsoll.testkit.TestInfra;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The neighbours of the service under test: sends what they send, reads what they read. */
final class Broker {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Duration POLL = Duration.ofMillis(200);

  private Broker() {}

  /** A message on its way to the service. */
  record Message(Topic topic, String id, String type, String subject, long sequence, Buffer body) {}

  static void send(List<Message> messages) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", TestInfra.get().kafkaBootstrap(), "linger.ms", 20);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent =
          messages.stream().map(message -> producer.send(recordOf(message))).toList();
      producer.flush();
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("a message was not sent", e);
    }
  }

  /** Reads a topic from its start until as many messages as wanted fit. */
  static List<ConsumerRecord<String, byte[]>> read(
      Topic topic, int wanted, Predicate<ConsumerRecord<String, byte[]>> fits) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", TestInfra.get().kafkaBootstrap(), "auto.offset.reset", "earliest");
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(nameOf(topic)).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Instant end = Instant.now().plus(PATIENCE);
      while (found.size() < wanted && Instant.now().isBefore(end)) {
        consumer.poll(POLL).forEach(record -> addIf(fits, record, found));
      }
    }
    return found;
  }

  static String header(ConsumerRecord<?, ?> message, String name) {
    var header = message.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** The last part of a message's type: {@code ModelCompleted}. */
  static String nameOf(ConsumerRecord<?, ?> message) {
    String[] parts = header(message, Header.TYPE).split("\\.", -1);
    return parts[parts.length - 2];
  }

  private static void addIf(
      Predicate<ConsumerRecord<String, byte[]>> fits,
      ConsumerRecord<String, byte[]> message,
      List<ConsumerRecord<String, byte[]>> found) {
    if (fits.test(message)) {
      found.add(message);
    }
  }

  private static ProducerRecord<String, byte[]> recordOf(Message message) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(nameOf(message.topic()), message.subject(), message.body().getBytes());
    put(record, Header.ID, message.id());
    put(record, Header.SOURCE, "urn:plimsoll:batch");
    put(record, Header.TYPE, message.type());
    put(record, Header.TIME, Instant.now().toString());
    put(record, Header.SUBJECT, message.subject());
    if (message.sequence() > 0) {
      put(record, Header.SEQUENCE, Long.toString(message.sequence()));
    }
    return record;
  }

  private static void put(ProducerRecord<String, byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static String nameOf(Topic topic) {
    return TestInfra.get().topicPrefix() + topic.name();
  }
}
