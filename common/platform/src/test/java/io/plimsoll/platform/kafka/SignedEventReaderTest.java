package io.plimsoll.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.contracts.CommandSignature;
import io.plimsoll.contracts.Header;
import io.plimsoll.contracts.Topics;
import io.plimsoll.platform.security.Actor;
import io.plimsoll.platform.security.Role;
import io.plimsoll.platform.security.Signers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignedEventReaderTest {
  private static final String TYPE = "io.plimsoll.training.TrainModel.v1";
  private static final String BODY = "{\"symbol\":\"AAPL\"}";
  private static final String OPERATOR_HASH = CommandSignature.keyHash("operators-key");
  private static final String VIEWER_HASH = CommandSignature.keyHash("viewers-key");
  private static final Signers SIGNERS =
      new Signers() {
        @Override
        public Optional<Signer> named(String name) {
          return switch (name) {
            case "ada" -> Optional.of(new Signer(new Actor("ada", Role.OPERATOR), OPERATOR_HASH));
            case "vic" -> Optional.of(new Signer(new Actor("vic", Role.VIEWER), VIEWER_HASH));
            default -> Optional.empty();
          };
        }

        @Override
        public Optional<Actor> ofToken(String token) {
          return token.equals("good")
              ? Optional.of(new Actor("tom", Role.ADMIN))
              : Optional.empty();
        }
      };

  private final EventReader guarded = new SignedEventReader(settings(false), SIGNERS);
  private final EventReader trusting = new SignedEventReader(settings(true), SIGNERS);

  @Test
  void readsAnEventOfAService() {
    ConsumerRecord<String, byte[]> message =
        message(
            Topics.TRAINING_EVENTS.name(),
            Map.of(
                Header.TYPE,
                "io.plimsoll.training.ModelCompleted.v1",
                Header.SEQUENCE,
                "7",
                Header.CORRELATION_ID,
                "c-1"));

    IncomingEvent event = guarded.read(message);

    assertThat(event.envelope().id()).isEqualTo("id-1");
    assertThat(event.envelope().sequence()).isEqualTo(7);
    assertThat(event.envelope().correlationId()).isEqualTo("c-1");
    assertThat(event.envelope().subject()).isEqualTo("key");
    assertThat(event.envelope().time()).isEqualTo(Instant.parse("2026-01-31T15:04:05Z"));
    assertThat(event.actor().name()).isEqualTo("urn:plimsoll:training");
    assertThat(event.topic()).isEqualTo("training.events.v1");
  }

  @Test
  void identifiesAMessageWithoutIdByItsPlace() {
    ConsumerRecord<String, byte[]> message =
        message(Topics.TRAINING_EVENTS.name(), Map.of(Header.ID, ""));

    String id = guarded.read(message).envelope().id();

    assertThat(id).matches("[0-9a-f]{64}").isEqualTo(guarded.read(message).envelope().id());
  }

  @ParameterizedTest
  @CsvSource({
    "ce_type, '', ce_type",
    "ce_type, nonsense, io.plimsoll.<owner>",
    "ce_source, '', ce_source",
    "ce_time, yesterday, ce_time",
    "ce_sequence, many, ce_sequence",
    "ce_sequence, -1, sequence"
  })
  void saysWhichHeaderIsWrong(String header, String value, String named) {
    ConsumerRecord<String, byte[]> message =
        message(Topics.TRAINING_EVENTS.name(), Map.of(header, value));

    assertThatThrownBy(() -> guarded.read(message))
        .isInstanceOf(MessageFault.class)
        .hasMessageContaining(named);
  }

  @Test
  void takesACommandThatAnOperatorSigned() {
    IncomingEvent command = guarded.read(command("ada", OPERATOR_HASH));

    assertThat(command.actor()).isEqualTo(new Actor("ada", Role.OPERATOR));
    assertThat(command.envelope().source()).isEqualTo("urn:plimsoll:actor:ada");
    assertThat(command.envelope().subject()).isEqualTo("id-1");
    assertThat(command.isCommand()).isTrue();
  }

  @Test
  void takesACommandWithAToken() {
    IncomingEvent command =
        guarded.read(
            message(Topics.TRAINING_COMMANDS.name(), Map.of(Header.SIGNATURE, "jwt=good")));

    assertThat(command.actor().name()).isEqualTo("tom");
  }

  @Test
  void refusesACommandWithoutSignatureUnlessTopicsAreTrusted() {
    ConsumerRecord<String, byte[]> message =
        message(Topics.TRAINING_COMMANDS.name(), Map.of(Header.ACTOR, "kcat"));

    assertThatThrownBy(() -> guarded.read(message))
        .isInstanceOf(MessageFault.class)
        .hasMessageContaining("plimsoll-signature");
    assertThat(trusting.read(message).actor()).isEqualTo(new Actor("kcat", Role.OPERATOR));
  }

  @Test
  void refusesASignatureOfAnotherKeyIdTypeOrBodyEvenWhenTopicsAreTrusted() {
    String signature =
        CommandSignature.sign(OPERATOR_HASH, "id-1", TYPE, BODY.getBytes(StandardCharsets.UTF_8));
    Map<String, String> signed = Map.of(Header.ACTOR, "ada", Header.SIGNATURE, signature);

    assertRefused(command("ada", VIEWER_HASH), "nobody known");
    assertRefused(command("eve", OPERATOR_HASH), "nobody known");
    assertRefused(command(with(signed, Header.ID, "id-2")), "nobody known");
    assertRefused(
        command(with(signed, Header.TYPE, "io.plimsoll.training.RetrainModel.v1")), "nobody known");
    assertRefused(command("vic", VIEWER_HASH), "expected: operator");
    assertRefused(
        message(Topics.TRAINING_COMMANDS.name(), Map.of(Header.SIGNATURE, "jwt=bad")),
        "nobody known");
  }

  private void assertRefused(ConsumerRecord<String, byte[]> message, String named) {
    assertThatThrownBy(() -> guarded.read(message))
        .isInstanceOf(MessageFault.class)
        .hasMessageContaining(named);
    assertThatThrownBy(() -> trusting.read(message)).isInstanceOf(MessageFault.class);
  }

  private static ConsumerRecord<String, byte[]> command(String name, String hash) {
    String signature =
        CommandSignature.sign(hash, "id-1", TYPE, BODY.getBytes(StandardCharsets.UTF_8));
    return command(Map.of(Header.ACTOR, name, Header.SIGNATURE, signature));
  }

  private static ConsumerRecord<String, byte[]> command(Map<String, String> headers) {
    return message(Topics.TRAINING_COMMANDS.name(), headers);
  }

  private static Map<String, String> with(Map<String, String> map, String name, String value) {
    Map<String, String> more = new TreeMap<>(map);
    more.put(name, value);
    return more;
  }

  private static ConsumerRecord<String, byte[]> message(String topic, Map<String, String> more) {
    Map<String, String> headers =
        new TreeMap<>(
            Map.of(
                Header.ID, "id-1",
                Header.SOURCE, "urn:plimsoll:training",
                Header.TYPE, TYPE,
                Header.TIME, "2026-01-31T15:04:05Z"));
    headers.putAll(more);
    ConsumerRecord<String, byte[]> message =
        new ConsumerRecord<>("p." + topic, 3, 42, "key", BODY.getBytes(StandardCharsets.UTF_8));
    headers.forEach(
        (name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return message;
  }

  private static KafkaSettings settings(boolean trust) {
    return new KafkaSettings() {
      @Override
      public Optional<String> topicPrefix() {
        return Optional.of("p.");
      }

      @Override
      public boolean trustTopics() {
        return trust;
      }
    };
  }
}
