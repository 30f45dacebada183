package io.plimsoll.local.process;

import io.plimsoll.local.home.PlimsollHome;
import io.plimsoll.local.infra.Digests;
import io.plimsoll.local.infra.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A service's classes as the JVM keeps them loaded and linked in a file (JEP 483). The file's name
 * holds a digest of code, options and JVM, so that a stale one is never looked at; the JVM itself
 * checks it again and goes on without one that it does not like.
 *
 * @param packaged the service
 * @param options the options of its JVM
 * @param file the cache, there or not
 */
record AotCache(PackagedService packaged, List<String> options, Path file) {
  AotCache {
    options = List.copyOf(options);
  }

  /** The cache that belongs to this code, these options and this JVM. */
  static AotCache of(PackagedService packaged, PlimsollHome home) throws IOException {
    String name = packaged.service().text();
    List<String> options = JavaOptions.ofService(packaged.service(), home);
    String digest =
        Digests.sha256(
            String.join("\n", options)
                + System.getProperty("java.home")
                + System.getProperty("java.vm.version")
                + packaged.digest());
    Path file = home.aot().resolve("%s-%s.aot".formatted(name, digest.substring(0, 16)));
    return new AotCache(packaged, options, file);
  }

  /** Whether a JVM can make one: it refuses to for classes that lie in folders. */
  static boolean canBeMade() {
    return Files.isRegularFile(OwnCode.location());
  }

  boolean isThere() {
    return Files.exists(file);
  }

  /** The command that runs the service, with its cache if there is one. */
  List<String> running() throws IOException {
    return isThere()
        ? command(packaged.arguments(), "-XX:AOTCache=" + file)
        : command(packaged.arguments());
  }

  /** The command that runs the service and notes what it loads. */
  List<String> recording() throws IOException {
    return command(packaged.arguments(), "-XX:AOTMode=record", "-XX:AOTConfiguration=" + notes());
  }

  /** The command that makes a cache of what was noted, and ends. */
  List<String> making() {
    return command(
        List.of("-cp", packaged.classPath()),
        "-XX:AOTMode=create",
        "-XX:AOTConfiguration=" + notes(),
        "-XX:AOTCache=" + unfinished());
  }

  /** Puts the cache that was made in its place, and deletes those that it replaces. */
  void finish() throws IOException {
    Files.move(unfinished(), file, StandardCopyOption.ATOMIC_MOVE);
    clean();
  }

  /** Deletes all but the finished cache of this service. */
  void clean() throws IOException {
    Path folder = OwnerOnly.folder(file.resolveSibling(""));
    String name = packaged.service().text() + "-";
    try (Stream<Path> files = Files.list(folder)) {
      for (Path other : files.toList()) {
        if (String.valueOf(other.getFileName()).startsWith(name) && !other.equals(file)) {
          Files.delete(other);
        }
      }
    }
  }

  /** Gives up a cache with which the service did not start. */
  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  private Path notes() {
    return file.resolveSibling(file.getFileName() + ".notes");
  }

  private Path unfinished() {
    return file.resolveSibling(file.getFileName() + ".new");
  }

  private List<String> command(List<String> arguments, String... more) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of(more));
    command.addAll(arguments);
    return command;
  }
}
