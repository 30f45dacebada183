package io.plimsoll.trainingkernel.worker;

import java.util.concurrent.CompletableFuture;

/** A task in the pool and what is to become of it. */
final class Job {
  private final TrainingTask task;
  private final TaskListener listener;
  private final CompletableFuture<TrainingOutcome> outcome = new CompletableFuture<>();
  private volatile boolean isCancelled;
  private volatile boolean isReturned;

  Job(TrainingTask task, TaskListener listener) {
    this.task = task;
    this.listener = listener;
  }

  TrainingTask task() {
    return task;
  }

  TaskListener listener() {
    return listener;
  }

  CompletableFuture<TrainingOutcome> outcome() {
    return outcome;
  }

  void cancel() {
    isCancelled = true;
  }

  void giveBack() {
    isReturned = true;
  }

  boolean isCancelled() {
    return isCancelled;
  }

  boolean isReturned() {
    return isReturned;
  }
}
