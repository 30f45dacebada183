package io.plimsoll.local.process;

import io.plimsoll.local.home.PlimsollHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The stages of a start, one line each, which the waiting launcher shows as they come. */
final class StageLog {
  private static final int TAIL = 25;

  private final PlimsollHome home;
  private final Path file;

  StageLog(PlimsollHome home) throws IOException {
    this.home = home;
    this.file = file(home);
    Files.writeString(file, "");
  }

  static Path file(PlimsollHome home) {
    return home.run().resolve("stages");
  }

  /** Says that a stage of the start is done. */
  void done(String stage) {
    try {
      Files.writeString(file, stage + "\n", StandardOpenOption.APPEND, StandardOpenOption.CREATE);
    } catch (IOException e) {
      note("stages not written: " + e.getMessage());
    }
    note(stage);
  }

  /** Writes a line to the supervisor's log. */
  void note(String line) {
    System.err.println(java.time.Instant.now() + " " + line);
  }

  /** The last lines of a process's log. */
  String tail(String process) throws IOException {
    List<String> lines = Files.readAllLines(home.log(process));
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
  }
}
