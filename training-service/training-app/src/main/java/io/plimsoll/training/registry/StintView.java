package io.plimsoll.training.registry;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** From when to when a model held an alias. All of it is by value and outlives the model. */
@Schema(name = "AliasStint")
public record StintView(
    @Schema(examples = "AAPL 1d close+1", description = "What is predicted") String line,
    @Schema(examples = "champion") String alias,
    UUID modelId,
    String modelName,
    String fingerprint,
    String artifactSha256,
    Instant heldFrom,
    @Schema(description = "Absent while it holds the alias") @Nullable Instant heldUntil,
    String promotedBy,
    @Schema(examples = "beat the champion on three holdouts") @Nullable String reason,
    @Schema(description = "The model that held the alias before") @Nullable UUID replacedModelId) {}
