package io.plimsoll.contracts.batch;

import java.util.UUID;

/**
 * A pipeline run was ended by request.
 *
 * @param runId the run
 * @param pipeline the pipeline's name
 * @param version the version of its definition
 */
public record PipelineCancelled(UUID runId, String pipeline, int version) {}
