package io.plimsoll.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The build that a test belongs to: the Maven process above this one, or this process itself when a
 * test runs from an editor.
 *
 * @param pid the process with which shared servers end
 * @param startedAt tells two processes apart that had the same id
 */
record BuildProcess(long pid, Instant startedAt) {

  static BuildProcess find() {
    ProcessHandle self = ProcessHandle.current();
    ProcessHandle build =
        Stream.iterate(
                Optional.of(self), Optional::isPresent, one -> one.flatMap(ProcessHandle::parent))
            .flatMap(Optional::stream)
            .filter(BuildProcess::isMaven)
            .findFirst()
            .orElse(self);
    return new BuildProcess(build.pid(), build.info().startInstant().orElse(Instant.EPOCH));
  }

  /** A name for the build's own folder. */
  String key() {
    return "%d-%d".formatted(pid, startedAt.toEpochMilli());
  }

  /** Says whether the build that a folder was named after is still there. */
  static boolean isAlive(String key) {
    int dash = key.indexOf('-');
    if (dash < 0) {
      return false;
    }
    return ProcessHandle.of(Long.parseLong(key.substring(0, dash)))
        .map(handle ->
            new BuildProcess(handle.pid(), handle.info().startInstant().orElse(Instant.EPOCH)))
        .filter(process -> process.key().equals(key))
        .isPresent();
  }

  /** The root of the checkout: the nearest folder above that holds the Maven wrapper. */
  static Path checkout() throws IOException {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("mvnw"))) {
        return folder;
      }
    }
    throw new IOException(
        "%s: no checkout of Plimsoll (expected: mvnw in a folder above)"
            .formatted(Path.of("").toAbsolutePath()));
  }

  private static boolean isMaven(ProcessHandle handle) {
    return handle
        .info()
        .commandLine()
        .filter(line -> line.contains("org.codehaus.plexus.classworlds.launcher.Launcher"))
        .isPresent();
  }
}
