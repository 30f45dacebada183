package io.plimsoll.local.command;

import io.plimsoll.local.ExitCode;
import io.plimsoll.local.console.Console;
import io.plimsoll.local.home.Keys;
import io.plimsoll.local.home.PlimsollHome;
import io.plimsoll.local.prices.Seed;
import io.plimsoll.local.process.Installation;
import io.plimsoll.local.process.Platform;
import io.plimsoll.local.process.RunState;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts everything in the background. */
@Command(
    name = "up",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = {
      "Starts everything in the background and prints the addresses.",
      "Everything: PostgreSQL, Kafka and the three services. It returns when they are ready. On an empty home it imports the bundled prices and the",
      "demo portfolios. What dies is started again; ./plimsoll down stops all.",
      ""
    })
public final class UpCommand implements Callable<Integer> {
  @Mixin private PortOptions ports = new PortOptions();

  @Option(
      names = "--empty",
      description = "Import nothing: neither the bundled prices nor the demo portfolios.")
  private boolean empty;

  @Option(names = "--json", description = "Print the addresses as status --json does.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Console console = Console.of(json);
    PlimsollHome home = PlimsollHome.of(System.getenv());
    Optional<RunState> running = RunState.find(home).filter(RunState::ready);
    if (running.isPresent()) {
      console.line("Plimsoll is up already.");
      print(console, running.get(), Keys.open(home));
      return ExitCode.OK;
    }
    start(console, home);
    return ExitCode.OK;
  }

  private void start(Console console, PlimsollHome home) throws Exception {
    console.line("Starting Plimsoll on " + home.root());
    long start = System.nanoTime();
    Platform platform =
        Platform.start(
            Installation.of(home, ports.ports()),
            stage -> console.done(stage, Duration.ofNanos(System.nanoTime() - start)));
    try {
      Keys keys = Keys.open(home);
      if (!empty && !Files.exists(home.seeded())) {
        Seed seed = Seed.of(home, platform.state(), keys);
        console
            .timed("prices and portfolios imported", seed::plant)
            .lines()
            .forEach(line -> console.line("    " + line));
      }
      platform.detach();
      console.line("Plimsoll is up.");
      print(console, platform.state(), keys);
    } catch (Exception e) {
      platform.close();
      throw e;
    }
  }

  private void print(Console console, RunState state, Keys keys) {
    if (json) {
      System.out.println(StatusReport.json(state, keys));
    } else {
      StatusReport.print(console, state, keys);
    }
  }
}
