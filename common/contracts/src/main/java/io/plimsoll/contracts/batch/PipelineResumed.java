package io.plimsoll.contracts.batch;

import java.util.UUID;

/**
 * A stopped pipeline run goes on.
 *
 * @param runId the run
 * @param pipeline the pipeline's name
 * @param version the version of its definition
 */
public record PipelineResumed(UUID runId, String pipeline, int version) {}
