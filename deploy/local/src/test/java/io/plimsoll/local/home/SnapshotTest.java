package io.plimsoll.local.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir private Path folder = Path.of("");

  @Test
  void bringsBackDataAndKeysButNoLogs() throws IOException {
    PlimsollHome home = aHomeWithData("home");
    Path backup = folder.resolve("backup");
    PlimsollHome restored = new PlimsollHome(folder.resolve("restored"));

    long saved = Snapshot.save(home, backup, NOW);
    long brought = Snapshot.restore(backup, restored);

    assertThat(brought).isEqualTo(saved).isEqualTo(4 + Files.size(home.keys().resolve("hashed")));
    assertThat(restored.infra().resolve("postgres/data")).hasContent("rows");
    assertThat(restored.keys().resolve("hashed"))
        .hasSameBinaryContentAs(home.keys().resolve("hashed"));
    assertThat(restored.log("training")).doesNotExist();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(restored.infra())))
        .isEqualTo("rwx------");
  }

  @Test
  void doesNotOverwrite() throws IOException {
    PlimsollHome home = aHomeWithData("home");
    Path backup = folder.resolve("backup");
    Snapshot.save(home, backup, NOW);

    assertThatThrownBy(() -> Snapshot.save(home, backup, NOW))
        .hasMessageContaining("is there already");
    assertThatThrownBy(() -> Snapshot.restore(backup, home)).hasMessageContaining("not empty");
  }

  @Test
  void refusesWhatIsNoBackup() throws IOException {
    PlimsollHome home = new PlimsollHome(folder.resolve("home"));
    Path something = Files.createDirectory(folder.resolve("something"));

    assertThatThrownBy(() -> Snapshot.restore(something, home))
        .hasMessageContaining("no whole backup");
    assertThatThrownBy(() -> Snapshot.save(home, folder.resolve("backup"), NOW))
        .hasMessageContaining("nothing to back up");
  }

  private PlimsollHome aHomeWithData(String name) throws IOException {
    PlimsollHome home = new PlimsollHome(folder.resolve(name)).prepare();
    Files.createDirectory(home.infra().resolve("postgres"));
    Files.writeString(home.infra().resolve("postgres/data"), "rows");
    Files.writeString(home.keys().resolve("hashed"), "viewer viewer 00\n");
    Files.writeString(home.log("training"), "a line\n");
    return home;
  }
}
