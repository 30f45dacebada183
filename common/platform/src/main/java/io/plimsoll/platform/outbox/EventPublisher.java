package io.plimsoll.platform.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends events and waits for the acknowledgement of all replicas, with an idempotent producer.
 * Blocking, because the producer is; for virtual threads.
 */
final class EventPublisher implements AutoCloseable {
  private static final int LARGEST_REQUEST = 4 * 1024 * 1024;
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  private final KafkaProducer<String, byte[]> producer;
  private final String topicPrefix;
  private final String service;

  EventPublisher(
      Map<String, Object> kafka, String topicPrefix, String service, Duration deliveryTimeout) {
    Map<String, Object> settings = new HashMap<>(kafka);
    int millis = (int) deliveryTimeout.toMillis();
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, service + "-relay");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 2);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis / 2);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Math.min(2000, millis));
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    this.producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    this.topicPrefix = topicPrefix;
    this.service = service;
  }

  /**
   * Publishes a batch in rounds and says which events the broker has.
   *
   * @throws InterruptedException when the relay is told to end; what was sent may arrive
   */
  Outcome publish(List<OutboxRow> batch) throws InterruptedException {
    List<OutboxRow> acknowledged = new ArrayList<>(batch.size());
    List<Refused> refused = new ArrayList<>();
    Rounds rounds = new Rounds(batch);
    while (!rounds.isEmpty()) {
      for (Sent sent : send(rounds.next(), refused)) {
        try {
          sent.acknowledgement().get();
          acknowledged.add(sent.row());
        } catch (ExecutionException e) {
          refused.add(new Refused(sent.row(), String.valueOf(e.getCause())));
        }
      }
      refused.forEach(failure -> rounds.drop(failure.row()));
    }
    return new Outcome(acknowledged, refused);
  }

  /** Sending waits for a topic's metadata; after one topic failed, its others are not tried. */
  private List<Sent> send(List<OutboxRow> round, List<Refused> refused) {
    Map<String, String> failed = new HashMap<>();
    List<Sent> sent = new ArrayList<>(round.size());
    for (OutboxRow row : round) {
      String why = failed.get(row.topic());
      if (why != null) {
        refused.add(new Refused(row, why));
        continue;
      }
      try {
        sent.add(new Sent(row, producer.send(row.message(topicPrefix, service))));
      } catch (KafkaException e) {
        failed.put(row.topic(), String.valueOf(e));
        refused.add(new Refused(row, String.valueOf(e)));
      }
    }
    return sent;
  }

  @Override
  public void close() {
    producer.close(CLOSE_PATIENCE);
  }

  private record Sent(OutboxRow row, Future<RecordMetadata> acknowledgement) {}

  /** An event that did not get through, and why. */
  record Refused(OutboxRow row, String why) {}

  /** What became of a batch. */
  record Outcome(List<OutboxRow> acknowledged, List<Refused> refused) {}
}
