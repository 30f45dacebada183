package io.plimsoll.local.command;

import io.plimsoll.contracts.Topics;
import io.plimsoll.local.ExitCode;
import io.plimsoll.local.console.Console;
import io.plimsoll.local.infra.TopicSetup;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Works on the topics. */
@Command(
    name = "topics",
    mixinStandardHelpOptions = true,
    subcommands = TopicsCommand.Apply.class,
    description = {"Makes or checks the topics.", ""})
public final class TopicsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command? Try: topics apply");
  }

  /** Makes the declared topics. */
  @Command(
      name = "apply",
      sortOptions = false,
      mixinStandardHelpOptions = true,
      description = {
        "Makes the declared topics that are missing and names those that differ; changes none.",
        "Exit code 1 when one differs.",
        ""
      })
  public static final class Apply implements Callable<Integer> {
    @Option(
        names = "--bootstrap",
        paramLabel = "HOST:PORT",
        description = "Another Kafka than the one that runs here.")
    private @Nullable String bootstrap;

    @Option(
        names = "--replication",
        paramLabel = "N",
        defaultValue = "1",
        description = "How many brokers keep each topic (${DEFAULT-VALUE}).")
    private int replication;

    @Option(
        names = "--prefix",
        paramLabel = "P",
        defaultValue = "",
        description = "Put before each name.")
    private String prefix = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
      String where =
          bootstrap == null ? Running.find().state().infra().kafkaBootstrap() : bootstrap;
      TopicSetup.Outcome outcome = new TopicSetup(where, prefix, replication).apply(Topics.all());
      Console console = Console.of(false);
      console.line(
          "%d topics declared, %d made".formatted(Topics.all().size(), outcome.created().size()));
      outcome.created().forEach(name -> console.line("  made " + name));
      outcome.differences().forEach(difference -> console.line("  " + difference));
      return outcome.differences().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }
  }
}
