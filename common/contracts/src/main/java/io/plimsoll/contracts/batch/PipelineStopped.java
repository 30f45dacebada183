package io.plimsoll.contracts.batch;

import java.util.UUID;

/**
 * A pipeline run has come to rest after a stop; it can be resumed or cancelled.
 *
 * @param runId the run
 * @param pipeline the pipeline's name
 * @param version the version of its definition
 */
public record PipelineStopped(UUID runId, String pipeline, int version) {}
