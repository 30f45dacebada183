package io.plimsoll.local.home;

import io.plimsoll.local.infra.OwnerOnly;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;

/**
 * A copy of everything a stopped installation keeps: the data of PostgreSQL and Kafka, which belong
 * together, and the keys.
 */
public final class Snapshot {
  private static final List<String> PARTS = List.of("infra", "keys", "seeded");
  private static final String MARK = "plimsoll-backup";

  private Snapshot() {}

  /** Copies a home into a folder that is new or empty; returns the bytes copied. */
  public static long save(PlimsollHome home, Path folder, Instant now) throws IOException {
    if (home.isEmpty()) {
      throw new IOException(home.root() + ": nothing to back up");
    }
    if (Files.exists(folder) && !isEmptyFolder(folder)) {
      throw new IOException(folder + ": is there already (expected: a new or empty folder)");
    }
    OwnerOnly.folder(folder);
    long bytes = copy(home.root(), folder);
    Files.writeString(folder.resolve(MARK), "made %s of %s%n".formatted(now, home.root()));
    return bytes;
  }

  /** Copies a backup into a home in which nothing was kept. */
  public static long restore(Path folder, PlimsollHome home) throws IOException {
    if (!Files.exists(folder.resolve(MARK))) {
      throw new IOException("%s: no whole backup (expected: a file %s)".formatted(folder, MARK));
    }
    if (!home.isEmpty()) {
      throw new IOException(
          "%s: not empty%nMaybe move it away, or name another folder by PLIMSOLL_HOME."
              .formatted(home.root()));
    }
    home.prepare();
    return copy(folder, home.root());
  }

  private static long copy(Path from, Path to) throws IOException {
    long bytes = 0;
    for (String part : PARTS) {
      if (Files.exists(from.resolve(part))) {
        CopyingVisitor visitor = new CopyingVisitor(from.resolve(part), to.resolve(part));
        Files.walkFileTree(from.resolve(part), visitor);
        bytes += visitor.bytes;
      }
    }
    return bytes;
  }

  private static boolean isEmptyFolder(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private static final class CopyingVisitor extends SimpleFileVisitor<Path> {
    private final Path from;
    private final Path to;
    private long bytes;

    CopyingVisitor(Path from, Path to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      OwnerOnly.folder(target(folder));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.copy(
          file,
          target(file),
          StandardCopyOption.COPY_ATTRIBUTES,
          StandardCopyOption.REPLACE_EXISTING);
      bytes += attributes.size();
      return FileVisitResult.CONTINUE;
    }

    private Path target(Path path) {
      return to.resolve(from.relativize(path).toString());
    }
  }
}
