package io.plimsoll.local.infra;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks PostgreSQL's programs out of their jar, once for each user of the machine. */
final class PostgresBinaries {
  private PostgresBinaries() {}

  /** Returns the folder with {@code bin}, {@code lib} and {@code share}. */
  static Path unpacked(Path cache) throws IOException {
    String resource = resource();
    byte[] archive = read(resource);
    Path folder = cache.resolve("postgres-" + Digests.sha256(archive).substring(0, 16));
    Path finished = folder.resolve("unpacked");
    Files.createDirectories(cache);
    try (FileChannel channel =
            FileChannel.open(
                cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (lock.isValid() && !Files.exists(finished)) {
        deleteTree(folder);
        unpack(archive, folder);
        Files.createFile(finished);
      }
    }
    return folder;
  }

  /** Deletes a folder and all that is in it; one that is not there is no fault. */
  static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      paths.sorted(Comparator.reverseOrder()).forEach(PostgresBinaries::delete);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void unpack(byte[] archive, Path folder) throws IOException {
    Files.createDirectories(folder);
    try (InputStream bytes = new BufferedInputStream(new java.io.ByteArrayInputStream(archive));
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(bytes))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(entry, tar, folder);
      }
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path folder)
      throws IOException {
    Path target = folder.resolve(entry.getName()).normalize();
    if (!target.startsWith(folder)) {
      throw new FileSystemException(entry.getName(), null, "leaves the folder it is unpacked to");
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.resolveSibling(""));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      Files.createLink(target, folder.resolve(entry.getLinkName()).normalize());
    } else {
      Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
      boolean executable = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(target, mode(executable));
    }
  }

  private static Set<PosixFilePermission> mode(boolean executable) {
    EnumSet<PosixFilePermission> mode =
        EnumSet.copyOf(PosixFilePermissions.fromString("rw-r--r--"));
    if (executable) {
      mode.addAll(PosixFilePermissions.fromString("r-xr-xr-x"));
    }
    return mode;
  }

  private static byte[] read(String resource) throws IOException {
    try (InputStream in = PostgresBinaries.class.getResourceAsStream("/" + resource)) {
      if (in == null) {
        throw new IOException(
            "%s: not on the class path\nMaybe this machine's platform has no profile in deploy/local/pom.xml."
                .formatted(resource));
      }
      return in.readAllBytes();
    }
  }

  private static String resource() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    boolean arm = machine.equals("aarch64") || machine.equals("arm64");
    return os.contains("mac")
        ? "postgres-darwin-%s.txz".formatted(arm ? "arm_64" : "x86_64")
        : "postgres-linux-%s.txz".formatted(arm ? "arm_64" : "x86_64");
  }
}
