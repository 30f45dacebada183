package io.plimsoll.platform.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.plimsoll.contracts.Header;
import io.plimsoll.contracts.Topics;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Dead letters in Kafka. Blocking clients, called on virtual threads. */
@ApplicationScoped
class KafkaDeadLetters implements DeadLetters {
  private static final Logger LOG = Logger.getLogger(KafkaDeadLetters.class);

  private final Map<String, Object> broker;
  private final KafkaSettings settings;
  private final String service;
  private final MeterRegistry meters;
  private final BlockingCalls calls = new BlockingCalls();
  private final ReentrantLock making = new ReentrantLock();
  private final ReentrantLock replaying = new ReentrantLock();
  private @Nullable Producer<String, byte[]> producer;

  KafkaDeadLetters(
      @Identifier("default-kafka-broker") Map<String, Object> broker,
      KafkaSettings settings,
      @ConfigProperty(name = "plimsoll.service") String service,
      MeterRegistry meters) {
    this.broker = broker;
    this.settings = settings;
    this.service = service;
    this.meters = meters;
  }

  @Override
  public Uni<Void> send(ConsumerRecord<String, byte[]> message, String slug, String reason) {
    return calls
        .run(() -> {
          Headers headers = DeadLetterHeaders.of(message, service, slug, reason);
          publish(Topics.dlq(message.topic()), message, headers);
          return true;
        })
        .invoke(() -> note(message, slug, reason))
        .replaceWithVoid();
  }

  @Override
  public Uni<List<DeadLetter>> list(String topic, int limit) {
    return calls.run(() -> {
      try (DeadLetterTopic letters = open(topic)) {
        return letters.newest(limit).stream().map(DeadLetterHeaders::read).toList();
      }
    });
  }

  @Override
  public Uni<Integer> replay(String topic, int limit) {
    return calls.run(() -> replayed(topic, limit));
  }

  private int replayed(String topic, int limit) {
    replaying.lock();
    try (DeadLetterTopic letters = open(topic)) {
      int[] sent = {0};
      letters.unseen(
          limit,
          letter -> {
            if (EnvelopeReader.header(letter, Header.FAILED_BY).equals(service)) {
              publish(settings.deployed(topic), letter, DeadLetterHeaders.ofReplay(letter));
              sent[0]++;
            }
          });
      LOG.infof("dead letters replayed topic=%s letters=%d", topic, sent[0]);
      return sent[0];
    } finally {
      replaying.unlock();
    }
  }

  private DeadLetterTopic open(String topic) {
    return new DeadLetterTopic(
        Topics.dlq(settings.deployed(topic)), service + ".replay." + topic, broker);
  }

  private void publish(String topic, ConsumerRecord<String, byte[]> message, Headers headers) {
    try {
      producer()
          .send(new ProducerRecord<>(topic, null, null, message.key(), message.value(), headers))
          .get();
    } catch (ExecutionException e) {
      throw new KafkaException("not acknowledged", e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private Producer<String, byte[]> producer() {
    making.lock();
    try {
      Producer<String, byte[]> known = producer;
      if (known != null) {
        return known;
      }
      Map<String, Object> config = new HashMap<>(broker);
      config.put(ProducerConfig.ACKS_CONFIG, "all");
      config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
      config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
      config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
      config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);
      KafkaProducer<String, byte[]> made =
          new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
      producer = made;
      return made;
    } finally {
      making.unlock();
    }
  }

  private void note(ConsumerRecord<String, byte[]> message, String slug, String reason) {
    String topic = settings.declared(message.topic());
    meters.counter("plimsoll.dead.letters", "topic", topic, "fault", slug).increment();
    LOG.warnf(
        "dead letter topic=%s partition=%d offset=%d fault=%s reason=\"%s\"",
        topic, message.partition(), message.offset(), slug, reason);
  }

  @PreDestroy
  void close() {
    calls.close();
    making.lock();
    try {
      if (producer != null) {
        producer.close();
      }
    } finally {
      making.unlock();
    }
  }
}
