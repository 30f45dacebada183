package io.plimsoll.contracts.batch;

import java.util.UUID;

/**
 * A pipeline run has ended without its result.
 *
 * @param runId the run
 * @param pipeline the pipeline's name
 * @param version the version of its definition
 * @param reason the step at fault and why
 */
public record PipelineFailed(UUID runId, String pipeline, int version, String reason) {}
