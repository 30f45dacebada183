package io.plimsoll.local.command;

import java.nio.file.Path;
import java.util.Optional;

/** The folder in which the user typed; the script itself runs in the checkout. */
final class CalledFrom {
  private CalledFrom() {}

  static Path resolve(Path path) {
    String folder = Optional.ofNullable(System.getenv("PLIMSOLL_CALLED_FROM")).orElse("");
    return Path.of(folder).resolve(path).toAbsolutePath().normalize();
  }
}
