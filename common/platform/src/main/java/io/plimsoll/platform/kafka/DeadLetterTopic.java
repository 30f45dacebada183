package io.plimsoll.platform.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads one dead-letter topic from its first to its last partition. Blocking; each call has a
 * consumer of its own, which joins no group and so disturbs nobody.
 */
final class DeadLetterTopic implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);

  private final String name;
  private final KafkaConsumer<String, byte[]> consumer;

  DeadLetterTopic(String name, String group, Map<String, Object> broker) {
    Map<String, Object> settings = new HashMap<>(broker);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    this.name = name;
    this.consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /** The newest letters, newest first. */
  List<ConsumerRecord<String, byte[]>> newest(int limit) {
    List<TopicPartition> partitions = assign();
    Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
    partitions.forEach(place ->
        consumer.seek(
            place, Math.max(first.getOrDefault(place, 0L), end.getOrDefault(place, 0L) - limit)));
    List<ConsumerRecord<String, byte[]>> letters = new ArrayList<>();
    while (isBefore(end)) {
      consumer.poll(POLL).forEach(letters::add);
    }
    letters.sort(
        Comparator.<ConsumerRecord<String, byte[]>>comparingLong(ConsumerRecord::timestamp)
            .thenComparing(ConsumerRecord::partition)
            .thenComparing(ConsumerRecord::offset)
            .reversed());
    return letters.stream().limit(limit).toList();
  }

  /** Hands on each letter that the group did not see before, and remembers how far it came. */
  int unseen(int limit, Consumer<ConsumerRecord<String, byte[]>> each) {
    List<TopicPartition> partitions = assign();
    Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
    Map<TopicPartition, OffsetAndMetadata> seen = consumer.committed(Set.copyOf(partitions));
    partitions.forEach(place -> {
      OffsetAndMetadata committed = seen.get(place);
      long from = committed == null ? 0 : committed.offset();
      consumer.seek(place, Math.max(from, first.getOrDefault(place, 0L)));
    });
    int count = 0;
    while (count < limit && isBefore(end)) {
      for (ConsumerRecord<String, byte[]> letter : consumer.poll(POLL)) {
        if (count == limit) {
          break;
        }
        each.accept(letter);
        count++;
        consumer.commitSync(
            Map.of(
                new TopicPartition(letter.topic(), letter.partition()),
                new OffsetAndMetadata(letter.offset() + 1)));
      }
    }
    return count;
  }

  private List<TopicPartition> assign() {
    List<PartitionInfo> found = consumer.partitionsFor(name);
    List<TopicPartition> partitions =
        found.stream()
            .map(part -> new TopicPartition(name, part.partition()))
            .collect(Collectors.toList());
    consumer.assign(partitions);
    return partitions;
  }

  private boolean isBefore(Map<TopicPartition, Long> end) {
    return end.entrySet().stream()
        .anyMatch(entry -> consumer.position(entry.getKey()) < entry.getValue());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
