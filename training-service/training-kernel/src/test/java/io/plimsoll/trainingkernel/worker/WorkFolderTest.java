package io.plimsoll.trainingkernel.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {

  @Test
  void removesWhatADeadProcessHasLeftAndNothingElse(@TempDir Path parent) throws IOException {
    Path dead = left(parent, "pool-1-dead");
    Path other = Files.createFile(parent.resolve("somebody-elses"));

    try (WorkFolder first = WorkFolder.open(parent)) {
      Files.writeString(first.path().resolve("7.bars"), "bars");
      try (WorkFolder second = WorkFolder.open(parent)) {
        assertThat(second.path()).isNotEqualTo(first.path());
        assertThat(first.path().resolve("7.bars")).exists();
      }
      assertThat(first.path().resolve("7.bars")).exists();
    }

    assertThat(dead).doesNotExist();
    try (var files = Files.list(parent)) {
      assertThat(files).containsExactly(other);
    }
  }

  @Test
  void removesWhatAnEarlierProcessOfTheSameNumberHasLeft(@TempDir Path parent) throws IOException {
    Path dead = left(parent, "pool-%d-dead".formatted(ProcessHandle.current().pid()));
    Files.setLastModifiedTime(
        parent.resolve(dead.getFileName() + ".lock"),
        FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));

    WorkFolder.open(parent).close();

    assertThat(dead).doesNotExist();
  }

  private static Path left(Path parent, String name) throws IOException {
    Files.createFile(parent.resolve(name + ".lock"));
    Path folder = Files.createDirectory(parent.resolve(name));
    Files.createDirectory(folder.resolve("worker-0"));
    Files.writeString(folder.resolve("worker-0").resolve("left.bars"), "bars");
    return folder;
  }
}
