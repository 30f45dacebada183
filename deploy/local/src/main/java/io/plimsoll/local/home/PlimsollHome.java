package io.plimsoll.local.home;

import io.plimsoll.local.infra.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The one folder that holds everything an installation keeps.
 *
 * @param root {@code PLIMSOLL_HOME}, or {@code ~/.plimsoll}
 */
public record PlimsollHome(Path root) {
  public PlimsollHome {
    root = root.toAbsolutePath().normalize();
  }

  /** The folder that the environment names. */
  public static PlimsollHome of(Map<String, String> environment) {
    String named = environment.getOrDefault("PLIMSOLL_HOME", "");
    return new PlimsollHome(
        named.isEmpty() ? Path.of(System.getProperty("user.home"), ".plimsoll") : Path.of(named));
  }

  /** Makes the folders, readable by their owner only. */
  public PlimsollHome prepare() throws IOException {
    OwnerOnly.folder(root);
    for (Path folder : new Path[] {keys(), logs(), run(), work(), infra()}) {
      OwnerOnly.folder(folder);
    }
    return this;
  }

  /** API keys, one file each, and their hashes for the services. */
  public Path keys() {
    return root.resolve("keys");
  }

  /** What the processes have to say. */
  public Path logs() {
    return root.resolve("logs");
  }

  /** Facts about the running processes; nothing here outlives them. */
  public Path run() {
    return root.resolve("run");
  }

  /** Scratch folders of the services. */
  public Path work() {
    return root.resolve("work");
  }

  /** What the JVM keeps of the services' classes; made again when it is gone. */
  public Path aot() {
    return root.resolve("aot");
  }

  /** The data of PostgreSQL and Kafka. */
  public Path infra() {
    return root.resolve("infra");
  }

  /** The log of a process. */
  public Path log(String process) {
    return logs().resolve(process + ".log");
  }

  /** Says whether anything was ever kept here. */
  public boolean isEmpty() {
    return !Files.exists(infra().resolve("postgres"));
  }

  /** The file that says that bundled prices and demo portfolios were imported. */
  public Path seeded() {
    return root.resolve("seeded");
  }
}
