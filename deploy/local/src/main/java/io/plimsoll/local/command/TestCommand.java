package io.plimsoll.local.command;

import io.plimsoll.local.ExitCode;
import io.plimsoll.local.console.Console;
import io.plimsoll.local.process.OwnCode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the tests. */
@Command(
    name = "test",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = {
      "Runs every check and every test.",
      "Runs ./mvnw verify: format, compiler checks, architecture rules, unit, integration and",
      "end-to-end tests, campaigns at a fiftieth of their size; then prints what ran. PostgreSQL",
      "and Kafka come from containers when an engine answers, else from jars.",
      ""
    })
public final class TestCommand implements Callable<Integer> {
  @Option(
      names = "--campaign",
      paramLabel = "NAME",
      description = {
        "Run one campaign, or all, at full size (up to 90 minutes each), and write what it found",
        "to verification/campaigns/results/NAME.json: accounting, kill, replay, truncation."
      })
  private @Nullable String campaign;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Instant start = Instant.now().minusSeconds(1);
    List<String> arguments = new ArrayList<>(List.of("verify"));
    if (campaign != null && !Campaign.isKnown(campaign)) {
      Console.of(false)
          .line(
              "campaign: '%s' (expected: all or one of %s)".formatted(campaign, Campaign.names()));
      return ExitCode.USAGE;
    }
    arguments.addAll(
        campaign == null
            ? List.of("--fail-at-end")
            : Campaign.arguments(
                campaign, OwnCode.checkout().resolve("verification/campaigns/results")));
    int code = Maven.run(arguments);
    Console console = Console.of(false);
    TestSummary.read(OwnCode.checkout(), start).print(console);
    Duration time = Duration.between(start, Instant.now());
    console.line(
        "  %s in %d min %d s"
            .formatted(code == 0 ? "PASSED" : "FAILED", time.toMinutes(), time.toSecondsPart()));
    return code == 0 ? ExitCode.OK : ExitCode.FAILED;
  }
}
