package io.plimsoll.training.fit.http;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The identity that a request would have. */
@Schema(name = "FingerprintAnswer")
public record FingerprintView(
    String fingerprint,
    @Schema(description = "Whether a live model has it") boolean exists,
    @Nullable UUID modelId) {}
