package io.plimsoll.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Names the process that listens on a port, where the system lets us know. */
final class PortOwner {
  private static final String LISTENING = "0A";

  private PortOwner() {}

  /** Returns a text such as {@code java (process 4711)}, or empty when it cannot be known. */
  static Optional<String> find(int port) {
    Path proc = Path.of("/proc");
    return Files.isDirectory(proc) ? fromProc(proc, port) : fromLsof(port);
  }

  private static Optional<String> fromProc(Path proc, int port) {
    Set<String> sockets = new HashSet<>();
    sockets.addAll(sockets(proc.resolve("net/tcp"), port));
    sockets.addAll(sockets(proc.resolve("net/tcp6"), port));
    if (sockets.isEmpty()) {
      return Optional.empty();
    }
    return ProcessHandle.allProcesses()
        .filter(process -> holds(proc.resolve(process.pid() + "/fd"), sockets))
        .findFirst()
        .map(PortOwner::describe);
  }

  /** The links that file descriptors of a listening socket of this port show. */
  private static Set<String> sockets(Path table, int port) {
    Set<String> sockets = new HashSet<>();
    String suffix = String.format(Locale.ROOT, ":%04X", port);
    try {
      for (String line : Files.readAllLines(table)) {
        List<String> fields = List.of(line.strip().split("\\s+"));
        if (fields.size() > 9
            && fields.get(1).endsWith(suffix)
            && fields.get(3).equals(LISTENING)) {
          sockets.add("socket:[" + fields.get(9) + "]");
        }
      }
    } catch (IOException e) {
      return Set.of();
    }
    return sockets;
  }

  private static boolean holds(Path descriptors, Set<String> sockets) {
    try (Stream<Path> files = Files.list(descriptors)) {
      return files.anyMatch(file -> sockets.contains(target(file)));
    } catch (IOException e) {
      return false;
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return "";
    }
  }

  private static Optional<String> fromLsof(int port) {
    try {
      Process lsof =
          new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String out = new String(lsof.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return out.lines()
          .findFirst()
          .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
          .map(PortOwner::describe);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String describe(ProcessHandle process) {
    String name =
        process
            .info()
            .command()
            .map(command -> String.valueOf(Path.of(command).getFileName()))
            .orElse("another user's process");
    return "%s (process %d)".formatted(name, process.pid());
  }
}
