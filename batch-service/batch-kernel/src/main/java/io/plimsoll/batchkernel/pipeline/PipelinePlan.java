package io.plimsoll.batchkernel.pipeline;

import java.util.List;

/**
 * What a run does next.
 *
 * @param added doings that did not exist: those sent, skipped, and the decisions taken
 * @param run the state of the run after that
 */
public record PipelinePlan(List<StepRun> added, PipelineRun run) {
  public PipelinePlan {
    added = List.copyOf(added);
  }
}
