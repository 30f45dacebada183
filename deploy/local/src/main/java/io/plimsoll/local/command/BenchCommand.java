package io.plimsoll.local.command;

import io.plimsoll.local.ExitCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes the figures. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Makes the figures.",
      "Measures each hot path beside its peers on this machine and writes the figures to",
      "verification/benchmarks/results.",
      ""
    })
public final class BenchCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "NAME", description = "Which ones; all when absent.")
  private List<String> names = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    int code =
        Maven.run(
            List.of(
                "-q",
                "-Dquick",
                "-pl",
                "verification/benchmarks",
                "-am",
                "-Pbench",
                "-Dplimsoll.bench=" + String.join(",", names),
                "verify"));
    return code == 0 ? ExitCode.OK : ExitCode.FAILED;
  }
}
