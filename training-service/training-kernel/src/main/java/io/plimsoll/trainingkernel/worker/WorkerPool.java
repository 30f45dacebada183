package io.plimsoll.trainingkernel.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Trains in child processes, each of which does one task at a time and is replaced after some
 * tasks, after a crash, a cancel or a deadline.
 *
 * <p>A task whose process dies fails alone, with the reason; the next task starts a new process.
 * Each place has a thread of its own that feeds its process and watches its memory.
 */
public final class WorkerPool implements AutoCloseable {
  private static final Logger LOG = System.getLogger(WorkerPool.class.getName());

  private final List<Workplace> places = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final BlockingQueue<Job> waiting = new LinkedBlockingQueue<>();
  private final Map<String, Job> unfinished = new ConcurrentHashMap<>();
  private final WorkFolder folder;
  private volatile boolean isClosed;

  /**
   * How the pool works.
   *
   * @param workers how many processes; more than processors are capped
   * @param folder below it bars and bundles are handed over; other pools may use it too
   * @param command how a process is started
   * @param limits what a process may use
   */
  public record Settings(int workers, Path folder, WorkerCommand command, Limits limits) {
    public Settings {
      if (workers < 1) {
        throw new IllegalArgumentException("workers: %d (expected: 1 or more)".formatted(workers));
      }
      folder = folder.toAbsolutePath();
    }

    Settings in(Path other) {
      return new Settings(workers, other, command, limits);
    }
  }

  /**
   * What a process may use.
   *
   * @param residentMebibytes its resident memory; above it, it is killed
   * @param heapMebibytes its Java heap, which is a part of that
   * @param tasks after so many it is replaced
   */
  public record Limits(int residentMebibytes, int heapMebibytes, int tasks) {
    /** Two gibibytes, half of them heap, ten tasks. */
    public static final Limits STANDARD = new Limits(2048, 1024, 10);

    public Limits {
      if (residentMebibytes < 1 || heapMebibytes < 1 || tasks < 1) {
        throw new IllegalArgumentException(
            "limits: %d MiB, heap %d MiB, %d tasks (expected: 1 or more each)"
                .formatted(residentMebibytes, heapMebibytes, tasks));
      }
    }
  }

  /**
   * Opens a pool; processes are started when there is work.
   *
   * @throws UncheckedIOException if the folder cannot be made
   */
  public WorkerPool(Settings settings) {
    int processors = Runtime.getRuntime().availableProcessors();
    int workers = Math.min(settings.workers(), processors);
    if (workers < settings.workers()) {
      LOG.log(
          Level.WARNING,
          "workers capped: asked for {0}, processors {1}",
          settings.workers(),
          processors);
    }
    try {
      folder = WorkFolder.open(settings.folder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Settings own = settings.in(folder.path());
    for (int number = 0; number < workers; number++) {
      Workplace place = new Workplace(number, Math.max(1, processors / workers), own);
      places.add(place);
      threads.add(
          Thread.ofPlatform().daemon().name("worker-place-" + number).start(() -> serve(place)));
    }
  }

  /**
   * Takes a task; it starts when a place is free, first come, first served.
   *
   * @return how it ended; never completes exceptionally, and its cancellation has no effect
   * @throws IllegalStateException if the pool is closed or has an unfinished task of that id
   */
  public CompletableFuture<TrainingOutcome> submit(TrainingTask task, TaskListener listener) {
    Job job = new Job(task, listener);
    if (unfinished.putIfAbsent(task.id(), job) != null) {
      throw new IllegalStateException(
          "task %s: unfinished in the pool (expected: another id)".formatted(task.id()));
    }
    waiting.add(job);
    if (isClosed) {
      unfinished.remove(task.id());
      throw new IllegalStateException("pool: closed (expected: open)");
    }
    return job.outcome().copy();
  }

  /**
   * Cancels a task: a waiting one at once, a running one by killing its process.
   *
   * @return whether there was such an unfinished task
   */
  public boolean cancel(String taskId) {
    Job job = unfinished.get(taskId);
    if (job == null) {
      return false;
    }
    job.cancel();
    if (waiting.remove(job)) {
      finish(job, new TrainingOutcome.Cancelled());
    }
    return true;
  }

  /** What each place is doing. */
  public List<WorkerDescription> describe() {
    return places.stream().map(Workplace::describe).toList();
  }

  /** How many tasks wait for a place. */
  public int waitingTasks() {
    return waiting.size();
  }

  /**
   * Takes no more tasks, gives the waiting ones back, lets the running ones go on for a while, and
   * gives them back if they are not done then. Returns when all processes have ended.
   */
  public void close(Duration grace) {
    isClosed = true;
    for (Job job = waiting.poll(); job != null; job = waiting.poll()) {
      finish(job, new TrainingOutcome.Returned());
    }
    CompletableFuture<?>[] running =
        unfinished.values().stream().map(Job::outcome).toArray(CompletableFuture<?>[]::new);
    CompletableFuture<Void> drained =
        CompletableFuture.allOf(running)
            .completeOnTimeout(null, grace.toMillis(), TimeUnit.MILLISECONDS);
    drained.join();
    unfinished.values().forEach(Job::giveBack);
    threads.forEach(Thread::interrupt);
    boolean isInterrupted = false;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        isInterrupted = true;
      }
    }
    leaveFolder();
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void leaveFolder() {
    try {
      folder.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "work folder left for the next pool to remove", e);
    }
  }

  /** Closes without grace. */
  @Override
  public void close() {
    close(Duration.ZERO);
  }

  private void serve(Workplace place) {
    try {
      while (!isClosed) {
        Job job = waiting.take();
        TrainingOutcome outcome =
            job.isCancelled() ? new TrainingOutcome.Cancelled() : perform(place, job);
        finish(job, outcome);
      }
    } catch (InterruptedException _) {
      // The pool closes; the place is left below.
    } finally {
      place.leave();
    }
  }

  private TrainingOutcome perform(Workplace place, Job job) throws InterruptedException {
    try {
      return place.perform(job);
    } catch (InterruptedException e) {
      finish(job, new TrainingOutcome.Returned());
      throw e;
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "task failed in the pool", e);
      place.leave();
      return new TrainingOutcome.Failed(
          "%s: %s".formatted(e.getClass().getSimpleName(), e.getMessage()), false);
    }
  }

  private void finish(Job job, TrainingOutcome outcome) {
    unfinished.remove(job.task().id(), job);
    job.outcome().complete(outcome);
  }
}
