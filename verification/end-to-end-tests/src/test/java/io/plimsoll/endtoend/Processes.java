package io.plimsoll.endtoend;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The processes of a running platform, as its supervisor tells them. */
final class Processes {
  private Processes() {}

  /** The supervisor of a home and everything under it. */
  static List<ProcessHandle> under(Path home) throws IOException {
    String state = Files.readString(home.resolve("run/state.json"));
    long supervisor = new ObjectMapper().readTree(state).path("supervisor").asLong();
    ProcessHandle root = ProcessHandle.of(supervisor).orElseThrow();
    return Stream.concat(Stream.of(root), root.descendants()).toList();
  }
}
