package io.plimsoll.platform.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads a message's envelope and, for a command, checks who sent it. */
public interface EventReader {
  /**
   * The message with its envelope and its actor.
   *
   * @throws MessageFault if it cannot be read or is not to be trusted; it is then a dead letter
   */
  IncomingEvent read(ConsumerRecord<String, byte[]> message);
}
