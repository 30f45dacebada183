package io.plimsoll.batch.pipelines.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.batch.pipelines.PipelinesConfig;
import io.plimsoll.contracts.CommandSignature;
import io.plimsoll.contracts.EventType;
import io.plimsoll.contracts.Header;
import io.plimsoll.contracts.Topics;
import io.plimsoll.platform.outbox.OutgoingEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandSignerTest {
  private static final String KEY = "operator-key-of-the-test";
  private static final UUID ID = new UUID(0, 42);
  private static final EventType TYPE = new EventType("training", "TrainModel", 1);

  /** By Python's hashlib and hmac: the secret is the hexadecimal SHA-256 of the key. */
  private static final String SIGNATURE =
      "hmac-sha256=f304d7110446e4394da18311553754dc45690cb7f7df1a09efd7cd1aafc74736";

  @TempDir Path folder;

  @Test
  void signsIdTypeAndBodyWithTheHashOfTheKey() {
    OutgoingEvent signed = signer(KEY + "\n").sign(command());

    assertThat(signed.headers())
        .containsEntry(Header.SIGNATURE, SIGNATURE)
        .containsEntry(Header.ACTOR, "batch");
    assertThat(signed.id()).isEqualTo(ID);
    assertThat(signed.body().orElseThrow()).isEqualTo(command().body().orElseThrow());
  }

  @Test
  void givesASignatureThatNoOtherCommandHas() {
    OutgoingEvent signed = signer(KEY).sign(command());

    String signature = Objects.requireNonNull(signed.headers().get(Header.SIGNATURE));
    assertThat(isValid(signature, ID, "{\"ticker\":\"AAPL\"}")).isTrue();
    assertThat(isValid(signature, ID, "{\"ticker\":\"MSFT\"}")).isFalse();
    assertThat(isValid(signature, new UUID(0, 43), "{\"ticker\":\"AAPL\"}")).isFalse();
  }

  @Test
  void sendsCommandsBareWhereNoKeyIsConfigured() {
    OutgoingEvent sent = new CommandSigner(config(Map.of())).sign(command());

    assertThat(sent.headers()).doesNotContainKeys(Header.SIGNATURE, Header.ACTOR);
  }

  @Test
  void doesNotStartWithAKeyFileThatIsNotThere() {
    PipelinesConfig config =
        config(Map.of("plimsoll.batch.pipelines.key-file", folder.resolve("none").toString()));

    assertThatThrownBy(() -> new CommandSigner(config))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none");
  }

  private CommandSigner signer(String key) {
    try {
      Path file = Files.writeString(folder.resolve("key"), key);
      return new CommandSigner(
          config(Map.of("plimsoll.batch.pipelines.key-file", file.toString())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PipelinesConfig config(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withMapping(PipelinesConfig.class)
        .withDefaultValue("plimsoll.batch.pipelines.poll", "PT5S") // "5s" is the framework's form
        .withDefaultValues(settings)
        .build()
        .getConfigMapping(PipelinesConfig.class);
  }

  private static OutgoingEvent command() {
    return OutgoingEvent.of(Topics.TRAINING_COMMANDS, TYPE, "r-1", Map.of("ticker", "AAPL"))
        .withId(ID);
  }

  private static boolean isValid(String signature, UUID id, String body) {
    return CommandSignature.isValid(
        signature,
        CommandSignature.keyHash(KEY),
        id.toString(),
        TYPE.text(),
        body.getBytes(StandardCharsets.UTF_8));
  }
}
