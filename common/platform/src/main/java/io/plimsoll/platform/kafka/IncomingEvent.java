package io.plimsoll.platform.kafka;

import io.plimsoll.contracts.Envelope;
import io.plimsoll.contracts.Topic;
import io.plimsoll.platform.security.Actor;
import io.vertx.core.buffer.Buffer;

/**
 * A message whose envelope could be read.
 *
 * @param envelope what it says about itself
 * @param topic the declared topic's name, without a deployment's prefix
 * @param actor who sent it: the verified signer of a command, the source of an event
 * @param body the bytes as sent; empty for a tombstone
 */
public record IncomingEvent(Envelope envelope, String topic, Actor actor, Buffer body) {

  /** Whether the message deletes its subject from a compacted topic. */
  public boolean isTombstone() {
    return body.length() == 0;
  }

  /** Whether the message asks for something, instead of telling a fact. */
  public boolean isCommand() {
    return EnvelopeReader.kindOf(topic) == Topic.Kind.COMMANDS;
  }

  /**
   * The JSON body as a record: strictly for a command, ignoring unknown members for an event.
   *
   * @throws io.plimsoll.platform.problem.ServiceException.Malformed if it is not one, naming the
   *     member
   */
  public <T> T bodyAs(Class<T> contract) {
    return EventBody.read(this, contract);
  }
}
