package io.plimsoll.batch.pipelines.core;

import io.plimsoll.batchkernel.pipeline.PipelineRun;
import io.plimsoll.batchkernel.pipeline.RunContext;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A run as it is kept.
 *
 * @param id the run
 * @param pipeline its pipeline's name
 * @param version the version it follows
 * @param audit what started it, who and when, and when it ended
 * @param context its parameters and the fact that started it
 * @param state where it stands
 */
public record StoredRun(
    UUID id, String pipeline, int version, Audit audit, RunContext context, PipelineRun state) {

  /**
   * What started a run, who and when, and when it ended.
   *
   * @param trigger the kind of trigger
   * @param startedBy who
   * @param startedAt when
   * @param endedAt when it ended; {@link Instant#MAX} while it goes on
   */
  public record Audit(String trigger, String startedBy, Instant startedAt, Instant endedAt) {
    /** When it ended, if it did. */
    public Optional<Instant> end() {
      return endedAt.equals(Instant.MAX) ? Optional.empty() : Optional.of(endedAt);
    }
  }

  /** The same run in another state. */
  public StoredRun in(PipelineRun next) {
    return new StoredRun(id, pipeline, version, audit, context, next);
  }
}
