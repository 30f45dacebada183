package io.plimsoll.trainingkernel.worker;

import io.plimsoll.trainingkernel.fit.TrainingProgress;

/** Hears of a task, on a thread of the pool; must not block long. */
public interface TaskListener {
  /** A worker process has taken the task. */
  void onStarted(long pid);

  /** The worker is that far. */
  void onProgress(TrainingProgress progress);

  /** Hears nothing. */
  static TaskListener none() {
    return new TaskListener() {
      @Override
      public void onStarted(long pid) {}

      @Override
      public void onProgress(TrainingProgress progress) {}
    };
  }
}
