package io.plimsoll.contracts.training;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An alias points to another model from now on.
 *
 * @param line what is predicted: symbol, timeframe, target and horizon; an alias belongs to a line
 * @param alias champion, challenger or another name
 * @param replacedModelId the model that held the alias before; absent if none did
 * @param promotedBy who asked for it
 * @param reason why
 */
public record ModelPromoted(
    UUID modelId,
    String name,
    String fingerprint,
    String symbol,
    String timeframe,
    String line,
    String alias,
    String artifactSha256,
    @Nullable UUID replacedModelId,
    String promotedBy,
    String reason,
    Instant promotedAt) {}
