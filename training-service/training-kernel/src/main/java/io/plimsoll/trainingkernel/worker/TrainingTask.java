package io.plimsoll.trainingkernel.worker;

import io.plimsoll.learning.feature.MarketData;
import io.plimsoll.trainingkernel.spec.TrainingSpec;
import java.time.Duration;

/**
 * A training for the pool.
 *
 * @param id its name in the pool, unique among the unfinished ones
 * @param spec what is trained
 * @param data on which bars, raw
 * @param versions what goes into the model's identity beside the spec
 * @param deadline how long it may take in a worker
 * @param isFresh whether it wants a process that has done nothing before
 */
public record TrainingTask(
    String id,
    TrainingSpec spec,
    MarketData data,
    Versions versions,
    Duration deadline,
    boolean isFresh) {
  public TrainingTask {
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("deadline: %s (expected: above 0)".formatted(deadline));
    }
  }

  /** A training that any process may do. */
  public TrainingTask(
      String id, TrainingSpec spec, MarketData data, Versions versions, Duration deadline) {
    this(id, spec, data, versions, deadline, false);
  }

  /** The same in a process that has done nothing before. */
  public TrainingTask inFreshProcess() {
    return new TrainingTask(id, spec, data, versions, deadline, true);
  }

  /**
   * What goes into the model's identity beside the spec.
   *
   * @param snapshot the hash of the bars
   * @param kernel the hash of the training code
   * @param learning the hash of the code that serves
   */
  public record Versions(String snapshot, String kernel, String learning) {}
}
