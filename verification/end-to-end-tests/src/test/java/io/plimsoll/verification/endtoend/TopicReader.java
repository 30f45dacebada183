package io.plimsoll.verification.endtoend;

import io.plimsoll.contracts.ContractJson;
import io.plimsoll.contracts.EventType;
import io.plimsoll.contracts.Header;
import io.plimsoll.contracts.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from its beginning to the end that it has when the reading begins. */
final class TopicReader {
  private TopicReader() {}

  static List<Message> read(String bootstrap, Topic topic) throws IOException {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<Message> messages = new ArrayList<>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          messages.add(message(record));
        }
      }
      return messages;
    }
  }

  private static Message message(ConsumerRecord<String, byte[]> record) throws IOException {
    return new Message(
        header(record, Header.ID),
        EventType.parse(header(record, Header.TYPE)).name(),
        header(record, Header.SUBJECT),
        ContractJson.mapper().readTree(record.value()));
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
