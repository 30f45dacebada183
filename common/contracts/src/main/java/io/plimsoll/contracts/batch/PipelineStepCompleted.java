package io.plimsoll.contracts.batch;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A step of a pipeline run has ended.
 *
 * @param runId the run
 * @param pipeline the pipeline's name
 * @param stepId the step row
 * @param step the step's name in the definition
 * @param key its fan-out key; empty where the step does not fan out
 * @param status completed, failed, skipped or cancelled
 * @param subject what the step made: a model, simulation or risk run; absent where it made none
 * @param reason why it failed; absent where it did not
 */
public record PipelineStepCompleted(
    UUID runId,
    String pipeline,
    UUID stepId,
    String step,
    String key,
    String status,
    @Nullable String subject,
    @Nullable String reason) {}
