package io.plimsoll.local.command;

import io.plimsoll.local.ExitCode;
import io.plimsoll.local.console.Console;
import io.plimsoll.local.home.PlimsollHome;
import io.plimsoll.local.home.Snapshot;
import io.plimsoll.local.process.Installation;
import io.plimsoll.local.process.Platform;
import io.plimsoll.local.process.Ports;
import io.plimsoll.local.process.RunState;
import io.plimsoll.local.process.Service;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Copies everything an installation keeps. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = {
      "Copies everything that was stored into a new folder.",
      "Copies the data of PostgreSQL and Kafka and the keys into a new folder. The two belong",
      "together, so a running platform is stopped for the copy and started again on its ports.",
      ""
    })
public final class BackupCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "A new or empty folder.")
  private Path folder = Path.of("");

  @Override
  public Integer call() throws Exception {
    Console console = Console.of(false);
    PlimsollHome home = PlimsollHome.of(System.getenv());
    Optional<RunState> running = RunState.find(home);
    Platform.stop(home);
    long bytes = Snapshot.save(home, CalledFrom.resolve(folder), Instant.now());
    console.line("%s: %s MB copied".formatted(folder, Console.number(bytes / 1e6, 1)));
    if (running.isPresent()) {
      Platform.start(Installation.of(home, ports(running.get())), console::line).detach();
      console.line("Plimsoll is up again.");
    }
    return ExitCode.OK;
  }

  private static Ports ports(RunState state) {
    return new Ports(
        port(state.url(Service.TRAINING)),
        port(state.url(Service.SIMULATION)),
        port(state.url(Service.BATCH)),
        state.infra().postgresPort(),
        port("kafka://" + state.infra().kafkaBootstrap()));
  }

  private static int port(String url) {
    return URI.create(url).getPort();
  }
}
