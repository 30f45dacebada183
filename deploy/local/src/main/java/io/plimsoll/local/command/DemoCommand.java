package io.plimsoll.local.command;

import io.plimsoll.local.ExitCode;
import io.plimsoll.local.console.Console;
import io.plimsoll.local.demo.DemoShow;
import io.plimsoll.local.home.Keys;
import io.plimsoll.local.home.PlimsollHome;
import io.plimsoll.local.prices.Seed;
import io.plimsoll.local.process.Installation;
import io.plimsoll.local.process.Platform;
import io.plimsoll.local.process.RunState;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main job, once, from prices to report. */
@Command(
    name = "demo",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = {
      "Runs the main job once, from real prices to a report.",
      "Starts everything (or uses what is up), imports real prices, trains ridge and XGBoost models",
      "walk-forward, trades their signals out of fold, looks at each holdout once, runs the research",
      "pipeline by one Kafka message and the night of three portfolios, prints tables, writes a report.",
      ""
    })
public final class DemoCommand implements Callable<Integer> {
  @Mixin private PortOptions ports = new PortOptions();

  @Option(names = "--keep", description = "Leave everything up afterwards.")
  private boolean keep;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Where the HTML report goes (default: demo-report.html in the home).")
  private @Nullable Path report;

  @Option(names = "--json", description = "One JSON object with the findings, for programs.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Console console = Console.of(json);
    PlimsollHome home = PlimsollHome.of(System.getenv());
    DemoShow show = new DemoShow(console);
    Optional<RunState> running = RunState.find(home).filter(RunState::ready);
    if (running.isPresent()) {
      console.line("Plimsoll is up already on " + home.root() + "; the demo uses it.");
      run(show, home, running.get());
      return ExitCode.OK;
    }
    console.line("Starting Plimsoll on " + home.root());
    try (Platform platform = show.start(Installation.of(home, ports.ports()))) {
      run(show, home, platform.state());
      if (keep) {
        platform.detach();
        console.line("Plimsoll stays up:");
        StatusReport.print(console, RunState.find(home).orElseThrow(), Keys.open(home));
      }
    }
    return ExitCode.OK;
  }

  private void run(DemoShow show, PlimsollHome home, RunState state) throws Exception {
    Keys keys = Keys.open(home);
    Path file =
        report == null ? home.root().resolve("demo-report.html") : CalledFrom.resolve(report);
    String findings = show.run(Seed.of(home, state, keys), state, keys, file);
    if (json) {
      System.out.println(findings);
    }
  }
}
