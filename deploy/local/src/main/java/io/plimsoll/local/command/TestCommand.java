package io.plimsoll.local.command;

import io.plimsoll.local.ExitCode;
import io.plimsoll.local.console.Console;
import io.plimsoll.local.process.OwnCode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
  /** The integration test that each campaign is, at full size. */
  private static final SortedMap<String, String> CAMPAIGNS =
      new TreeMap<>(Map.of("kill", "KillIT"));

  @Option(
      names = "--campaign",
      paramLabel = "NAME",
      description = "Run one campaign, or all, at full size (up to 90 minutes each).")
  private @Nullable String campaign;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Instant start = Instant.now().minusSeconds(1);
    List<String> arguments = new ArrayList<>(List.of("verify"));
    if (campaign != null && !campaign.equals("all") && !CAMPAIGNS.containsKey(campaign)) {
      Console.of(false)
          .line(
              "campaign: '%s' (expected: all or one of %s)"
                  .formatted(campaign, CAMPAIGNS.keySet()));
      return ExitCode.USAGE;
    }
    if (campaign != null) {
      String tests =
          campaign.equals("all")
              ? String.join(",", CAMPAIGNS.values())
              : String.valueOf(CAMPAIGNS.get(campaign));
      arguments.addAll(List.of("-pl", "verification/end-to-end-tests", "-am"));
      arguments.addAll(List.of("-Dplimsoll.campaign.scale=1", "-Dtest=None", "-Dit.test=" + tests));
    } else {
      arguments.add("--fail-at-end");
    }
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
