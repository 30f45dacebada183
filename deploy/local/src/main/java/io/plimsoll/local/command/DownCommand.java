package io.plimsoll.local.command;

import io.plimsoll.local.ExitCode;
import io.plimsoll.local.console.Console;
import io.plimsoll.local.home.PlimsollHome;
import io.plimsoll.local.process.Platform;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stops everything. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = {
      "Stops everything; what was stored stays.",
      "Stops the services (each finishes or returns what it holds), then Kafka and PostgreSQL.",
      "Stopping what does not run is no fault.",
      ""
    })
public final class DownCommand implements Callable<Integer> {
  @Override
  public Integer call() throws Exception {
    PlimsollHome home = PlimsollHome.of(System.getenv());
    boolean ran = Platform.stop(home);
    Console.of(false).line(ran ? "Plimsoll is down." : "Nothing ran on " + home.root() + ".");
    return ExitCode.OK;
  }
}
