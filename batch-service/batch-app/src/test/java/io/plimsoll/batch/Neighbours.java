package io.plimsoll.batch;

import io.plimsoll.contracts.ContractJson;
import io.plimsoll.contracts.Header;
import io.plimsoll.contracts.Topic;
import io.plimsoll.testkit.Broker;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The neighbours of batch-service: their messages have JSON bodies and answer by correlation. */
final class Neighbours {
  private Neighbours() {}

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
  }

  /** A message of a neighbour; sending it twice sends the same. */
  record Message(Topic topic, String id, String type, String correlation, Object body) {
    static Message of(Topic topic, String type, String correlation, Object body) {
      return new Message(topic, UUID.randomUUID().toString(), type, correlation, body);
    }
  }

  static void send(Message... messages) {
    Broker.send(Arrays.stream(messages).map(Neighbours::packed).toList());
  }

  /** Reads a topic from its start until as many different messages as wanted fit. */
  static List<Seen> read(Topic topic, int wanted, Predicate<Seen> fits) {
    return Broker.read(topic, wanted, unseen(fits)).stream().map(Neighbours::seen).toList();
  }

  /** Everything there is now that fits. */
  static List<Seen> readNow(Topic topic, Predicate<Seen> fits) {
    return Broker.readNow(topic, unseen(fits)).stream().map(Neighbours::seen).toList();
  }

  /** A message that is delivered again is the same message. */
  private static Predicate<ConsumerRecord<String, byte[]>> unseen(Predicate<Seen> fits) {
    Set<String> ids = new HashSet<>();
    return record -> fits.test(seen(record)) && ids.add(Broker.header(record, Header.ID));
  }

  private static Seen seen(ConsumerRecord<String, byte[]> message) {
    return new Seen(
        Broker.header(message, Header.ID),
        Broker.nameOf(message),
        message.key(),
        Broker.header(message, Header.CORRELATION_ID),
        message.value() == null ? Buffer.buffer() : Buffer.buffer(message.value()));
  }

  private static Broker.Message packed(Message message) {
    try {
      Buffer body = Buffer.buffer(ContractJson.mapper().writeValueAsBytes(message.body()));
      var packed =
          Broker.Message.of(message.topic(), message.id(), message.type(), message.id(), body);
      return message.correlation().isEmpty()
          ? packed
          : packed.with(Header.CORRELATION_ID, message.correlation());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
