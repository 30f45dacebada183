package io.plimsoll.contracts.batch;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something failed that somebody should know of.
 *
 * @param id of the alert
 * @param source what raised it, {@code nightly-risk}
 * @param job the job's name, {@code stress_testing}
 * @param portfolioId whose, where it is one's
 * @param runId the run that the job belongs to, where it has one
 * @param cause why it failed
 */
public record AlertRaised(
    UUID id,
    String source,
    String job,
    @Nullable Long portfolioId,
    @Nullable UUID runId,
    String cause) {}
