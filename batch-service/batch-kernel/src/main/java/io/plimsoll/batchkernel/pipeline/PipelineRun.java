package io.plimsoll.batchkernel.pipeline;

import java.util.Map;

/**
 * The state of a pipeline run.
 *
 * <pre>
 *             stop              settle
 *   Running --------> Stopping --------> Stopped
 *      ^  ^______________|                  |
 *      |      resume              resume    |
 *      '------------------------------------'
 *   Running, Stopping          -- complete --> Completed
 *   Running, Stopping          -- fail ------> Failed
 *   Running, Stopping, Stopped -- cancel ----> Cancelled
 * </pre>
 *
 * <p>While stopping, steps in flight may end but none is started; the run is stopped when none is
 * in flight.
 */
public sealed interface PipelineRun {
  /** It starts whatever is ready. */
  record Running() implements PipelineRun {
    /** Starts no further step. */
    public Stopping stop() {
      return new Stopping();
    }

    /** Ends it well. */
    public Completed complete(Map<String, Object> result) {
      return new Completed(result);
    }

    /** Ends it without its result. */
    public Failed fail(String reason) {
      return new Failed(reason);
    }

    /** Ends it by request. */
    public Cancelled cancel() {
      return new Cancelled();
    }
  }

  /** It waits for what is in flight. */
  record Stopping() implements PipelineRun {
    /** Goes on. */
    public Running resume() {
      return new Running();
    }

    /** Nothing is in flight any more. */
    public Stopped settle() {
      return new Stopped();
    }

    /** The last step ended while it stopped. */
    public Completed complete(Map<String, Object> result) {
      return new Completed(result);
    }

    /** A step failed while it stopped. */
    public Failed fail(String reason) {
      return new Failed(reason);
    }

    /** Ends it by request. */
    public Cancelled cancel() {
      return new Cancelled();
    }
  }

  /** It rests. */
  record Stopped() implements PipelineRun {
    /** Goes on. */
    public Running resume() {
      return new Running();
    }

    /** Ends it by request. */
    public Cancelled cancel() {
      return new Cancelled();
    }
  }

  /**
   * It ended well.
   *
   * @param result what its last step gave
   */
  record Completed(Map<String, Object> result) implements PipelineRun {
    public Completed {
      result = JsonTree.copyOf(result);
    }
  }

  /**
   * It ended without its result.
   *
   * @param reason the step at fault and why
   */
  record Failed(String reason) implements PipelineRun {}

  /** It was ended by request. */
  record Cancelled() implements PipelineRun {}
}
