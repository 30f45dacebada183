package io.plimsoll.platform.kafka;

import io.plimsoll.contracts.CommandSignature;
import io.plimsoll.contracts.Envelope;
import io.plimsoll.contracts.Header;
import io.plimsoll.contracts.Topic;
import io.plimsoll.platform.security.Actor;
import io.plimsoll.platform.security.Role;
import io.plimsoll.platform.security.Signers;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads envelopes, and lets a command in only if an operator signed it or the deployment trusts its
 * topics.
 *
 * <p>A signature covers the id, the type and the body. What it does not cover is not taken from the
 * message: a signed command's source is its signer and its subject is its id, so that the same
 * command sent again under another name is still the same to the inbox.
 */
@ApplicationScoped
final class SignedEventReader implements EventReader {
  private static final String JWT = "jwt=";

  private final KafkaSettings settings;
  private final Signers signers;

  SignedEventReader(KafkaSettings settings, Signers signers) {
    this.settings = settings;
    this.signers = signers;
  }

  @Override
  public IncomingEvent read(ConsumerRecord<String, byte[]> message) {
    Envelope envelope = EnvelopeReader.read(message);
    String topic = settings.declared(message.topic());
    byte[] bytes = message.value() == null ? new byte[0] : message.value();
    Buffer body = Buffer.buffer(bytes);
    if (EnvelopeReader.kindOf(topic) != Topic.Kind.COMMANDS) {
      return new IncomingEvent(envelope, topic, Actor.service(envelope.source()), body);
    }
    String name = EnvelopeReader.header(message, Header.ACTOR);
    String signature = EnvelopeReader.header(message, Header.SIGNATURE);
    if (signature.isEmpty() && settings.trustTopics()) {
      String trusted = name.isEmpty() ? envelope.source() : name;
      return new IncomingEvent(envelope, topic, new Actor(trusted, Role.OPERATOR), body);
    }
    Actor actor = verified(envelope, name, signature, bytes);
    return new IncomingEvent(ofSigner(envelope, actor), topic, actor, body);
  }

  private Actor verified(Envelope envelope, String name, String signature, byte[] body) {
    if (signature.isEmpty()) {
      throw refused("header %s: absent (expected: a signed command)".formatted(Header.SIGNATURE));
    }
    Actor actor =
        (signature.startsWith(JWT)
                ? signers.ofToken(signature.substring(JWT.length()))
                : signerOf(envelope, name, signature, body))
            .orElseThrow(() ->
                refused(
                    "header %s: of nobody known (expected: a key's or token's)"
                        .formatted(Header.SIGNATURE)));
    if (!actor.role().includes(Role.OPERATOR)) {
      throw new MessageFault(
          "forbidden",
          "actor %s: %s (expected: operator)".formatted(actor.name(), actor.role().text()));
    }
    return actor;
  }

  private Optional<Actor> signerOf(Envelope envelope, String name, String signature, byte[] body) {
    return signers
        .named(name)
        .filter(signer ->
            CommandSignature.isValid(
                signature, signer.keyHash(), envelope.id(), envelope.type(), body))
        .map(Signers.Signer::actor);
  }

  private static Envelope ofSigner(Envelope envelope, Actor actor) {
    return new Envelope(
        envelope.id(),
        "urn:plimsoll:actor:" + actor.name(),
        envelope.type(),
        envelope.time(),
        envelope.id(),
        0,
        envelope.correlationId(),
        envelope.causationId());
  }

  private static MessageFault refused(String reason) {
    return new MessageFault("unauthenticated", reason);
  }
}
