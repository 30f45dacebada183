package io.plimsoll.training.registry.http;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why a model is promoted. */
@Schema(name = "PromotionRequest")
record PromotionBody(
    @Schema(examples = "beat the champion on three holdouts", required = true)
        @Nullable String reason) {}
