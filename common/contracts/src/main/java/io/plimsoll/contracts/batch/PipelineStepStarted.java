package io.plimsoll.contracts.batch;

import java.util.UUID;

/**
 * A step of a pipeline run has sent its command.
 *
 * @param runId the run
 * @param pipeline the pipeline's name
 * @param stepId the step row, which is also the command's id and the answers' correlation
 * @param step the step's name in the definition
 * @param key its fan-out key; empty where the step does not fan out
 * @param command the command sent
 */
public record PipelineStepStarted(
    UUID runId, String pipeline, UUID stepId, String step, String key, String command) {}
