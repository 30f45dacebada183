package io.plimsoll.batch.pipelines.core;

import io.plimsoll.batchkernel.pipeline.PipelineDefinition;
import java.time.Instant;

/**
 * A definition with its place in the history of its name.
 *
 * @param definition what runs follow
 * @param version from 1; a run follows the version it began with
 * @param fingerprint of the definition
 * @param createdBy who wrote it
 * @param createdAt when
 */
public record StoredPipeline(
    PipelineDefinition definition,
    int version,
    String fingerprint,
    String createdBy,
    Instant createdAt) {
  /** The pipeline's name. */
  public String name() {
    return definition.name();
  }
}
