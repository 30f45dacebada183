package io.plimsoll.batchkernel.pipeline;

import java.util.Map;

/**
 * The state of one doing of a step; one that has not begun has none.
 *
 * <pre>
 *   Sent -- accept --> Accepted
 *   Sent, Accepted -- complete --> Completed
 *   Sent, Accepted -- fail ------> Failed
 *   Sent, Accepted -- cancel ----> Cancelled
 *   Skipped: its condition did not hold, or there was nothing to run over
 * </pre>
 */
public sealed interface StepRun {
  /** Which doing of which step. */
  StepTicket ticket();

  /** Whether an answer is still to come. */
  default boolean isInFlight() {
    return switch (this) {
      case Sent _, Accepted _ -> true;
      case Completed _, Failed _, Cancelled _, Skipped _ -> false;
    };
  }

  /** Its command is on its way. */
  record Sent(StepTicket ticket) implements StepRun {
    /** The owner took the command. */
    public Accepted accept(String subject, boolean duplicate) {
      return new Accepted(ticket, subject, duplicate);
    }

    /** The owner finished it. */
    public Completed complete(Map<String, Object> result) {
      return new Completed(ticket, result);
    }

    /** The owner refused it or could not finish it. */
    public Failed fail(String reason) {
      return new Failed(ticket, reason);
    }

    /** The run was cancelled. */
    public Cancelled cancel() {
      return new Cancelled(ticket);
    }
  }

  /**
   * The owner works on it.
   *
   * @param subject the model, simulation or risk run it became
   * @param duplicate whether the owner had that already
   */
  record Accepted(StepTicket ticket, String subject, boolean duplicate) implements StepRun {
    /** The owner finished it. */
    public Completed complete(Map<String, Object> result) {
      return new Completed(ticket, result);
    }

    /** The owner could not finish it. */
    public Failed fail(String reason) {
      return new Failed(ticket, reason);
    }

    /** The run was cancelled. */
    public Cancelled cancel() {
      return new Cancelled(ticket);
    }
  }

  /** It gave a result. */
  record Completed(StepTicket ticket, Map<String, Object> result) implements StepRun {
    public Completed {
      result = JsonTree.copyOf(result);
    }
  }

  /** It gave none. */
  record Failed(StepTicket ticket, String reason) implements StepRun {}

  /** It was not needed. */
  record Skipped(StepTicket ticket) implements StepRun {}

  /** It was given up. */
  record Cancelled(StepTicket ticket) implements StepRun {}
}
