package io.plimsoll.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.local.ExitCode;
import io.plimsoll.local.client.ApiClient;
import io.plimsoll.local.client.PriceImport;
import io.plimsoll.local.console.Console;
import io.plimsoll.local.home.Role;
import io.plimsoll.local.process.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports price files. */
@Command(
    name = "import",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = {
      "Imports price files.",
      "Sends them to batch-service, each all or nothing, and waits until their bars are",
      "published. Formats are told by their columns: Yahoo, LEAN, zipline, plain OHLCV, and ticks",
      "(timestamp,price,amount), which become bars of the timeframe. CSV and Parquet.",
      ""
    })
public final class ImportCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "CSV or Parquet files.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--symbol",
      paramLabel = "S",
      description = "The symbol, when the file does not say it (default: the file's name).")
  private @Nullable String symbol;

  @Option(
      names = "--timeframe",
      paramLabel = "T",
      description = "1m, 5m, 15m, 1h or 1d, when the file does not say it.")
  private @Nullable String timeframe;

  @Option(
      names = "--zone",
      paramLabel = "Z",
      description = "Time zone of times without one, such as America/New_York.")
  private @Nullable String zone;

  @Option(names = "--json", description = "One JSON object per file, for programs.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Console console = Console.of(json);
    Running running = Running.find();
    PriceImport imports =
        new PriceImport(
            ApiClient.of(running.state(), Service.BATCH, running.keys(), Role.OPERATOR));
    boolean allDone = true;
    for (Path file : files) {
      Path found = CalledFrom.resolve(file);
      if (!Files.isReadable(found)) {
        throw new IOException(found + ": no such file, or not readable");
      }
      JsonNode outcome =
          imports.run(
              found,
              new PriceImport.Labels(
                  Optional.ofNullable(symbol).orElseGet(() -> stem(found)),
                  Optional.ofNullable(timeframe),
                  Optional.ofNullable(zone)));
      allDone &= PriceImport.isDone(outcome);
      if (json) {
        System.out.println(outcome);
      } else {
        console.line("%s: %s".formatted(file, PriceImport.describe(outcome)));
      }
    }
    return allDone ? ExitCode.OK : ExitCode.REFUSED;
  }

  private static String stem(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }
}
