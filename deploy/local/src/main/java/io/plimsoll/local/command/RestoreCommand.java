package io.plimsoll.local.command;

import io.plimsoll.local.ExitCode;
import io.plimsoll.local.console.Console;
import io.plimsoll.local.home.PlimsollHome;
import io.plimsoll.local.home.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Brings a backup back. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = {
      "Brings a backup back.",
      "Copies it into an empty home (PLIMSOLL_HOME, or ~/.plimsoll); then ./plimsoll up.",
      ""
    })
public final class RestoreCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "A folder that ./plimsoll backup made.")
  private Path folder = Path.of("");

  @Override
  public Integer call() throws IOException {
    PlimsollHome home = PlimsollHome.of(System.getenv());
    long bytes = Snapshot.restore(CalledFrom.resolve(folder), home);
    Console.of(false)
        .line(
            "%s MB restored to %s. Next: ./plimsoll up"
                .formatted(Console.number(bytes / 1e6, 1), home.root()));
    return ExitCode.OK;
  }
}
