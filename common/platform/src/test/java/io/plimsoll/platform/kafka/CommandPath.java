package io.plimsoll.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.contracts.CommandSignature;
import io.plimsoll.contracts.Header;
import io.plimsoll.contracts.Topics;
import io.plimsoll.testkit.TestKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** A command from Kafka to its answer in Kafka: what must hold however the database is reached. */
abstract class CommandPath {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TYPE = "io.plimsoll.training.Greet.v1";
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private final KafkaSettings settings;
  private final Map<String, Object> broker;

  CommandPath(KafkaSettings settings, Map<String, Object> broker) {
    this.settings = settings;
    this.broker = broker;
  }

  @Test
  void answersASignedCommandInItsTraceWithItsActor() throws Exception {
    String id = UUID.randomUUID().toString();

    send(id, "{\"name\":\"world\"}", "operator", TestKeys.OPERATOR);

    ConsumerRecord<String, byte[]> answer = await(Topics.TRAINING_EVENTS.name(), id);
    assertThat(text(answer)).isEqualTo("{\"by\":\"operator\"}");
    assertThat(EnvelopeReader.header(answer, Header.TYPE)).endsWith("GreetAccepted.v1");
    assertThat(EnvelopeReader.header(answer, Header.CORRELATION_ID)).isEqualTo(id);
    assertThat(EnvelopeReader.header(answer, Header.TRACE_PARENT)).contains(TRACE);
  }

  @Test
  void answersARefusedCommandWithItsProblem() throws Exception {
    String id = UUID.randomUUID().toString();

    send(id, "{\"name\":\"nobody\"}", "operator", TestKeys.OPERATOR);

    ConsumerRecord<String, byte[]> answer = await(Topics.TRAINING_EVENTS.name(), id);
    assertThat(EnvelopeReader.header(answer, Header.TYPE)).endsWith("GreetRejected.v1");
    assertThat(text(answer))
        .contains("urn:plimsoll:problem:rejected")
        .contains("\"field\":\"name\"");
  }

  @Test
  void buriesACommandThatCannotBeRead() throws Exception {
    String id = UUID.randomUUID().toString();

    send(id, "{\"nme\":\"world\"}", "operator", TestKeys.OPERATOR);

    ConsumerRecord<String, byte[]> letter = await(Topics.TRAINING_COMMANDS.name() + ".dlq", id);
    assertThat(EnvelopeReader.header(letter, Header.REASON_TYPE)).isEqualTo("malformed");
    assertThat(EnvelopeReader.header(letter, Header.REASON)).contains("nme");
  }

  @Test
  void buriesACommandWhoseSignatureIsWrong() throws Exception {
    String id = UUID.randomUUID().toString();

    send(id, "{\"name\":\"world\"}", "operator", "another-key");

    ConsumerRecord<String, byte[]> letter = await(Topics.TRAINING_COMMANDS.name() + ".dlq", id);
    assertThat(EnvelopeReader.header(letter, Header.REASON_TYPE)).isEqualTo("unauthenticated");
  }

  private void send(String id, String body, String actor, String key)
      throws ExecutionException, InterruptedException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers =
        new TreeMap<>(
            Map.of(
                Header.ID,
                id,
                Header.SOURCE,
                "urn:plimsoll:test",
                Header.TYPE,
                TYPE,
                Header.TRACE_PARENT,
                "00-" + TRACE + "-00f067aa0ba902b7-01",
                Header.ACTOR,
                actor,
                Header.SIGNATURE,
                CommandSignature.sign(CommandSignature.keyHash(key), id, TYPE, bytes)));
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(settings.deployed(Topics.TRAINING_COMMANDS.name()), id, bytes);
    headers.forEach(
        (name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            new HashMap<>(broker), new StringSerializer(), new ByteArraySerializer())) {
      producer.send(message).get();
    }
  }

  private ConsumerRecord<String, byte[]> await(String topic, String key) {
    Instant end = Instant.now().plus(PATIENCE);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            new HashMap<>(broker), new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          consumer.partitionsFor(settings.deployed(topic)).stream()
              .map(part -> new TopicPartition(part.topic(), part.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      while (Instant.now().isBefore(end)) {
        for (ConsumerRecord<String, byte[]> found : consumer.poll(Duration.ofMillis(200))) {
          if (key.equals(found.key())) {
            return found;
          }
        }
      }
    }
    throw new AssertionError("nothing with key " + key + " in " + topic);
  }

  private static String text(ConsumerRecord<String, byte[]> message) {
    return new String(message.value(), StandardCharsets.UTF_8);
  }
}
