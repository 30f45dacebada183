package io.plimsoll.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.local.home.PlimsollHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void isNotNamedBeforeItIsThere() throws IOException {
    AotCache cache = cache("one");

    List<String> running = cache.running();

    assertThat(cache.isThere()).isFalse();
    assertThat(running)
        .noneMatch(argument -> argument.contains("AOT"))
        .endsWith(ServiceMain.class.getName(), "some.Main");
  }

  @Test
  void isMadeUnderAnotherNameAndPutInItsPlaceWhole() throws IOException {
    AotCache cache = cache("one");
    Files.createDirectories(cache.file().resolveSibling(""));
    Path stale =
        Files.writeString(cache.file().resolveSibling("training-0123456789abcdef.aot"), "");
    Path others = Files.writeString(cache.file().resolveSibling("batch-0123456789abcdef.aot"), "");
    Path made = cache.file().resolveSibling(cache.file().getFileName() + ".new");
    Files.writeString(made, "classes");

    cache.finish();

    assertThat(cache.making()).contains("-XX:AOTMode=create", "-XX:AOTCache=" + made);
    assertThat(cache.file()).hasContent("classes");
    assertThat(cache.running()).contains("-XX:AOTCache=" + cache.file());
    assertThat(stale).doesNotExist();
    assertThat(others).exists();
  }

  @Test
  void belongsToTheCodeAsItIs() throws IOException {
    AotCache before = cache("one");
    AotCache same = cache("one");

    AotCache after = cache("two");

    assertThat(same.file()).isEqualTo(before.file());
    assertThat(after.file()).isNotEqualTo(before.file());
  }

  @Test
  void needsThePackagedService() {
    assertThatThrownBy(() -> PackagedService.of(Service.BATCH, folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("quarkus-run.jar: not there")
        .hasMessageContaining("./mvnw -Dquick package");
  }

  private AotCache cache(String code) throws IOException {
    Path packaged = Files.createDirectories(Service.TRAINING.packaged(folder));
    Files.writeString(packaged.resolve("app.jar"), code);
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, "some.Main");
    attributes.put(Attributes.Name.CLASS_PATH, "app.jar");
    Path runner = packaged.resolve("quarkus-run.jar");
    if (!Files.exists(runner)) {
      new JarOutputStream(Files.newOutputStream(runner), manifest).close();
    }
    return AotCache.of(
        PackagedService.of(Service.TRAINING, folder), new PlimsollHome(folder.resolve("home")));
  }
}
