package io.plimsoll.benchmarks.start;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Seconds until the platform is ready: {@code ./plimsoll up --empty} from the launcher's start to
 * its end, on a fresh home, on a kept home without the JVM's caches, and with them; and one service
 * at a time, killed and started again, from its process's start to its first "ready".
 *
 * <p>Arguments: rounds without caches (default 3), rounds with them (default 5). Needs the packaged
 * services and launcher.
 */
public final class StartBenchmark {
  private static final List<String> SERVICES = List.of("training", "simulation", "batch");
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  private final Path checkout;
  private final Path home;
  private final Map<String, List<Double>> seconds = new LinkedHashMap<>();
  private final Map<String, Long> resident = new LinkedHashMap<>();

  private StartBenchmark(Path checkout, Path home) {
    this.checkout = checkout;
    this.home = home;
  }

  /** Runs it and writes {@code verification/benchmarks/results/local-start.json}. */
  public static void main(String[] arguments) throws Exception {
    int cold = arguments.length > 0 ? Integer.parseInt(arguments[0], 10) : 3;
    int warm = arguments.length > 1 ? Integer.parseInt(arguments[1], 10) : 5;
    Path checkout = checkout();
    Path folder = Files.createTempDirectory("plimsoll-start");
    StartBenchmark benchmark = new StartBenchmark(checkout, folder.resolve("home"));
    try {
      benchmark.measure(cold, warm);
    } finally {
      benchmark.launch("down");
      delete(folder);
    }
    benchmark.write();
  }

  private void measure(int cold, int warm) throws IOException, InterruptedException {
    for (int round = 0; round < cold; round++) {
      delete(home);
      up("platform ready, fresh home");
      launch("down");
    }
    for (int round = 0; round < cold; round++) {
      up("platform ready, kept home, no caches");
      launch("down");
    }
    launch("up", "--empty");
    restarts("ready, no cache", 1);
    awaitCaches();
    launch("down");
    for (int round = 0; round < warm; round++) {
      up("platform ready, kept home, caches");
      if (round < warm - 1) {
        launch("down");
      }
    }
    for (String service : SERVICES) {
      resident.put(service, residentKilobytes(pid(service)));
    }
    restarts("ready, cache", warm);
  }

  private void up(String what) throws IOException, InterruptedException {
    long before = System.nanoTime();
    launch("up", "--empty");
    note(what, (System.nanoTime() - before) / 1e9);
  }

  private void restarts(String what, int rounds) throws IOException, InterruptedException {
    for (int round = 0; round < rounds; round++) {
      for (String service : SERVICES) {
        note("%s-service %s".formatted(service, what), restart(service));
      }
    }
  }

  /** Kills a service; returns the seconds from its next process's start until it is ready. */
  private double restart(String service) throws IOException, InterruptedException {
    long killed = pid(service);
    ProcessHandle.of(killed).orElseThrow().destroyForcibly();
    while (pid(service) == killed) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    Instant started =
        ProcessHandle.of(pid(service)).orElseThrow().info().startInstant().orElseThrow();
    URI ready = URI.create(service(service).getString("url") + "/q/health/ready");
    while (!isReady(ready)) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    return Duration.between(started, Instant.now()).toNanos() / 1e9;
  }

  private static boolean isReady(URI uri) throws InterruptedException {
    try {
      return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private void awaitCaches() throws IOException, InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    while (caches() < SERVICES.size()) {
      if (System.nanoTime() > end) {
        throw new IOException("no caches within five minutes: see " + home.resolve("logs"));
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private long caches() throws IOException {
    Path folder = home.resolve("aot");
    if (!Files.exists(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".aot")).count();
    }
  }

  private JsonObject service(String name) throws IOException {
    String state = Files.readString(home.resolve("run/state.json"));
    return new JsonObject(state).getJsonObject("services").getJsonObject(name);
  }

  private long pid(String name) throws IOException {
    return service(name).getLong("pid");
  }

  private static long residentKilobytes(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/%d/status".formatted(pid))).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", ""), 10))
        .sum();
  }

  private void launch(String... arguments) throws IOException, InterruptedException {
    Path built = checkout.resolve("deploy/local/target");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                built.resolve("*") + File.pathSeparator + built.resolve("lib/*"),
                "io.plimsoll.local.Plimsoll"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("PLIMSOLL_HOME", home.toString());
    for (String service : List.of("TRAINING", "SIMULATION", "BATCH")) {
      builder.environment().put("PLIMSOLL_%s_PORT".formatted(service), "0");
    }
    int code = builder.start().waitFor();
    if (code != 0) {
      throw new IOException("%s ended with code %d".formatted(List.of(arguments), code));
    }
  }

  private void note(String what, double value) {
    System.out.printf("%6.2f s  %s%n", value, what);
    seconds.computeIfAbsent(what, _ -> new ArrayList<>()).add(value);
  }

  private void write() throws IOException, InterruptedException {
    JsonArray results = new JsonArray();
    seconds.forEach((what, values) ->
        results.add(
            new JsonObject()
                .put("name", what)
                .put("median_seconds", round(median(values)))
                .put("rounds", new JsonArray(values.stream().map(v -> round(v)).toList()))));
    JsonArray memory = new JsonArray();
    resident.forEach((service, kilobytes) ->
        memory.add(
            new JsonObject()
                .put("name", service + "-service, resident after the start")
                .put("kilobytes", kilobytes)));
    var system = ManagementFactory.getOperatingSystemMXBean();
    JsonObject file =
        new JsonObject()
            .put("benchmark", "seconds until ready on one machine, lower is better")
            .put("measured_at", Instant.now().toString())
            .put("commit", commit())
            .put(
                "machine",
                new JsonObject()
                    .put("os", system.getName() + " " + system.getArch())
                    .put("processors", system.getAvailableProcessors())
                    .put("load_average_at_the_end", system.getSystemLoadAverage())
                    .put("java", Runtime.version().toString())
                    .put("service_flags", "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"))
            .put("results", results)
            .put("memory", memory);
    Path target = checkout.resolve("verification/benchmarks/results/local-start.json");
    Files.writeString(target, file.encodePrettily() + "\n");
    System.out.println(target);
  }

  private static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int n = sorted.size();
    return n % 2 == 1 ? sorted.get(n / 2) : (sorted.get(n / 2 - 1) + sorted.get(n / 2)) / 2;
  }

  private String commit() throws IOException, InterruptedException {
    Process git =
        new ProcessBuilder("git", "rev-parse", "HEAD").directory(checkout.toFile()).start();
    String hash = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return git.waitFor() == 0 ? hash : "unknown";
  }

  private static Path checkout() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.resolve("..").normalize();
    }
    return folder;
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
