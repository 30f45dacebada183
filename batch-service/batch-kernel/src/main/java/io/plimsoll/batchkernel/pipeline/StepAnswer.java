package io.plimsoll.batchkernel.pipeline;

import java.util.Map;

/**
 * What the owner of a command says about it. An answer that comes late, or again, moves nothing.
 */
public sealed interface StepAnswer {
  /**
   * The owner took it.
   *
   * @param subject the model, simulation or risk run it became
   * @param duplicate whether that was there before
   */
  record Accepted(String subject, boolean duplicate) implements StepAnswer {}

  /**
   * The owner finished it.
   *
   * @param result the body of the fact that says so
   */
  record Completed(Map<String, Object> result) implements StepAnswer {
    public Completed {
      result = JsonTree.copyOf(result);
    }
  }

  /**
   * The owner refused it or could not finish it.
   *
   * @param reason why
   */
  record Failed(String reason) implements StepAnswer {}

  /** The step after this answer; the same step where the answer changes nothing. */
  default StepRun appliedTo(StepRun step) {
    return switch (step) {
      case StepRun.Sent sent ->
          switch (this) {
            case Accepted(String subject, boolean duplicate) -> sent.accept(subject, duplicate);
            case Completed(Map<String, Object> result) -> sent.complete(result);
            case Failed(String reason) -> sent.fail(reason);
          };
      case StepRun.Accepted accepted ->
          switch (this) {
            case Accepted _ -> accepted;
            case Completed(Map<String, Object> result) -> accepted.complete(result);
            case Failed(String reason) -> accepted.fail(reason);
          };
      case StepRun.Completed _, StepRun.Failed _, StepRun.Skipped _, StepRun.Cancelled _ -> step;
    };
  }
}
