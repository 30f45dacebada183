package io.plimsoll.contracts.batch;

import java.util.Map;
import java.util.UUID;

/**
 * A pipeline run has ended well.
 *
 * @param runId the run
 * @param pipeline the pipeline's name
 * @param version the version of its definition
 * @param result what its last step gave; for {@code research}: candidates, chosen, holdout,
 *     promoted and the reasons
 */
public record PipelineCompleted(
    UUID runId, String pipeline, int version, Map<String, Object> result) {}
