package io.plimsoll.trainingkernel.worker;

import io.plimsoll.learning.bundle.InvalidBundleException;
import io.plimsoll.learning.json.JsonObject;
import io.plimsoll.trainingkernel.fit.TrainedModel;
import io.plimsoll.trainingkernel.fit.TrainingProgress;
import io.plimsoll.trainingkernel.fit.TrainingProgress.Metric;
import io.plimsoll.trainingkernel.fit.TrainingProgress.Phase;
import io.plimsoll.trainingkernel.worker.TrainingOutcome.Cancelled;
import io.plimsoll.trainingkernel.worker.TrainingOutcome.Failed;
import io.plimsoll.trainingkernel.worker.TrainingOutcome.Returned;
import io.plimsoll.trainingkernel.worker.TrainingOutcome.Trained;
import io.plimsoll.trainingkernel.worker.WorkerPool.Settings;
import io.plimsoll.trainingkernel.worker.WorkerProcess.Ending;
import io.plimsoll.trainingkernel.worker.WorkerProcess.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One place of the pool: the process it has now, and the task in work. Used by one thread. */
final class Workplace {
  private static final Duration WATCH = Duration.ofMillis(200);
  private static final Duration START = Duration.ofSeconds(30);
  private static final Optional<String> READY = Optional.of("ready");

  private final int number;
  private final int threads;
  private final Settings settings;
  private @Nullable WorkerProcess process;
  private int processes;
  private int tasksDone;
  private volatile WorkerDescription description;

  Workplace(int number, int threads, Settings settings) {
    this.number = number;
    this.threads = threads;
    this.settings = settings;
    this.description =
        new WorkerDescription(number, OptionalLong.empty(), Optional.empty(), 0, 0, 0);
  }

  WorkerDescription describe() {
    return description;
  }

  /** Does one task, in the process at hand or a new one. */
  TrainingOutcome perform(Job job) throws InterruptedException {
    String name = UUID.randomUUID().toString();
    Path bars = settings.folder().resolve(name + ".bars");
    Path bundle = settings.folder().resolve(name + ".bundle");
    try {
      BarsFile.write(bars, job.task().data());
      WorkerProcess worker = job.task().isFresh() ? renewed() : ready();
      describe(worker, Optional.of(job.task().id()), worker.residentBytes());
      job.listener().onStarted(worker.pid());
      worker.send(request(job.task(), bars, bundle));
      TrainingOutcome outcome = await(worker, job, bundle);
      retireIfDue(worker);
      return outcome;
    } catch (IOException e) {
      return afterFault(e);
    } finally {
      delete(bars);
      delete(bundle);
    }
  }

