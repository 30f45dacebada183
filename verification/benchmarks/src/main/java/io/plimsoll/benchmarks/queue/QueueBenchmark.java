package io.plimsoll.benchmarks.queue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Items per second of the work queue beside its peers: rounds in turn on one server, after one that
 * only warms up.
 *
 * <p>Arguments: items per round (default 50000), counted rounds (default 4).
 */
public final class QueueBenchmark {
  /** Some of the peers are slow until they have seen this many. */
  private static final int WARM_UP = 100_000;

  private static final int GROUPS = 100;
  private static final int LIMIT = 50;

  private QueueBenchmark() {}

  /** Runs it and writes {@code verification/benchmarks/results/queue.json}. */
  public static void main(String[] arguments) throws Exception {
    int items = arguments.length > 0 ? Integer.parseInt(arguments[0], 10) : 50_000;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1], 10) : 4;
    Path checkout = checkout();
    try (BenchServer server = BenchServer.start(checkout)) {
      PlimsollQueue.migrate(server);
      PeerDatabase peers = new PeerDatabase(server);
      Contestant ours = new PlimsollQueue(server, PlimsollQueue.Subject.ITEM, 0, 0);
      Contestant counted = new PlimsollQueue(server, PlimsollQueue.Subject.OTHER, 0, 0);
      Contestant grouped = new PlimsollQueue(server, PlimsollQueue.Subject.ITEM, GROUPS, LIMIT);
      Contestant bare = new DbScheduler(peers, false);
      Contestant withEvent = new DbScheduler(peers, true);
      List<Contestant> contestants =
          List.of(
              ours,
              bare,
              counted,
              withEvent,
              grouped,
              new JobRunrPeer(peers),
              new QuartzPeer(peers));
      Rates rates = new Rates();
      for (int round = 0; round <= rounds; round++) {
        for (Contestant contestant : contestants) {
          double rate = rate(contestant, contestant.items(round == 0 ? WARM_UP : items));
          System.out.printf("round %d  %,9.0f items/s  %s%n", round, rate, contestant.name());
          if (round > 0) {
            rates.add(contestant.name(), rate);
          }
        }
      }
      rates.compare("plimsoll : best peer as it comes", ours.name(), bare.name());
      rates.compare("plimsoll : best peer, an event each", ours.name(), withEvent.name());
      rates.compare("plimsoll, other subject : the same", counted.name(), withEvent.name());
      rates.compare("plimsoll in groups : best peer as it comes", grouped.name(), bare.name());
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

  private static void write(Path checkout, BenchServer server, int items, Rates rates)
      throws Exception {
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
            .put("items_per_round_of_jobrunr_and_quartz", items / 10)
            .put("items_to_warm_up", WARM_UP)
            .put("threads_of_each_peer", PeerDatabase.THREADS)
            .put("results", rates.toJson())
            .put("ratios", rates.ratiosToJson());
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
