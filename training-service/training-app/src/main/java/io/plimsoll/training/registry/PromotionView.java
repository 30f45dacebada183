package io.plimsoll.training.registry;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One promotion or removal, as it was written down for ever. */
@Schema(name = "Promotion")
public record PromotionView(
    @Schema(examples = "AAPL 1d close+1") String line,
    @Schema(examples = "champion") String alias,
    @Schema(examples = "promoted", description = "promoted or removed") String action,
    UUID modelId,
    String modelName,
    String fingerprint,
    String artifactSha256,
    Instant at,
    String by,
    @Nullable String reason,
    @Nullable UUID replacedModelId) {}
