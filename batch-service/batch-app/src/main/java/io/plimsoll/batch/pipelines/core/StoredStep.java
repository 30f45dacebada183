package io.plimsoll.batch.pipelines.core;

import io.plimsoll.batchkernel.pipeline.StepRun;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One doing of a step as it is kept.
 *
 * @param id its id, also that of its command
 * @param state where it stands
 * @param made the model, simulation or risk run it became; empty if none
 * @param duplicate whether that was there before
 * @param startedAt when its command was written
 * @param endedAt when it ended; {@link Instant#MAX} while it goes on
 */
public record StoredStep(
    UUID id, StepRun state, String made, boolean duplicate, Instant startedAt, Instant endedAt) {
  /** When it ended, if it did. */
  public Optional<Instant> end() {
    return endedAt.equals(Instant.MAX) ? Optional.empty() : Optional.of(endedAt);
  }

  /** The same doing in another state. */
  public StoredStep in(StepRun next) {
    return new StoredStep(id, next, made, duplicate, startedAt, endedAt);
  }
}
