package io.plimsoll.contracts.batch;

import java.util.Map;
import java.util.UUID;

/**
 * A pipeline run found a candidate that met every criterion out of fold and held on the holdout.
 *
 * @param runId the run
 * @param pipeline the pipeline's name
 * @param modelId the promoted model
 * @param chosen the candidate: model, threshold, simulation and its figures
 */
public record PipelinePromoted(
    UUID runId, String pipeline, String modelId, Map<String, Object> chosen) {}
