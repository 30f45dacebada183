package io.plimsoll.contracts.batch;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Answers a command that batch-service took on: the body of {@code StartPipelineAccepted}, {@code
 * ControlPipelineAccepted}, {@code ImportBarsAccepted}, {@code RunRiskAccepted} and {@code
 * SubmitBatchAccepted}.
 *
 * @param commandId the command's own id, which is also the event's correlation
 * @param id the pipeline run, import, risk run or batch
 * @param fingerprint what identifies it
 * @param duplicate whether it was there before
 */
public record BatchCommandAccepted(
    @Nullable String commandId, UUID id, String fingerprint, boolean duplicate) {}
