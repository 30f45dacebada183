package io.plimsoll.local.infra;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts the infra process in a JVM and on a class path of its own. */
public final class InfraProcess {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private InfraProcess() {}

  /**
   * Starts the process; {@link #awaitReady} says when its servers answer.
   *
   * @param classPath the classes of this module and its libraries
   * @param log where the process writes what it has to say
   */
  public static Process start(List<Path> classPath, Path log, InfraOptions options)
      throws IOException {
    Files.deleteIfExists(options.ready());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-cp",
            String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()),
            InfraMain.class.getName()));
    command.addAll(options.toArguments());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    if (!options.life().endsWithInput()) {
      builder.redirectInput(new File("/dev/null"));
    }
    return builder.start();
  }

  /** Waits until both servers answer; fails with the end of the log when they do not. */
  public static InfraAddresses awaitReady(Process process, Path ready, Path log)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(ready)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        process.destroy();
        throw new IOException("PostgreSQL and Kafka did not start:\n" + Files.readString(log));
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return InfraAddresses.read(ready);
  }
}
