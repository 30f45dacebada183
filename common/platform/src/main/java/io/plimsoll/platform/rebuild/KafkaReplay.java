package io.plimsoll.platform.rebuild;

import io.plimsoll.platform.kafka.EventReader;
import io.plimsoll.platform.kafka.IncomingEvent;
import io.plimsoll.platform.kafka.MessageFault;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Reads the partitions of one topic; used by one reader at a time. */
final class KafkaReplay implements TopicReplay {
  private static final Logger LOG = Logger.getLogger(KafkaReplay.class);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final KafkaConsumer<String, byte[]> consumer;
  private final EventReader reader;
  private final Vertx vertx;
  private volatile boolean atEnd;

  KafkaReplay(KafkaConsumer<String, byte[]> consumer, EventReader reader, Vertx vertx) {
    this.consumer = consumer;
    this.reader = reader;
    this.vertx = vertx;
  }

  @Override
  public Uni<List<IncomingEvent>> next() {
    return vertx.executeBlocking(this::poll);
  }

  private List<IncomingEvent> poll() {
    List<IncomingEvent> events = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> message : consumer.poll(PATIENCE)) {
      try {
        events.add(reader.read(message));
      } catch (MessageFault e) {
        LOG.infof(
            e,
            "message left out topic=%s partition=%d offset=%d",
            message.topic(),
            message.partition(),
            message.offset());
      }
    }
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    atEnd =
        ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    return events;
  }

  @Override
  public boolean isAtEnd() {
    return atEnd;
  }

  @Override
  public Uni<Void> close() {
    return vertx.executeBlocking(() -> {
      consumer.close();
      return null;
    });
  }
}
