package io.plimsoll.trainingkernel.worker;

import static io.plimsoll.trainingkernel.Specs.context;
import static io.plimsoll.trainingkernel.Specs.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.learning.feature.MarketData;
import io.plimsoll.trainingkernel.Markets;
import io.plimsoll.trainingkernel.fit.TrainedModel;
import io.plimsoll.trainingkernel.fit.TrainingProgress;
import io.plimsoll.trainingkernel.fit.TrainingRun;
import io.plimsoll.trainingkernel.spec.TrainingSpec;
import io.plimsoll.trainingkernel.worker.TrainingOutcome.Cancelled;
import io.plimsoll.trainingkernel.worker.TrainingOutcome.Failed;
import io.plimsoll.trainingkernel.worker.TrainingOutcome.Returned;
import io.plimsoll.trainingkernel.worker.TrainingOutcome.Trained;
import io.plimsoll.trainingkernel.worker.WorkerPool.Limits;
import io.plimsoll.trainingkernel.worker.WorkerPool.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * With real child processes. One pool with one place serves most tests, and so heals again and
 * again.
 */
class WorkerPoolTest {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final MarketData BARS = Markets.planted(1, 700, 0.5);

  @TempDir private static Path folder;
  private static WorkerPool pool;

  @BeforeAll
  static void open() {
    pool = new WorkerPool(settings(folder, new Limits(400, 128, 10)));
  }

  @AfterAll
  static void close() {
    pool.close();
  }

  private static Settings settings(Path folder, Limits limits) {
    WorkerCommand command =
        new WorkerCommand(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            System.getProperty("java.class.path"),
            MisbehavingWorker.class.getName(),
            List.of("-XX:MaxDirectMemorySize=2g", "-XX:TieredStopAtLevel=1"));
    return new Settings(1, folder, command, limits);
  }

  private static TrainingTask task(String id, Duration deadline) {
    return new TrainingTask(
        id,
        spec(Map.of()),
        BARS,
        new TrainingTask.Versions("a".repeat(64), "kernel-1", "learning-1"),
        deadline);
  }

  private static TrainingOutcome outcome(String id, Duration deadline) {
    return pool.submit(task(id, deadline), TaskListener.none())
        .orTimeout(2, TimeUnit.MINUTES)
        .join();
  }

  /** Completes with the process id as the task starts, and gathers progress. */
  private static final class Recorder implements TaskListener {
    final CompletableFuture<Long> pid = new CompletableFuture<>();
    final List<TrainingProgress> progress = new CopyOnWriteArrayList<>();

    @Override
    public void onStarted(long startedPid) {
      pid.complete(startedPid);
    }

    @Override
    public void onProgress(TrainingProgress step) {
      progress.add(step);
    }
  }

  @Test
  void trainsTheSameBytesAsThisProcess() {
    TrainingSpec spec = spec(Map.of());
    Recorder recorder = new Recorder();

    TrainingOutcome outcome =
        pool.submit(task("train-1", LONG), recorder).orTimeout(2, TimeUnit.MINUTES).join();

    TrainedModel here = TrainingRun.fit(spec, BARS, context(2), TrainingProgress.Listener.none());
    assertThat(outcome).isInstanceOf(Trained.class);
    assertThat(((Trained) outcome).model().bytes()).isEqualTo(here.bytes());
    assertThat(recorder.progress.getLast().fraction()).isEqualTo(1);
    assertThat(recorder.pid.join()).isPositive().isNotEqualTo(ProcessHandle.current().pid());
  }

