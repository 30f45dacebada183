package io.plimsoll.benchmarks.learning;

import com.sun.management.OperatingSystemMXBean;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

/** What a result file says about where and when it was measured. */
final class Machine {
  private Machine() {}

  static JsonObject describe() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new JsonObject()
        .put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"))
        .put("processors", Runtime.getRuntime().availableProcessors())
        .put("load_average_at_the_end", system.getSystemLoadAverage())
        .put("java", System.getProperty("java.vm.version"))
        .put("jvm_flags", new JsonArray(ManagementFactory.getRuntimeMXBean().getInputArguments()));
  }

  /** Writes a result file below {@code verification/benchmarks/results}. */
  static void write(Path checkout, String name, String what, JsonObject result)
      throws IOException, InterruptedException {
    JsonObject file =
        new JsonObject()
            .put("benchmark", what)
            .put("measured_at", Instant.now().toString())
            .put("commit", commit(checkout))
            .put("machine", describe())
            .mergeIn(result);
    Path target = checkout.resolve("verification/benchmarks/results").resolve(name + ".json");
    Files.createDirectories(target.getParent());
    Files.writeString(target, file.encodePrettily() + "\n");
    System.out.println(file.encodePrettily());
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : 0.5 * (sorted[middle - 1] + sorted[middle]);
  }

  private static String commit(Path checkout) throws IOException, InterruptedException {
    Process git =
        new ProcessBuilder("git", "rev-parse", "HEAD").directory(checkout.toFile()).start();
    String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return git.waitFor() == 0 ? text : "unknown";
  }
}
