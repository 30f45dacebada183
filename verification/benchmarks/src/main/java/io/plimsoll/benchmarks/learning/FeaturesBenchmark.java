package io.plimsoll.benchmarks.learning;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.learning.feature.FeatureCatalogue;
import io.plimsoll.learning.feature.FeatureForm;
import io.plimsoll.learning.feature.FeatureFrame;
import io.plimsoll.learning.feature.MarketData;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The catalogue's columns over a million minutes beside a pandas script that computes the same
 * ones; every value is compared.
 */
public final class FeaturesBenchmark {
  private static final double PROMISED = 1e-9;
  private static final List<String> GROUPS =
      List.of("returns", "volume", "mean_reversion", "volatility", "classic", "time");

  private FeaturesBenchmark() {}

  /** Arguments: rows, rounds. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int rows = Integer.parseInt(arguments[0]);
    int rounds = Integer.parseInt(arguments[1]);
    Path checkout = Path.of("").toAbsolutePath();
    Path folder = Files.createTempDirectory("features-benchmark");
    MarketData data = Walk.of(rows);
    List<String> names = names();
    write(folder, data.primaryBars());

    double[] one = new double[rounds];
    FeatureFrame frame = FeatureCatalogue.compute(data, names, FeatureForm.RAW);
    for (int round = 0; round < rounds; round++) {
      long begin = System.nanoTime();
      frame = FeatureCatalogue.compute(data, names, FeatureForm.RAW);
      one[round] = seconds(begin);
    }
    double[] two = onTwoThreads(data, names, rounds);
    JsonObject peer = pandas(checkout, folder, rounds);
    JsonObject errors = new JsonObject();
    double worst = compare(folder, frame, errors);
    double[] theirs = peer.getJsonArray("seconds").stream().mapToDouble(s -> (Double) s).toArray();

    Machine.write(
        checkout,
        "features",
        "the causal columns without context over %d bars, seconds, lower is better".formatted(rows),
        new JsonObject()
            .put("rows", rows)
            .put("columns", names.size())
            .put("plimsoll_one_thread", timing(one))
            .put("plimsoll_two_threads", timing(two))
            .put(
                "pandas " + peer.getString("pandas") + ", numpy " + peer.getString("numpy"),
                timing(theirs))
            .put("ratio_one_thread", rounded(Machine.median(theirs) / Machine.median(one)))
            .put("ratio_two_threads", rounded(Machine.median(theirs) / Machine.median(two)))
            .put("largest_error_of_a_column", worst)
            .put(
                "error",
                "largest |ours - theirs| over max(|theirs|, the column's deviation); where pandas'"
                    + " running deviations drift, against two passes over each window")
            .put("errors_above_1e-12", errors));
    if (worst > PROMISED) {
      throw new IllegalStateException(
          "largest error: %s (expected: at most %s)".formatted(worst, PROMISED));
    }
  }

  private static List<String> names() {
    return FeatureCatalogue.features().stream()
        .filter(feature -> GROUPS.contains(feature.group().text()))
        .map(feature -> feature.name())
        .toList();
  }

  /** Two threads, each with every second column; what columns share is made by both. */
  private static double[] onTwoThreads(MarketData data, List<String> names, int rounds)
      throws InterruptedException {
    double[] seconds = new double[rounds];
    for (int round = -1; round < rounds; round++) {
      long begin = System.nanoTime();
      List<Thread> threads = new ArrayList<>();
      for (int part = 0; part < 2; part++) {
        int half = names.size() / 2;
        List<String> own = part == 0 ? names.subList(0, half) : names.subList(half, names.size());
        threads.add(
            Thread.ofPlatform().start(() -> FeatureCatalogue.compute(data, own, FeatureForm.RAW)));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      if (round >= 0) {
        seconds[round] = seconds(begin);
      }
    }
    return seconds;
  }

  private static double compare(Path folder, FeatureFrame frame, JsonObject errors)
      throws IOException {
    double worst = 0;
    for (int j = 0; j < frame.names().size(); j++) {
      String name = frame.names().get(j);
      Path exact = folder.resolve(name + ".exact");
      double[] expected = read(Files.exists(exact) ? exact : folder.resolve(name + ".pandas"));
      double error = error(frame.values().column(j), expected, name);
      if (error > 1e-12) {
        errors.put(name, error);
      }
      worst = Math.max(worst, error);
    }
    return worst;
  }

  private static double error(Vec ours, double[] theirs, String name) {
    double[] known = Arrays.stream(theirs).filter(Double::isFinite).toArray();
    double mean = Arrays.stream(known).average().orElse(0);
    double scale =
        Math.sqrt(Arrays.stream(known).map(v -> (v - mean) * (v - mean)).average().orElse(0));
    double worst = 0;
    for (int t = 0; t < theirs.length; t++) {
      if (Double.isNaN(ours.get(t)) != Double.isNaN(theirs[t])) {
        throw new IllegalStateException(
            "%s at row %d: %s (pandas: %s)".formatted(name, t, ours.get(t), theirs[t]));
      }
      if (!Double.isNaN(theirs[t])) {
        double size = Math.max(Math.abs(theirs[t]), scale);
        double miss = Math.abs(ours.get(t) - theirs[t]);
        worst = Math.max(worst, miss == 0 ? 0 : miss / size);
      }
    }
    return worst;
  }

  private static void write(Path folder, Bars bars) throws IOException {
    doubles(folder.resolve("open.f64"), bars.open());
    doubles(folder.resolve("high.f64"), bars.high());
    doubles(folder.resolve("low.f64"), bars.low());
    doubles(folder.resolve("close.f64"), bars.close());
    doubles(folder.resolve("volume.f64"), bars.volume());
    ByteBuffer times = ByteBuffer.allocate(8 * bars.size()).order(ByteOrder.LITTLE_ENDIAN);
    IntStream.range(0, bars.size()).forEach(t -> times.putLong(bars.openTime(t)));
    Files.write(folder.resolve("time.i64"), times.array());
  }

  private static void doubles(Path file, Vec values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.size()).order(ByteOrder.LITTLE_ENDIAN);
    IntStream.range(0, values.size()).forEach(t -> bytes.putDouble(values.get(t)));
    Files.write(file, bytes.array());
  }

  private static double[] read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    double[] values = new double[bytes.remaining() / 8];
    for (int t = 0; t < values.length; t++) {
      values[t] = bytes.getDouble();
    }
    return values;
  }

  private static JsonObject pandas(Path checkout, Path folder, int rounds)
      throws IOException, InterruptedException {
    Path script = checkout.resolve("verification/benchmarks/src/main/python/features.py");
    Path system = Path.of("/usr/bin/python3");
    Process process =
        new ProcessBuilder(
                Files.exists(system) ? system.toString() : "python3",
                script.toString(),
                folder.toString(),
                Integer.toString(rounds))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new IllegalStateException("the script failed. Maybe python3-pandas is not installed");
    }
    return new JsonObject(answer);
  }

  private static JsonObject timing(double[] seconds) {
    JsonArray rounds = new JsonArray();
    Arrays.stream(seconds).forEach(one -> rounds.add(rounded(one)));
    return new JsonObject().put("median", rounded(Machine.median(seconds))).put("rounds", rounds);
  }

  private static double rounded(double value) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.3f", value));
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
