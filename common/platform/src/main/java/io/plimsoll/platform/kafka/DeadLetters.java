package io.plimsoll.platform.kafka;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The dead-letter topics: where messages go that cannot be read or still fail after retries. */
public interface DeadLetters {
  /**
   * Puts a message, headers and body as they came, into the dead-letter topic of its topic and
   * waits for the broker's acknowledgement.
   *
   * @param slug the kind of fault, like the slug of a problem type
   * @param reason what was found and what was expected, without class names or SQL
   */
  Uni<Void> send(ConsumerRecord<String, byte[]> message, String slug, String reason);

  /** The newest dead letters of a topic, newest first. */
  Uni<List<DeadLetter>> list(String topic, int limit);

  /**
   * Sends the dead letters of a topic that were not replayed before back to it, oldest first.
   *
   * @return how many were sent
   */
  Uni<Integer> replay(String topic, int limit);
}
