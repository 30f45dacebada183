package io.plimsoll.trainingkernel.worker;

import io.plimsoll.trainingkernel.fit.TrainedModel;

/** How a task ended. */
public sealed interface TrainingOutcome {

  /** The model is trained. */
  record Trained(TrainedModel model) implements TrainingOutcome {}

  /**
   * It could not be trained.
   *
   * @param reason why, for the record
   * @param mayPass whether another attempt may succeed
   */
  record Failed(String reason, boolean mayPass) implements TrainingOutcome {}

  /** It was cancelled. */
  record Cancelled() implements TrainingOutcome {}

  /** The pool shut down before it was done; it belongs back in the queue. */
  record Returned() implements TrainingOutcome {}
}
