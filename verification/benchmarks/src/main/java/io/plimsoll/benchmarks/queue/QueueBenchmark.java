package io.plimsoll.benchmarks.queue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Items per second of the work queue beside db-scheduler: rounds in turn on one server, the first
 * one for warming up only.
 *
 * <p>Arguments: items per round (default 100000), counted rounds (default 5).
 */
public final class QueueBenchmark {
  private QueueBenchmark() {}

  /** Runs it and writes {@code verification/benchmarks/results/queue.json}. */
  public static void main(String[] arguments) throws Exception {
    int items = arguments.length > 0 ? Integer.parseInt(arguments[0], 10) : 100_000;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1], 10) : 5;
    Path checkout = checkout();
    try (BenchServer server = BenchServer.start(checkout)) {
      PlimsollQueue.migrate(server);
      DbScheduler.migrate(server);
      List<Contestant> contestants =
          List.of(
              new PlimsollQueue(server, 0, 0),
              new DbScheduler(server, false),
              new DbScheduler(server, true),
              new PlimsollQueue(server, 100, 50));
      Map<Contestant, List<Double>> rates = new LinkedHashMap<>();
      for (int round = 0; round <= rounds; round++) {
        for (Contestant contestant : contestants) {
          double rate = rate(contestant, items);
          System.out.printf("round %d  %,9.0f items/s  %s%n", round, rate, contestant.name());
          if (round > 0) {
            rates.computeIfAbsent(contestant, _ -> new ArrayList<>()).add(rate);
          }
        }
      }
      write(checkout, server, items, rates);
    }
    System.exit(0);
  }

  private static double rate(Contestant contestant, int items) throws Exception {
    contestant.fill(items);
    long before = System.nanoTime();
    contestant.drain(items);
    double seconds = (System.nanoTime() - before) / 1e9;
    contestant.check(items);
    return items / seconds;
  }

  private static void write(
      Path checkout, BenchServer server, int items, Map<Contestant, List<Double>> rates)
      throws Exception {
    JsonArray results = new JsonArray();
    rates.forEach((contestant, rounds) ->
        results.add(
            new JsonObject()
                .put("name", contestant.name())
                .put("median", Math.round(median(rounds)))
                .put("rounds", new JsonArray(rounds.stream().map(Math::round).toList()))));
    JsonObject postgres = new JsonObject();
    server.settings().forEach(postgres::put);
    JsonObject file =
        new JsonObject()
            .put("benchmark", "work queue, items per second, higher is better")
            .put("measured_at", Instant.now().toString())
            .put("commit", commit(checkout))
            .put("machine", machine())
            .put("postgresql", postgres)
            .put("items_per_round", items)
            .put("warm_up_rounds", 1)
            .put("results", results);
    Path target = checkout.resolve("verification/benchmarks/results/queue.json");
    Files.createDirectories(target.getParent());
    Files.writeString(target, file.encodePrettily() + "\n");
    System.out.println(target);
  }

  private static JsonObject machine() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return new JsonObject()
        .put("os", system.getName() + " " + system.getArch())
        .put("processors", system.getAvailableProcessors())
        .put("load_average_at_the_end", system.getSystemLoadAverage())
        .put("java", Runtime.version().toString())
        .put("jvm_flags", new JsonArray(ManagementFactory.getRuntimeMXBean().getInputArguments()));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int n = sorted.size();
    return n % 2 == 1 ? sorted.get(n / 2) : (sorted.get(n / 2 - 1) + sorted.get(n / 2)) / 2;
  }

  private static String commit(Path checkout) throws IOException, InterruptedException {
    Process git =
        new ProcessBuilder("git", "rev-parse", "HEAD").directory(checkout.toFile()).start();
    String hash = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return git.waitFor() == 0 ? hash : "unknown";
  }

  private static Path checkout() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("no checkout above the current folder");
      }
    }
    return folder;
  }
}
