package io.plimsoll.platform.rebuild;

import io.plimsoll.contracts.Topic;
import io.plimsoll.platform.kafka.EventReader;
import io.plimsoll.platform.kafka.KafkaSettings;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * {@link TopicReplays} on a plain Kafka client, which blocks and therefore runs on worker threads.
 * It belongs to no group and commits nothing.
 */
@ApplicationScoped
class KafkaReplays implements TopicReplays {
  private final Map<String, Object> broker;
  private final KafkaSettings settings;
  private final EventReader reader;
  private final Vertx vertx;

  KafkaReplays(
      @Identifier("default-kafka-broker") Map<String, Object> broker,
      KafkaSettings settings,
      EventReader reader,
      Vertx vertx) {
    this.broker = broker;
    this.settings = settings;
    this.reader = reader;
    this.vertx = vertx;
  }

  @Override
  public Uni<TopicReplay> open(Topic topic) {
    return vertx.executeBlocking(() -> begin(settings.deployed(topic.name())));
  }

  private TopicReplay begin(String topic) {
    Map<String, Object> options = new HashMap<>(broker);
    options.remove(ConsumerConfig.GROUP_ID_CONFIG);
    options.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    options.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    options.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class.getName());
    options.put(
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(options);
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(found -> new TopicPartition(found.topic(), found.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return new KafkaReplay(consumer, reader, vertx);
  }
}