  @Test
  void saysWhyBarsCannotBeTrainedOn() {
    TrainingTask task =
        new TrainingTask(
            "short-1",
            spec(Map.of()),
            Markets.noise(1, 80),
            new TrainingTask.Versions("a".repeat(64), "kernel-1", "learning-1"),
            LONG);

    TrainingOutcome outcome =
        pool.submit(task, TaskListener.none()).orTimeout(2, TimeUnit.MINUTES).join();

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.reason()).contains("bars before the holdout");
              assertThat(failed.mayPass()).isFalse();
            });
  }

  @Test
  void failsOneTaskWhenItsProcessExits() {
    assertThat(outcome("exit-1", LONG))
        .isEqualTo(new Failed("the worker ended with exit code 3: leaving early", true));
    assertThat(outcome("train-2", LONG)).isInstanceOf(Trained.class);
  }

  @Test
  void failsOneTaskWhenItsProcessIsKilled() {
    Recorder recorder = new Recorder();
    CompletableFuture<TrainingOutcome> doomed = pool.submit(task("loop-1", LONG), recorder);
    ProcessHandle.of(recorder.pid.orTimeout(2, TimeUnit.MINUTES).join())
        .orElseThrow()
        .destroyForcibly();

    TrainingOutcome outcome = doomed.orTimeout(2, TimeUnit.MINUTES).join();

    assertThat(outcome).isEqualTo(new Failed("the worker was killed (signal 9)", true));
  }

  @Test
  void failsOneTaskWhenItsHeapIsFull() {
    assertThat(outcome("heap-1", LONG))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.reason()).startsWith("OutOfMemoryError");
              assertThat(failed.mayPass()).isFalse();
            });
    assertThat(outcome("train-3", LONG)).isInstanceOf(Trained.class);
  }

  @Test
  void killsAProcessAboveItsMemoryLimit() {
    assertThat(outcome("native-1", LONG))
        .isEqualTo(new Failed("memory limit of 400 MiB exceeded", false));
  }

  @Test
  void killsAProcessPastItsDeadline() {
    assertThat(outcome("loop-2", Duration.ofMillis(1500)))
        .isEqualTo(new Failed("timed out after 1.5 s", false));
  }

  @Test
  void failsOneTaskWhenThePipeCarriesGarbage() {
    assertThat(outcome("garbage-1", LONG))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> assertThat(failed.reason()).startsWith("garbage from the worker"));
    assertThat(outcome("train-4", LONG)).isInstanceOf(Trained.class);
  }

  @Test
  void failsOneTaskWhenNativeCodeAborts() {
    assertThat(outcome("abort-1", LONG))
        .isEqualTo(new Failed("the worker was aborted by native code (signal 6)", true));
  }

  @Test
  void believesNoResultWithoutABundle() {
    assertThat(outcome("liar-1", LONG))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> assertThat(failed.reason()).startsWith("garbage from the worker"));
  }

  @Test
  void cancelsARunningTaskByEndingItsProcess() {
    Recorder recorder = new Recorder();
    CompletableFuture<TrainingOutcome> running = pool.submit(task("loop-3", LONG), recorder);
    long pid = recorder.pid.orTimeout(2, TimeUnit.MINUTES).join();

    boolean isKnown = pool.cancel("loop-3");

    assertThat(isKnown).isTrue();
    assertThat(running.orTimeout(2, TimeUnit.MINUTES).join()).isEqualTo(new Cancelled());
    assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)).isFalse();
  }

  @Test
  void cancelsAWaitingTaskAtOnce() {
    Recorder recorder = new Recorder();
    CompletableFuture<TrainingOutcome> running = pool.submit(task("loop-4", LONG), recorder);
    recorder.pid.orTimeout(2, TimeUnit.MINUTES).join();
    CompletableFuture<TrainingOutcome> waiting =
        pool.submit(task("train-5", LONG), TaskListener.none());

    pool.cancel("train-5");

    assertThat(waiting).isCompletedWithValue(new Cancelled());
    assertThat(running).isNotDone();
    pool.cancel("loop-4");
    running.orTimeout(2, TimeUnit.MINUTES).join();
  }

  @Test
  void describesItsWorkers() {
    Recorder recorder = new Recorder();
    CompletableFuture<TrainingOutcome> running = pool.submit(task("loop-5", LONG), recorder);
    long pid = recorder.pid.orTimeout(2, TimeUnit.MINUTES).join();

    WorkerDescription worker = pool.describe().getFirst();

    pool.cancel("loop-5");
    running.orTimeout(2, TimeUnit.MINUTES).join();
    assertThat(worker.pid()).hasValue(pid);
    assertThat(worker.number()).isZero();
    assertThat(worker.task()).hasValue("loop-5");
    assertThat(worker.residentBytes()).isPositive();
  }

  @Test
  void givesATaskThatWantsItAProcessThatHasDoneNothing(@TempDir Path own) {
    Recorder first = new Recorder();
    Recorder second = new Recorder();
    Recorder fresh = new Recorder();
    try (WorkerPool roomy = new WorkerPool(settings(own, new Limits(400, 128, 10)))) {
      roomy.submit(task("train-f1", LONG), first).join();
      roomy.submit(task("train-f2", LONG), second).join();
      roomy.submit(task("train-f3", LONG).inFreshProcess(), fresh).join();
    }

    assertThat(second.pid.join()).isEqualTo(first.pid.join());
    assertThat(fresh.pid.join()).isNotEqualTo(first.pid.join());
  }

  @Test
  void replacesAProcessAfterItsTasks(@TempDir Path own) {
    Recorder first = new Recorder();
    Recorder second = new Recorder();
    Recorder third = new Recorder();
    try (WorkerPool small = new WorkerPool(settings(own, new Limits(400, 128, 2)))) {
      small.submit(task("train-a", LONG), first).join();
      small.submit(task("train-b", LONG), second).join();
      small.submit(task("train-c", LONG), third).join();
    }

    assertThat(second.pid.join()).isEqualTo(first.pid.join());
    assertThat(third.pid.join()).isNotEqualTo(first.pid.join());
  }

  @Test
  void givesTasksBackWhenItCloses(@TempDir Path own) throws IOException {
    WorkerPool closing = new WorkerPool(settings(own, new Limits(400, 128, 10)));
    Recorder recorder = new Recorder();
    CompletableFuture<TrainingOutcome> running = closing.submit(task("loop-6", LONG), recorder);
    CompletableFuture<TrainingOutcome> waiting =
        closing.submit(task("train-6", LONG), TaskListener.none());
    long pid = recorder.pid.orTimeout(2, TimeUnit.MINUTES).join();

    closing.close(Duration.ofMillis(100));

    assertThat(running.orTimeout(2, TimeUnit.MINUTES).join()).isEqualTo(new Returned());
    assertThat(waiting.orTimeout(2, TimeUnit.MINUTES).join()).isEqualTo(new Returned());
    assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)).isFalse();
    try (Stream<Path> left = Files.list(own)) {
      assertThat(left).isEmpty();
    }
    assertThatThrownBy(() -> closing.submit(task("late-1", LONG), TaskListener.none()))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lightgbm_regressor", "xgboost_regressor"})
  void findsTheLibrariesOfThisProcess(String algorithm, @TempDir Path own) {
    TrainingTask task =
        new TrainingTask(
            "here-1",
            spec(Map.of("algorithm", algorithm, "hyperparameters", Map.of("n_estimators", 2))),
            BARS,
            new TrainingTask.Versions("a".repeat(64), "kernel-1", "learning-1"),
            LONG);
    Settings settings = new Settings(1, own, WorkerCommand.ofThisProcess(), Limits.STANDARD);

    try (WorkerPool plain = new WorkerPool(settings)) {
      assertThat(plain.submit(task, TaskListener.none()).orTimeout(2, TimeUnit.MINUTES).join())
          .isInstanceOf(Trained.class);
    }
  }

  @Test
  void readsWhereAJarLiesInEitherSpelling() {
    assertThat(WorkerCommand.place("file:/a%20b/c.jar")).isEqualTo("/a b/c.jar");
    assertThat(WorkerCommand.place("jar:file:///a/c.jar!/")).isEqualTo("/a/c.jar");
  }

  @Test
  void endsTheChildWhenItsInputCloses(@TempDir Path own) throws Exception {
    WorkerProcess child =
        WorkerProcess.start(settings(own, Limits.STANDARD).command(), own.resolve("w"), 64);
    assertThat(child.poll(Duration.ofSeconds(30))).isInstanceOf(WorkerProcess.Message.Frame.class);

    child.stop();

    assertThat(child.isAlive()).isFalse();
    assertThat(child.ending().reason()).isEqualTo("the worker ended with exit code 0");
  }

  @Test
  void offersTheChildAsTheFirstVictimOfAFullMemory(@TempDir Path own) throws Exception {
    WorkerProcess child =
        WorkerProcess.start(settings(own, Limits.STANDARD).command(), own.resolve("w"), 64);
    assertThat(child.poll(Duration.ofSeconds(30))).isInstanceOf(WorkerProcess.Message.Frame.class);

    String score = Files.readString(Path.of("/proc/" + child.pid() + "/oom_score_adj")).strip();

    child.kill();
    assertThat(score).isEqualTo("1000");
  }
}
