package io.plimsoll.local.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.local.infra.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void makesKeysOf256RandomBitsThatOnlyTheOwnerReads() throws IOException {
    Keys keys = Keys.open(home());

    assertThat(Role.values())
        .allSatisfy(role -> {
          assertThat(keys.key(role)).matches("[0-9a-f]{64}");
          assertThat(mode(keys.file(role))).isEqualTo("rw-------");
        });
    assertThat(keys.key(Role.VIEWER)).isNotEqualTo(keys.key(Role.ADMIN));
    assertThat(mode(keys.hashedFile())).isEqualTo("rw-------");
    assertThat(mode(home().keys())).isEqualTo("rwx------");
  }

  @Test
  void givesServicesHashesOnly() throws IOException {
    Keys keys = Keys.open(home());

    List<String> lines = Files.readAllLines(keys.hashedFile());

    assertThat(lines)
        .containsExactly(
            "viewer viewer " + Digests.sha256(keys.key(Role.VIEWER)),
            "operator operator " + Digests.sha256(keys.key(Role.OPERATOR)),
            "admin admin " + Digests.sha256(keys.key(Role.ADMIN)),
            "simulation-service viewer "
                + Digests.sha256(Files.readString(keys.serviceKeyFile()).strip()));
  }

  @Test
  void keepsTheKeysOfAHome() throws IOException {
    String first = Keys.open(home()).key(Role.OPERATOR);

    String second = Keys.open(home()).key(Role.OPERATOR);

    assertThat(second).isEqualTo(first);
  }

  private PlimsollHome home() {
    return new PlimsollHome(folder.resolve("home"));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
