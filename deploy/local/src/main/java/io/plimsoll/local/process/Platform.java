package io.plimsoll.local.process;

import io.plimsoll.local.home.PlimsollHome;
import io.plimsoll.local.infra.FreePort;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A running platform as its launcher holds it. Until {@link #detach()} it ends with the launcher.
 */
public final class Platform implements AutoCloseable {
  private static final Duration STOP_PATIENCE = Duration.ofMinutes(2);

  private final PlimsollHome home;
  private final Process supervisor;
  private boolean detached;

  private Platform(PlimsollHome home, Process supervisor) {
    this.home = home;
    this.supervisor = supervisor;
  }

  /**
   * Starts a supervisor and waits until every service is ready.
   *
   * @param stage told of each stage as it is done
   */
  public static Platform start(Installation installation, Consumer<String> stage)
      throws IOException, InterruptedException {
    checkPorts(installation.ports());
    PlimsollHome home = installation.home().prepare();
    Files.deleteIfExists(SupervisorMain.failure(home));
    Files.deleteIfExists(StageLog.file(home));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-cp",
            String.join(
                File.pathSeparator, OwnCode.classPath().stream().map(Path::toString).toList()),
            SupervisorMain.class.getName(),
            "--home=" + home.root(),
            "--checkout=" + installation.checkout()));
    command.addAll(installation.ports().toArguments());
    Process supervisor =
        new ProcessBuilder(command)
            .directory(home.root().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(home.log("supervisor").toFile()))
            .start();
    Platform platform = new Platform(home, supervisor);
    try {
      platform.awaitReady(stage);
      return platform;
    } catch (IOException | InterruptedException | RuntimeException e) {
      platform.close();
      throw e;
    }
  }

  /** What runs, by whom and where. */
  public RunState state() throws IOException {
    return RunState.find(home)
        .orElseThrow(() -> new IOException("the platform ended: see " + home.log("supervisor")));
  }

  /** Lets the platform live on when this launcher ends; closing stops nothing from now on. */
  public void detach() throws IOException {
    detached = true;
    try (var out = supervisor.getOutputStream()) {
      out.write((SupervisorMain.DETACH + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Stops everything, unless detached, and returns when all processes are gone. */
  @Override
  public void close() {
    if (detached) {
      return;
    }
    supervisor.destroy();
    try {
      if (!supervisor.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        supervisor.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Stops the platform of a home, whoever started it.
   *
   * @return false when nothing ran
   */
  public static boolean stop(PlimsollHome home) throws IOException, InterruptedException {
    Optional<ProcessHandle> handle = RunState.find(home).flatMap(RunState::supervisorHandle);
    if (handle.isEmpty()) {
      return false;
    }
    ProcessHandle supervisor = handle.get();
    supervisor.destroy();
    long end = System.nanoTime() + STOP_PATIENCE.toNanos();
    while (supervisor.isAlive()) {
      if (System.nanoTime() > end) {
        supervisor.destroyForcibly();
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return true;
  }

  private void awaitReady(Consumer<String> stage) throws IOException, InterruptedException {
    int shown = 0;
    while (true) {
      boolean alive = supervisor.isAlive();
      List<String> stages =
          Files.exists(StageLog.file(home)) ? Files.readAllLines(StageLog.file(home)) : List.of();
      for (; shown < stages.size(); shown++) {
        stage.accept(stages.get(shown));
      }
      if (RunState.find(home).filter(RunState::ready).isPresent()) {
        return;
      }
      Path failure = SupervisorMain.failure(home);
      if (Files.exists(failure)) {
        throw new IOException(Files.readString(failure));
      }
      if (!alive) {
        throw new IOException("the supervisor ended: see " + home.log("supervisor"));
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private static void checkPorts(Ports ports) {
    Map<String, Integer> named =
        Map.of(
            "training", ports.training(),
            "simulation", ports.simulation(),
            "batch", ports.batch(),
            "postgres", ports.postgres(),
            "kafka", ports.kafka());
    named.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .filter(entry -> entry.getValue() != 0 && !FreePort.isFree(entry.getValue()))
        .findFirst()
        .ifPresent(entry -> {
          throw new PortTakenException(
              entry.getKey(), entry.getValue(), PortOwner.find(entry.getValue()));
        });
  }
}