  /** Ends the process at hand. */
  void leave() {
    WorkerProcess worker = process;
    process = null;
    if (worker != null) {
      boolean isInterrupted = Thread.interrupted();
      try {
        worker.kill();
      } catch (InterruptedException _) {
        isInterrupted = true;
      }
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
    describe(null, Optional.empty(), 0);
  }

  private TrainingOutcome await(WorkerProcess worker, Job job, Path bundle)
      throws InterruptedException {
    long startedAt = System.nanoTime();
    Duration deadline = job.task().deadline();
    while (true) {
      Message message = worker.poll(WATCH);
      Optional<TrainingOutcome> outcome =
          message == null ? Optional.empty() : outcome(worker, job, message, bundle);
      if (outcome.isPresent()) {
        return outcome.get();
      }
      long resident = worker.residentBytes();
      describe(worker, Optional.of(job.task().id()), resident);
      if (job.isCancelled() || job.isReturned()) {
        leave();
        return job.isCancelled() ? new Cancelled() : new Returned();
      }
      if (resident > (long) settings.limits().residentMebibytes() << 20) {
        leave();
        return new Failed(
            "memory limit of %d MiB exceeded".formatted(settings.limits().residentMebibytes()),
            false);
      }
      if (System.nanoTime() - startedAt > deadline.toNanos()) {
        leave();
        return new Failed("timed out after %s s".formatted(seconds(deadline)), false);
      }
    }
  }

  /** What a message means for the task; nothing if it goes on. */
  private Optional<TrainingOutcome> outcome(
      WorkerProcess worker, Job job, Message message, Path bundle) throws InterruptedException {
    return switch (message) {
      case Message.Frame(JsonObject json) -> outcome(job, json, bundle);
      case Message.Garbage(String what) -> {
        leave();
        yield Optional.of(new Failed("garbage from the worker: " + what, true));
      }
      case Message.End() -> {
        Ending ending = worker.ending();
        leave();
        yield Optional.of(new Failed(ending.reason(), ending.mayPass()));
      }
    };
  }

  private Optional<TrainingOutcome> outcome(Job job, JsonObject json, Path bundle) {
    try {
      if (!json.text("task").equals(job.task().id())) {
        throw new IllegalArgumentException("task: %s".formatted(json.text("task")));
      }
      return switch (json.text("type")) {
        case "progress" -> {
          job.listener().onProgress(progress(json));
          yield Optional.empty();
        }
        case "done" -> Optional.of(trained(json.text("sha256"), bundle));
        case "failed" -> Optional.of(new Failed(json.text("reason"), json.isTrue("may_pass")));
        default -> throw new IllegalArgumentException("type: %s".formatted(json.text("type")));
      };
    } catch (IllegalArgumentException | IOException | InvalidBundleException e) {
      leave();
      return Optional.of(new Failed("garbage from the worker: " + e.getMessage(), true));
    }
  }

  private static Trained trained(String sha256, Path bundle) throws IOException {
    TrainedModel model = TrainedModel.read(Files.readAllBytes(bundle));
    if (!model.sha256().equals(sha256)) {
      throw new IOException(
          "a bundle with hash %s (expected: %s)".formatted(model.sha256(), sha256));
    }
    return new Trained(model);
  }

  private static TrainingProgress progress(JsonObject json) {
    return new TrainingProgress(
        json.text("phase").equals(Phase.TRAINING.text()) ? Phase.TRAINING : Phase.PREPROCESSING,
        json.count("fold"),
        json.count("folds"),
        json.count("round"),
        json.count("rounds"),
        json.findText("metric").map(metric -> new Metric(metric, json.number("value"))),
        json.number("fraction"));
  }

  private WorkerProcess renewed() throws IOException, InterruptedException {
    WorkerProcess current = process;
    if (current != null && tasksDone > 0) {
      process = null;
      current.stop();
    }
    return ready();
  }

  private WorkerProcess ready() throws IOException, InterruptedException {
    WorkerProcess current = process;
    if (current != null && current.isAlive()) {
      return current;
    }
    leave();
    Path folder = settings.folder().resolve("worker-%d-%s".formatted(number, UUID.randomUUID()));
    WorkerProcess started =
        WorkerProcess.start(settings.command(), folder, settings.limits().heapMebibytes());
    process = started;
    processes++;
    tasksDone = 0;
    switch (started.poll(START)) {
      case Message.Frame(JsonObject json) when json.findText("type").equals(READY) -> {}
      case Message.Frame _, Message.Garbage _ -> throw new IOException("garbage at its start");
      case Message.End() -> throw new IOException(started.ending().reason());
      case null -> throw new IOException("not ready within %s s".formatted(START.toSeconds()));
    }
    return started;
  }

  /** After ten tasks, say, a process is replaced, so that what it leaks goes with it. */
  private void retireIfDue(WorkerProcess worker) throws InterruptedException {
    tasksDone++;
    if (process != null && tasksDone >= settings.limits().tasks()) {
      process = null;
      worker.stop();
    }
    describe(process, Optional.empty(), process == null ? 0 : worker.residentBytes());
  }

  private TrainingOutcome afterFault(IOException fault) {
    leave();
    return new Failed("the worker could not be used: " + fault.getMessage(), true);
  }

  private Map<String, @Nullable Object> request(TrainingTask task, Path bars, Path bundle) {
    Map<String, @Nullable Object> request = new LinkedHashMap<>();
    request.put("type", "train");
    request.put("task", task.id());
    request.put("spec", task.spec().tree());
    request.put("bars", bars.toString());
    request.put("bundle", bundle.toString());
    request.put("snapshot", task.versions().snapshot());
    request.put("kernel_version", task.versions().kernel());
    request.put("learning_version", task.versions().learning());
    request.put("threads", threads);
    return request;
  }

  private void describe(@Nullable WorkerProcess worker, Optional<String> task, long resident) {
    description =
        new WorkerDescription(
            number,
            worker == null ? OptionalLong.empty() : OptionalLong.of(worker.pid()),
            task,
            resident,
            tasksDone,
            Math.max(0, processes - 1));
  }

  private static String seconds(Duration duration) {
    double seconds = duration.toMillis() / 1000.0;
    return seconds == Math.rint(seconds) ? Long.toString((long) seconds) : Double.toString(seconds);
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException _) {
      // Left for the pool, which removes its folder, or the next one if this one dies.
    }
  }
}
