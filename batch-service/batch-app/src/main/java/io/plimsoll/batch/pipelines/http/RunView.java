package io.plimsoll.batch.pipelines.http;

import io.plimsoll.batch.pipelines.core.RunFacts;
import io.plimsoll.batch.pipelines.core.StoredRun;
import io.plimsoll.batch.pipelines.core.StoredStep;
import io.plimsoll.batchkernel.pipeline.PipelineRun;
import io.plimsoll.batchkernel.pipeline.StepRun;
import io.plimsoll.batchkernel.pipeline.StepTicket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A run as its readers see it.
 *
 * @param steps its doings in the order they were begun; left out in lists
 * @param result what its last step gave, once it is completed
 * @param reason why it failed, if it did
 */
record RunView(
    UUID id,
    String pipeline,
    int version,
    String status,
    String trigger,
    String startedBy,
    Map<String, Object> parameters,
    Optional<List<StepView>> steps,
    Optional<Map<String, Object>> result,
    Optional<String> reason,
    Instant startedAt,
    Optional<Instant> endedAt) {

  static RunView of(StoredRun run) {
    return of(run, Optional.empty());
  }

  static RunView of(StoredRun run, List<StoredStep> steps) {
    return of(run, Optional.of(steps.stream().map(StepView::of).toList()));
  }

  private static RunView of(StoredRun run, Optional<List<StepView>> steps) {
    return new RunView(
        run.id(),
        run.pipeline(),
        run.version(),
        RunFacts.statusOf(run.state()),
        run.audit().trigger(),
        run.audit().startedBy(),
        run.context().parameters(),
        steps,
        run.state() instanceof PipelineRun.Completed(Map<String, Object> result)
            ? Optional.of(result)
            : Optional.empty(),
        run.state() instanceof PipelineRun.Failed(String reason)
            ? Optional.of(reason)
            : Optional.empty(),
        run.audit().startedAt(),
        run.audit().end());
  }

  /**
   * One doing of a step.
   *
   * @param id also the id of its command and the correlation of the answers
   * @param each what it ran over; empty where the step does not fan out
   * @param made the model, simulation or risk run it became
   */
  record StepView(
      UUID id,
      String step,
      String command,
      Map<String, Object> each,
      Map<String, Object> request,
      String status,
      Optional<String> made,
      boolean duplicate,
      Optional<Map<String, Object>> result,
      Optional<String> reason,
      Instant startedAt,
      Optional<Instant> endedAt) {

    static StepView of(StoredStep step) {
      StepTicket ticket = step.state().ticket();
      boolean isDecision = ticket.command().isDecision();
      return new StepView(
          step.id(),
          ticket.step(),
          ticket.command().text(),
          ticket.each(),
          isDecision ? Map.of() : ticket.body(),
          RunFacts.statusOf(step.state()),
          step.made().isEmpty() ? Optional.empty() : Optional.of(step.made()),
          step.duplicate(),
          step.state() instanceof StepRun.Completed(_, Map<String, Object> result)
              ? Optional.of(result)
              : Optional.empty(),
          step.state() instanceof StepRun.Failed(_, String reason)
              ? Optional.of(reason)
              : Optional.empty(),
          step.startedAt(),
          step.end());
    }
  }
}
