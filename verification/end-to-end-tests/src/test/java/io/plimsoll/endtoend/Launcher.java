package io.plimsoll.endtoend;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The launcher as a process of its own, on a home of its own, on free ports. */
final class Launcher {
  private static final long PATIENCE_MINUTES = 10;

  /** How a command ended. */
  record Ended(int code, String out, String err) {}

  private final Path home;

  Launcher(Path home) {
    this.home = home;
  }

  Path home() {
    return home;
  }

  /** Runs a command to its end. */
  Ended run(String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile("plimsoll-out", ".txt");
    Path err = Files.createTempFile("plimsoll-err", ".txt");
    Process process = process(out, err, arguments);
    if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    return new Ended(process.waitFor(), Files.readString(out), Files.readString(err));
  }

  /** Starts a command as a terminal does: in a process group of its own, which Ctrl-C reaches. */
  Process inOwnGroup(String... arguments) throws IOException {
    Path said = Files.createTempFile("plimsoll-said", ".txt");
    List<String> command = new ArrayList<>(List.of("setsid", "--wait"));
    command.addAll(command(arguments));
    return start(command, said, said);
  }

  private Process process(Path out, Path err, String... arguments) throws IOException {
    return start(command(arguments), out, err);
  }

  private static List<String> command(String... arguments) {
    Path built = checkout().resolve("deploy/local/target");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                built.resolve("*") + File.pathSeparator + built.resolve("lib/*"),
                "io.plimsoll.local.Plimsoll"));
    command.addAll(List.of(arguments));
    return command;
  }

  private Process start(List<String> command, Path out, Path err) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "PLIMSOLL_HOME", home.toString(),
                "PLIMSOLL_TRAINING_PORT", "0",
                "PLIMSOLL_SIMULATION_PORT", "0",
                "PLIMSOLL_BATCH_PORT", "0"));
    return builder.start();
  }

  private static Path checkout() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.resolve("..").normalize();
    }
    return folder;
  }
}
