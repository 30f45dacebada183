package io.plimsoll.trainingkernel.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one pool below the one that it shares with other processes. A lock says that its
 * owner lives; what dead owners have left is removed when the next pool opens.
 */
final class WorkFolder implements AutoCloseable {
  private static final String LOCK = ".lock";

  private final Path path;
  private final Path lockFile;
  private final FileChannel channel;

  private WorkFolder(Path path, Path lockFile, FileChannel channel) {
    this.path = path;
    this.lockFile = lockFile;
    this.channel = channel;
  }

  static WorkFolder open(Path parent) throws IOException {
    Files.createDirectories(parent);
    sweep(parent);
    while (true) {
      String name = "pool-%d-%s".formatted(ProcessHandle.current().pid(), UUID.randomUUID());
      Path lockFile = parent.resolve(name + LOCK);
      FileChannel channel =
          FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      if (channel.tryLock() != null) {
        return new WorkFolder(Files.createDirectory(parent.resolve(name)), lockFile, channel);
      }
      channel.close();
    }
  }

  Path path() {
    return path;
  }

  /** Removes the folder with all that is in it. */
  @Override
  public void close() throws IOException {
    remove(path);
    Files.deleteIfExists(lockFile);
    channel.close();
  }

  private static void sweep(Path parent) throws IOException {
    List<Path> locks;
    try (Stream<Path> files = Files.list(parent)) {
      locks = files.filter(file -> file.toString().endsWith(LOCK)).toList();
    }
    for (Path lockFile : locks) {
      if (!isOfThisProcess(lockFile)) {
        sweepIfDead(lockFile);
      }
    }
  }

  /** To open and close one's own lock file would give the lock away. */
  private static boolean isOfThisProcess(Path lockFile) throws IOException {
    ProcessHandle self = ProcessHandle.current();
    Instant since = self.info().startInstant().orElse(Instant.EPOCH);
    return lockFile.getFileName().toString().startsWith("pool-%d-".formatted(self.pid()))
        && !Files.getLastModifiedTime(lockFile).toInstant().isBefore(since.minusSeconds(1));
  }

  private static void sweepIfDead(Path lockFile) throws IOException {
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
      @Nullable FileLock lock = channel.tryLock();
      if (lock != null) {
        String file = lockFile.toString();
        remove(Path.of(file.substring(0, file.length() - LOCK.length())));
        Files.deleteIfExists(lockFile);
      }
    }
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
