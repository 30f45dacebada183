package io.plimsoll.benchmarks.learning;

import io.plimsoll.learning.feature.MarketData;
import io.plimsoll.trainingkernel.spec.TrainingSpec;
import io.plimsoll.trainingkernel.worker.TaskListener;
import io.plimsoll.trainingkernel.worker.TrainingOutcome;
import io.plimsoll.trainingkernel.worker.TrainingTask;
import io.plimsoll.trainingkernel.worker.WorkerCommand;
import io.plimsoll.trainingkernel.worker.WorkerPool;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Trainings end to end (bars to bundle, in a worker process) beside the bare library call on the
 * same matrix, and several at once beside several bare processes and several threads in one JVM.
 */
public final class TrainingBenchmark {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final int JOBS = 8;

  private TrainingBenchmark() {}

  /**
   * Runs one part.
   *
   * <p>Arguments: {@code one ROWS COLUMNS ROUNDS}, or {@code many ROWS COLUMNS}.
   */
  public static void main(String[] arguments) throws Exception {
    int rows = Integer.parseInt(arguments[1]);
    int columns = Integer.parseInt(arguments[2]);
    MarketData data = Walk.of(rows);
    Path folder = Files.createTempDirectory("training-benchmark");
    switch (arguments[0]) {
      case "one" -> one(data, columns, Integer.parseInt(arguments[3]), folder);
      case "many" -> many(data, columns, folder);
      default ->
          throw new IllegalArgumentException(
              "part: %s (expected: one, many)".formatted(arguments[0]));
    }
  }

  private static void one(MarketData data, int columns, int rounds, Path folder)
      throws IOException, InterruptedException, XGBoostError {
    int rows = data.primaryBars().size();
    Fits.Rows matrix = Fits.rows(data, columns);
    int processors = Runtime.getRuntime().availableProcessors();
    JsonArray ours = new JsonArray();
    JsonArray bare = new JsonArray();
    double[] fast = new double[rounds];
    double[] slow = new double[rounds];
    try (WorkerPool pool = pool(1, folder)) {
      train(pool, data, Fits.spec(columns, 1));
      Fits.bare(matrix, 1, processors);
      for (int round = 0; round < rounds; round++) {
        long begin = System.nanoTime();
        Fits.bare(matrix, 2 + round, processors);
        fast[round] = seconds(begin);
        bare.add(rounded(fast[round]));
        begin = System.nanoTime();
        train(pool, data, Fits.spec(columns, 2 + round));
        slow[round] = seconds(begin);
        ours.add(rounded(slow[round]));
      }
    }
    double goal = 1.1 * Machine.median(fast) + 1;
    Machine.write(
        Path.of("").toAbsolutePath(),
        "training-%d-x-%d".formatted(rows, columns),
        "one training end to end beside the bare library call, seconds, lower is better",
        new JsonObject()
            .put("rows", rows)
            .put("columns_asked_for", columns)
            .put("columns_fitted", matrix.columns())
            .put("rows_fitted", matrix.rows())
            .put(
                "algorithm",
                "xgboost_regressor, %d rounds, split=holdout, gain importance"
                    .formatted(Fits.ROUNDS))
            .put(
                "what_is_timed",
                "bars handed over by file, features, pre-processing, fit, holdout score, importance, bundle written and read back; a warm worker")
            .put(
                "plimsoll",
                new JsonObject().put("median", rounded(Machine.median(slow))).put("rounds", ours))
            .put(
                "xgboost4j bare call",
                new JsonObject().put("median", rounded(Machine.median(fast))).put("rounds", bare))
            .put("goal_1.1x_plus_1s", rounded(goal))
            .put("reached", Machine.median(slow) <= goal));
  }

