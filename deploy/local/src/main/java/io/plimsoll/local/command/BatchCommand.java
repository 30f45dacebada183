package io.plimsoll.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.local.ExitCode;
import io.plimsoll.local.client.ApiClient;
import io.plimsoll.local.client.BatchJobs;
import io.plimsoll.local.console.Console;
import io.plimsoll.local.home.Role;
import io.plimsoll.local.process.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Batches of items. */
@Command(
    name = "batch",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = {
      "Works through a list of items in the background.",
      "batch-service takes up to 10,000 items, each with a status and a result of its own.",
      ""
    })
public final class BatchCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Which: submit, status, cancel, retry or export?");
  }

  @Command(
      name = "submit",
      sortOptions = false,
      mixinStandardHelpOptions = true,
      description = {
        "Submits a file of items.",
        "A .csv has a column domain, url or website; a .json is an array of items, a .jsonl has",
        "one item in JSON on each line; any other file has one item on each line.",
        "Exit code 5 when --watch sees items fail.",
        ""
      })
  int submit(
      @Parameters(paramLabel = "FILE", description = "The items.") Path file,
      @Option(
              names = "--processor",
              paramLabel = "NAME",
              required = true,
              description = "site-scan, train, simulate, portfolio-risk or echo.")
          String processor,
      @Option(names = "--watch", description = "Wait for the end, with a progress bar.")
          boolean watch,
      @Option(
              names = "--max-concurrent",
              paramLabel = "N",
              description = "How many items run at once (5).")
          @Nullable Integer maxConcurrent,
      @Option(
              names = "--max-attempts",
              paramLabel = "N",
              description = "How often an item is started before it is given up (3).")
          @Nullable Integer maxAttempts,
      @Option(
              names = "--max-pages",
              paramLabel = "N",
              description = "How many pages of a site are read (3).")
          @Nullable Integer maxPages,
      @Option(
              names = "--item-timeout",
              paramLabel = "SECONDS",
              description = "How long one item may take.")
          @Nullable Integer itemTimeout,
      @Option(names = "--json", description = "One JSON object, for programs.") boolean json)
      throws Exception {
    Path found = CalledFrom.resolve(file);
    if (!Files.isReadable(found)) {
      throw new IOException(found + ": no such file, or not readable");
    }
    Map<String, Integer> options = new TreeMap<>();
    put(options, "max_concurrent", maxConcurrent);
    put(options, "max_attempts", maxAttempts);
    put(options, "max_pages", maxPages);
    put(options, "item_timeout_s", itemTimeout);
    Console console = Console.of(json);
    BatchJobs jobs = jobs(Role.OPERATOR);
    JsonNode accepted = jobs.submit(found, processor, options);
    console.line(
        "%s: %,d items, %,d merged, %,d rejected"
            .formatted(
                accepted.path("batch_id").asText(),
                accepted.path("total").asInt(),
                accepted.path("duplicates").asInt(),
                accepted.path("rejected").size()));
    for (int i = 0; i < Math.min(5, accepted.path("rejected").size()); i++) {
      JsonNode rejected = accepted.path("rejected").path(i);
      console.line(
          "  %s: %s".formatted(rejected.path("item").asText(), rejected.path("reason").asText()));
    }
    return watch
        ? watch(console, jobs, accepted.path("batch_id").asText(), json)
        : told(accepted, json, ExitCode.OK);
  }

  private static void put(Map<String, Integer> options, String name, @Nullable Integer value) {
    if (value != null) {
      options.put(name, value);
    }
  }

  private static int watch(Console console, BatchJobs jobs, String id, boolean json)
      throws Exception {
    JsonNode end =
        console.progress(
            "batch",
            fraction -> jobs.watch(id, seen -> fraction.accept(seen.path("progress").asDouble())));
    console.line(BatchJobs.describe(end));
    boolean isWhole = end.path("status").asText().equals("completed");
    return told(end, json, isWhole ? ExitCode.OK : ExitCode.REFUSED);
  }

  @Command(
      name = "status",
      mixinStandardHelpOptions = true,
      description = {"Says where a batch stands.", ""})
  int status(
      @Parameters(paramLabel = "ID", description = "The batch.") String id,
      @Option(names = "--watch", description = "Wait for the end, with a progress bar.")
          boolean watch,
      @Option(names = "--json", description = "One JSON object, for programs.") boolean json)
      throws Exception {
    BatchJobs jobs = jobs(Role.VIEWER);
    Console console = Console.of(json);
    if (watch) {
      return watch(console, jobs, id, json);
    }
    JsonNode state = jobs.get(id);
    console.line(BatchJobs.describe(state));
    return told(state, json, ExitCode.OK);
  }

  @Command(
      name = "cancel",
      mixinStandardHelpOptions = true,
      description = {"Cancels what waits and what is under way.", ""})
  int cancel(@Parameters(paramLabel = "ID", description = "The batch.") String id)
      throws IOException, InterruptedException {
    return steered(id, "cancel");
  }

  @Command(
      name = "retry",
      mixinStandardHelpOptions = true,
      description = {"Has failed items tried again.", ""})
  int retry(@Parameters(paramLabel = "ID", description = "The batch.") String id)
      throws IOException, InterruptedException {
    return steered(id, "retry-failed");
  }

  private static int steered(String id, String action) throws IOException, InterruptedException {
    JsonNode state = jobs(Role.OPERATOR).steer(id, action);
    Console.of(false).line(BatchJobs.describe(state));
    return ExitCode.OK;
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = {"Writes the items of a batch with their results to a CSV file.", ""})
  int export(
      @Parameters(index = "0", paramLabel = "ID", description = "The batch.") String id,
      @Parameters(index = "1", paramLabel = "FILE", description = "The file to write.") Path file)
      throws IOException, InterruptedException {
    Path target = CalledFrom.resolve(file);
    jobs(Role.VIEWER).export(id, target);
    Console.of(false).line("%s: %,d bytes".formatted(file, Files.size(target)));
    return ExitCode.OK;
  }

  private static int told(JsonNode answer, boolean json, int code) {
    if (json) {
      System.out.println(answer);
    }
    return code;
  }

  private static BatchJobs jobs(Role role) throws IOException {
    Running running = Running.find();
    return new BatchJobs(ApiClient.of(running.state(), Service.BATCH, running.keys(), role));
  }
}
