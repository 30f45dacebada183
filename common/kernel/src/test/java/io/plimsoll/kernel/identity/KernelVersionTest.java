package io.plimsoll.kernel.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelVersionTest {
  private static final String CLASS = "io/plimsoll/kernel/A.class";

  @TempDir private Path folder;

  @Test
  void isTheSameForAFolderAndAJarInAnyOrder() throws IOException {
    Path classes = classes("classes", Map.of(CLASS, "code", "META-INF/x.properties", "y"));
    Path same = jar("plimsoll-kernel-1.jar", Map.of(CLASS, "code", "META-INF/other", "z"));
    Path library = jar("hipparchus-core-4.0.3.jar", Map.of("org/hipparchus/A.class", "lib"));

    assertThat(KernelVersionWriter.version(List.of(classes, library)))
        .hasSize(64)
        .isEqualTo(KernelVersionWriter.version(List.of(library, same)));
  }

  @Test
  void changesWithAClassItsNameAndALibrarysVersion() throws IOException {
    Path classes = classes("one", Map.of(CLASS, "code"));
    Path changed = classes("two", Map.of(CLASS, "other code"));
    Path renamed = classes("three", Map.of("io/plimsoll/kernel/B.class", "code"));
    Path library = jar("ejml-0.46.jar", Map.of("org/ejml/A.class", "lib"));
    Path newer = jar("ejml-0.47.jar", Map.of("org/ejml/A.class", "lib"));

    assertThat(
            List.of(
                KernelVersionWriter.version(List.of(classes)),
                KernelVersionWriter.version(List.of(changed)),
                KernelVersionWriter.version(List.of(renamed)),
                KernelVersionWriter.version(List.of(classes, library)),
                KernelVersionWriter.version(List.of(classes, newer))))
        .doesNotHaveDuplicates();
  }

  @Test
  void doesNotCountAnnotations() throws IOException {
    Path classes = classes("classes", Map.of(CLASS, "code"));
    Path annotations = jar("jspecify-1.0.0.jar", Map.of("org/jspecify/A.class", "lib"));

    assertThat(KernelVersionWriter.version(List.of(classes, annotations)))
        .isEqualTo(KernelVersionWriter.version(List.of(classes)));
  }

  @Test
  void writesAFileOfTheKernelsName() throws IOException {
    KernelVersionWriter.main(new String[] {"batch", folder.toString()});

    assertThat(folder.resolve("META-INF/plimsoll/kernel-version-batch.properties"))
        .content(StandardCharsets.US_ASCII)
        .matches("kernel_version=[0-9a-f]{64}\n");
  }

  @Test
  void readsWhatTheBuildWrote() {
    KernelVersion version = KernelVersion.load("example");

    assertThat(version.name()).isEqualTo("example");
    assertThat(version).hasToString("0123456789abcdef".repeat(4));
  }

  @Test
  void saysWhatToDoWhenThereIsNone() {
    assertThatIllegalStateException()
        .isThrownBy(() -> KernelVersion.load("absent"))
        .withMessageStartingWith(
            "META-INF/plimsoll/kernel-version-absent.properties: not on the class path")
        .withMessageContaining("Maybe");
  }

  @Test
  void refusesOtherNames() {
    assertThatIllegalArgumentException().isThrownBy(() -> KernelVersion.load("../x"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KernelVersionWriter.main(new String[] {"batch"}))
        .withMessage("arguments: [batch] (expected: NAME CLASSES)");
  }

  private Path classes(String name, Map<String, String> files) throws IOException {
    Path root = folder.resolve(name);
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return root;
  }

  private Path jar(String name, Map<String, String> files) throws IOException {
    Path path = folder.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return path;
  }
}
