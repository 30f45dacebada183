package io.plimsoll.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.plimsoll.contracts.CommandSignature;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void closeVertx() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void readsTheFileAgainWhenItChangesAndKeepsTheLastGoodKeys(@TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("keys"), line("ada", "viewer", "one"));
    ApiKeys keys = new ApiKeys(settings(file), vertx);
    keys.start();

    assertThat(keys.owner("one")).map(ApiKey::name).contains("ada");
    Files.writeString(file, "# rotated\n\n" + line("ada", "operator", "two"));
    await().atMost(Duration.ofMinutes(1)).until(() -> keys.owner("two").isPresent());
    assertThat(keys.owner("one")).isEmpty();
    assertThat(keys.find("ada")).map(ApiKey::role).contains(Role.OPERATOR);
    Files.writeString(file, "broken");
    await()
        .during(Duration.ofMillis(200))
        .atMost(Duration.ofMinutes(1))
        .until(() -> keys.owner("two").isPresent());
    keys.stop();
  }

  @Test
  void startsWithoutAFileAndKnowsNobody(@TempDir Path folder) {
    ApiKeys keys = new ApiKeys(settings(folder.resolve("absent")), vertx);
    keys.start();

    assertThat(keys.owner("one")).isEmpty();
    keys.stop();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada viewer",
        "ada boss 2c70e12b7a0646f92279f427c7b38e7334d8e5389cff167a1dc30e73f826b683",
        "ada viewer 2c70",
        "a/b viewer 2c70e12b7a0646f92279f427c7b38e7334d8e5389cff167a1dc30e73f826b683"
      })
  void saysWhichLineIsWrongWithoutItsHash(String line) {
    assertThatThrownBy(() -> ApiKeyFile.parse("# keys\n" + line))
        .hasMessageContaining("line 2")
        .hasMessageNotContaining("2c70");
  }

  @Test
  void refusesANameThatIsThereTwice() {
    String twice = line("ada", "viewer", "one") + line("ada", "admin", "two");

    assertThatThrownBy(() -> ApiKeyFile.parse(twice)).hasMessageContaining("ada is there twice");
  }

  private static String line(String name, String role, String key) {
    return "%s %s %s%n".formatted(name, role, CommandSignature.keyHash(key));
  }

  private static SecuritySettings settings(Path file) {
    return new SecuritySettings() {
      @Override
      public Optional<Path> keysFile() {
        return Optional.of(file);
      }

      @Override
      public boolean oidc() {
        return false;
      }

      @Override
      public Duration keysReload() {
        return Duration.ofMillis(20);
      }
    };
  }
}
