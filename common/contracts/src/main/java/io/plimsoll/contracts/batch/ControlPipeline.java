package io.plimsoll.contracts.batch;

import java.util.UUID;

/**
 * Asks batch-service to stop, resume or cancel a pipeline run.
 *
 * @param runId the run
 * @param action what to do with it
 */
public record ControlPipeline(UUID runId, PipelineAction action) {}
