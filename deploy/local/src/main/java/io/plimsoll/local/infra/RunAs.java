package io.plimsoll.local.infra;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * PostgreSQL refuses to run as root. For root, this gives its programs another identity: a user
 * namespace where the kernel allows one (nothing changes owner), else the user "nobody" by setpriv.
 */
sealed interface RunAs {

  /** The user who asks; nothing to do. */
  record Self() implements RunAs {}

  /** A user namespace in which root is somebody else. */
  record Namespace() implements RunAs {}

  /** Another user, who then owns the data folder. */
  record Other(int user) implements RunAs {}

  /** The user nobody, on Linux. */
  int NOBODY = 65_534;

  /** Finds what works on this machine for the owner of the given folder. */
  static RunAs detect(Path ownFolder) throws IOException, InterruptedException {
    if (!Files.getAttribute(ownFolder, "unix:uid").equals(0)) {
      return new Self();
    }
    String inside = output("unshare", "-U", "id", "-u");
    if (!inside.isEmpty() && !inside.equals("0")) {
      return new Namespace();
    }
    String id = Integer.toString(NOBODY);
    if (output("setpriv", "--reuid", id, "--regid", id, "--clear-groups", "id", "-u").equals(id)) {
      return new Other(NOBODY);
    }
    throw new IOException(
        """
        PostgreSQL does not run as root, and neither unshare -U nor setpriv works here.
        Maybe start as another user, or install util-linux.\
        """);
  }

  /** The command line that runs a program under this identity. */
  default List<String> command(List<String> program) {
    List<String> whole = new ArrayList<>();
    switch (this) {
      case Self _ -> {}
      case Namespace _ -> whole.addAll(List.of("unshare", "-U"));
      case Other(int user) -> {
        String id = Integer.toString(user);
        whole.addAll(List.of("setpriv", "--reuid", id, "--regid", id, "--clear-groups"));
      }
    }
    whole.addAll(program);
    return whole;
  }

  /** Gives a folder and what is in it to this identity. */
  default void own(Path folder) throws IOException {
    switch (this) {
      case Self _, Namespace _ -> {}
      case Other(int user) -> {
        try (Stream<Path> paths = Files.walk(folder)) {
          for (Path path : (Iterable<Path>) paths::iterator) {
            Files.setAttribute(path, "unix:uid", user);
          }
        }
      }
    }
  }

  private static String output(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String out =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor() == 0 ? out : "";
    } catch (IOException e) {
      return "";
    }
  }
}
