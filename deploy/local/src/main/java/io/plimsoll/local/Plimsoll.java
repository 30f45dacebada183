package io.plimsoll.local;

import io.plimsoll.local.client.RefusedException;
import io.plimsoll.local.command.BackupCommand;
import io.plimsoll.local.command.BatchCommand;
import io.plimsoll.local.command.BenchCommand;
import io.plimsoll.local.command.DemoCommand;
import io.plimsoll.local.command.DownCommand;
import io.plimsoll.local.command.ImportCommand;
import io.plimsoll.local.command.LogsCommand;
import io.plimsoll.local.command.RebuildCommand;
import io.plimsoll.local.command.RestoreCommand;
import io.plimsoll.local.command.StatusCommand;
import io.plimsoll.local.command.TestCommand;
import io.plimsoll.local.command.TopicsCommand;
import io.plimsoll.local.command.UpCommand;
import io.plimsoll.local.process.PortTakenException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
    name = "plimsoll",
    mixinStandardHelpOptions = true,
    version = "Plimsoll 0.1.0",
    sortOptions = false,
    description = {
      "Trains models on market data, proves on unseen data whether a strategy holds,",
      "and measures what a portfolio can bear.",
      ""
    },
    footer = {
      "",
      "First steps:",
      "  ./plimsoll demo                    the main job from prices to report, once, in a few minutes",
      "  ./plimsoll up                      start everything in the background and print the addresses",
      "  ./plimsoll import prices.csv --symbol MSFT --timeframe 1d",
      "  ./plimsoll batch submit sites.csv --processor site-scan --watch",
      "  curl -H \"X-API-Key: $(cat ~/.plimsoll/keys/viewer.key)\" http://127.0.0.1:8081/symbols",
      "  ./plimsoll down                    stop it; what it stored stays",
      "",
      "State lives in one folder: PLIMSOLL_HOME, or ~/.plimsoll.",
      "Exit codes: 0 done, 1 failed, 2 wrong command line, 3 not running, 4 a port is taken,",
      "            5 a service refused, 9 no JDK 25 found."
    },
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      ImportCommand.class,
      BatchCommand.class,
      TopicsCommand.class,
      BackupCommand.class,
      RebuildCommand.class,
      RestoreCommand.class,
      TestCommand.class,
      BenchCommand.class
    })
public final class Plimsoll implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs one command and ends with its exit code. */
  public static void main(String... arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line with its exit codes. */
  public static CommandLine commandLine() {
    return new CommandLine(new Plimsoll())
        .setExecutionExceptionHandler((failure, line, _) -> explain(failure, line))
        .setUsageHelpWidth(100)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  private static int explain(Exception failure, CommandLine line) {
    line.getErr().println("plimsoll: " + failure.getMessage());
    if (System.getenv("PLIMSOLL_DEBUG") != null) {
      failure.printStackTrace(line.getErr());
    }
    return switch (failure) {
      case PortTakenException _ -> ExitCode.PORT_TAKEN;
      case NotRunningException _ -> ExitCode.NOT_RUNNING;
      case RefusedException _ -> ExitCode.REFUSED;
      case null, default -> ExitCode.FAILED;
    };
  }
}
