package io.plimsoll.contracts.batch;

import java.util.Map;
import java.util.UUID;

/**
 * A pipeline run has begun.
 *
 * @param runId the run
 * @param pipeline the pipeline's name
 * @param version the version of its definition that the run follows to its end
 * @param trigger what started it: http, kafka, cron or event
 * @param parameters its parameters, defaults filled in
 */
public record PipelineStarted(
    UUID runId, String pipeline, int version, String trigger, Map<String, Object> parameters) {}
