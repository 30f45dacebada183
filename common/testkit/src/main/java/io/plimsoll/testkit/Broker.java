package io.plimsoll.testkit;

import io.plimsoll.contracts.Header;
import io.plimsoll.contracts.Topic;
import io.plimsoll.contracts.Topics;
import io.plimsoll.contracts.market.MarketBars;
import io.plimsoll.kernel.market.BarChunk;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.SnapshotHash;
import io.plimsoll.kernel.market.Symbol;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
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
public final class Broker {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(200);

  private Broker() {}

  /**
   * A message on its way to the service; sending it twice sends the same.
   *
   * @param topic where to, under the prefix of this test module
   * @param key the Kafka key
   * @param headers the envelope
   * @param body the bytes
   */
  public record Message(Topic topic, String key, Map<String, String> headers, Buffer body) {
    public Message {
      headers = Map.copyOf(headers);
    }

    /** A neighbour's message about a subject, which is its key too. */
    public static Message of(Topic topic, String id, String type, String subject, Buffer body) {
      return new Message(
          topic,
          subject,
          Map.of(
              Header.ID, id,
              Header.SOURCE, "urn:plimsoll:neighbour",
              Header.TYPE, type,
              Header.TIME, Instant.now().toString(),
              Header.SUBJECT, subject),
          body);
    }

    /** The same as the subject's n-th change. */
    public Message withSequence(long sequence) {
      return with(Header.SEQUENCE, Long.toString(sequence));
    }

    /** The same with one header more. */
    public Message with(String header, String value) {
      Map<String, String> all = new HashMap<>(headers);
      all.put(header, value);
      return new Message(topic, key, all, body);
    }
  }

  /** The topics, by their declared names, that members of each of a service's groups read now. */
  public static Map<String, Set<String>> topicsByGroup(String service) {
    String prefix = TestInfra.get().topicPrefix();
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", TestInfra.get().kafkaBootstrap()))) {
      List<String> groups =
          admin.listGroups().all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).stream()
              .map(GroupListing::groupId)
              .filter(id -> id.equals(service) || id.startsWith(service + "."))
              .toList();
      Map<String, Set<String>> topics = new TreeMap<>();
      admin
          .describeConsumerGroups(groups)
          .all()
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
          .forEach((id, group) ->
              group.members().stream()
                  .flatMap(member -> member.assignment().topicPartitions().stream())
                  .map(partition -> partition.topic().substring(prefix.length()))
                  .forEach(topic -> topics.computeIfAbsent(id, _ -> new TreeSet<>()).add(topic)));
      return topics;
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the broker did not describe its groups", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Sends the messages in their order, and fails if the broker does not take one. */
  public static void send(List<Message> messages) {
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
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sending", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a message was not sent", e);
    }
  }

  /**
   * Publishes bars as batch-service does, a message for each chunk.
   *
   * @return the snapshot that they make
   */
  public static String publishBars(Symbol symbol, Bars bars, long version) {
    List<BarChunk> chunks = BarChunk.split(symbol, bars);
    send(
        chunks.stream()
            .map(chunk ->
                Message.of(
                        Topics.MARKET_BARS,
                        UUID.randomUUID().toString(),
                        "io.plimsoll.market.MarketBars.v1",
                        MarketBars.keyOf(chunk),
                        Buffer.buffer(new MarketBars(chunk, version, Instant.now()).encode()))
                    .withSequence(version))
            .toList());
    return SnapshotHash.of(chunks.stream().map(BarChunk::hash).toList());
  }

  /** Reads a topic from its start until as many messages as wanted fit, or patience ends. */
  public static List<ConsumerRecord<String, byte[]>> read(
      Topic topic, int wanted, Predicate<ConsumerRecord<String, byte[]>> fits) {
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      startAtTheBeginning(consumer, topic);
      Instant end = Instant.now().plus(PATIENCE);
      while (found.size() < wanted && Instant.now().isBefore(end)) {
        consumer.poll(POLL).forEach(record -> addIf(fits, record, found));
      }
    }
    return found;
  }

  /** Everything that fits of what the topic holds at the time of the call, whenever it is read. */
  public static List<ConsumerRecord<String, byte[]>> readNow(
      Topic topic, Predicate<ConsumerRecord<String, byte[]>> fits) {
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      List<TopicPartition> partitions = startAtTheBeginning(consumer, topic);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Instant latest = Instant.now().plus(PATIENCE);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        if (Instant.now().isAfter(latest)) {
          throw new AssertionError("%s was not read within %s".formatted(topic.name(), PATIENCE));
        }
        consumer.poll(POLL).forEach(record -> addIf(fits, record, found));
      }
    }
    return found;
  }

  /** A header's text, empty if there is none. */
  public static String header(ConsumerRecord<?, ?> message, String name) {
    var header = message.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** The last part of a message's type: {@code ModelCompleted}. */
  public static String nameOf(ConsumerRecord<?, ?> message) {
    String[] parts = header(message, Header.TYPE).split("\\.", -1);
    return parts[parts.length - 2];
  }

  private static KafkaConsumer<String, byte[]> consumer() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", TestInfra.get().kafkaBootstrap(), "auto.offset.reset", "earliest");
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private static List<TopicPartition> startAtTheBeginning(
      KafkaConsumer<String, byte[]> consumer, Topic topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(nameOf(topic)).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return partitions;
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
        new ProducerRecord<>(nameOf(message.topic()), message.key(), message.body().getBytes());
    message
        .headers()
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  private static String nameOf(Topic topic) {
    return TestInfra.get().topicPrefix() + topic.name();
  }
}