  private static void many(MarketData data, int columns, Path folder)
      throws IOException, InterruptedException, ExecutionException {
    Path file = folder.resolve("matrix");
    Fits.Rows matrix = Fits.rows(data, columns);
    Fits.write(file, matrix);
    int workers = Runtime.getRuntime().availableProcessors();

    double bareOne = timed(() -> processes(file, 1));
    double bareMany = timed(() -> processes(file, workers));
    double oursOne = timed(() -> trainings(data, columns, 1, folder));
    double oursMany = timed(() -> trainings(data, columns, workers, folder));
    double threadsOne = timed(() -> threads(matrix, 1));
    double threadsMany = timed(() -> threads(matrix, workers));

    double bareGain = bareOne / bareMany;
    double ourGain = oursOne / oursMany;
    Machine.write(
        Path.of("").toAbsolutePath(),
        "training-parallel",
        "%d trainings one after the other and %d at a time, seconds, lower is better"
            .formatted(JOBS, workers),
        new JsonObject()
            .put("rows", data.primaryBars().size())
            .put("columns", columns)
            .put("threads_of_each_fit", "processors / fits at a time, for all three")
            .put("plimsoll workers", gain(oursOne, oursMany))
            .put("bare library processes", gain(bareOne, bareMany))
            .put("threads in one JVM", gain(threadsOne, threadsMany))
            .put("share_of_the_bare_processes_gain", rounded(ourGain / bareGain))
            .put("goal", 0.9));
  }

  private static JsonObject gain(double one, double many) {
    return new JsonObject()
        .put("one_at_a_time", rounded(one))
        .put("several_at_a_time", rounded(many))
        .put("speed_up", rounded(one / many));
  }

  /** The jobs in so many workers, each with its share of the processors. */
  private static Void trainings(MarketData data, int columns, int workers, Path folder) {
    try (WorkerPool pool = pool(workers, folder)) {
      List<CompletableFuture<TrainingOutcome>> running =
          IntStream.range(0, JOBS)
              .mapToObj(
                  job -> pool.submit(task(data, Fits.spec(columns, job)), TaskListener.none()))
              .toList();
      running.forEach(one -> require(one.join()));
    }
    return null;
  }

  private static Void processes(Path file, int atOnce)
      throws InterruptedException, ExecutionException {
    return each(
        atOnce,
        job -> {
          Process process =
              new ProcessBuilder(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-XX:+UseSerialGC",
                      "-cp",
                      System.getProperty("java.class.path"),
                      BareFit.class.getName(),
                      file.toString(),
                      Integer.toString(job),
                      Integer.toString(threadsEach(atOnce)))
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .redirectError(ProcessBuilder.Redirect.INHERIT)
                  .start();
          if (process.waitFor() != 0) {
            throw new IOException("exit code " + process.exitValue());
          }
        });
  }

  private static Void threads(Fits.Rows matrix, int atOnce)
      throws InterruptedException, ExecutionException {
    return each(atOnce, job -> Fits.bare(matrix, job, threadsEach(atOnce)));
  }

  private static int threadsEach(int atOnce) {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / atOnce);
  }

  /** One of the jobs. */
  @FunctionalInterface
  private interface Job {
    void run(int number) throws Exception;
  }

  private static Void each(int atOnce, Job job) throws InterruptedException, ExecutionException {
    try (ExecutorService executor = Executors.newFixedThreadPool(atOnce)) {
      List<Future<Void>> running = new ArrayList<>();
      for (int number = 0; number < JOBS; number++) {
        int own = number;
        running.add(
            executor.submit(() -> {
              job.run(own);
              return null;
            }));
      }
      for (Future<Void> one : running) {
        one.get();
      }
    }
    return null;
  }

  private static WorkerPool pool(int workers, Path folder) {
    WorkerCommand command = WorkerCommand.ofClassPath(System.getProperty("java.class.path"));
    return new WorkerPool(
        new WorkerPool.Settings(
            workers, folder.resolve("workers"), command, new WorkerPool.Limits(6000, 3000, 100)));
  }

  private static void train(WorkerPool pool, MarketData data, TrainingSpec spec) {
    require(pool.submit(task(data, spec), TaskListener.none()).join());
  }

  private static TrainingTask task(MarketData data, TrainingSpec spec) {
    return new TrainingTask(
        "task-" + spec.seed(),
        spec,
        data,
        new TrainingTask.Versions("a".repeat(64), "benchmark", "benchmark"),
        LONG);
  }

  private static void require(TrainingOutcome outcome) {
    if (!(outcome instanceof TrainingOutcome.Trained)) {
      throw new IllegalStateException(outcome.toString());
    }
  }

  private static double timed(Callable<Void> work)
      throws IOException, InterruptedException, ExecutionException {
    long begin = System.nanoTime();
    try {
      work.call();
    } catch (IOException | InterruptedException | ExecutionException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return seconds(begin);
  }

  private static double rounded(double value) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.3f", value));
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
