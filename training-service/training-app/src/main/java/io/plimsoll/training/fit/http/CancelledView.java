package io.plimsoll.training.fit.http;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to a cancellation, which takes effect within a second or so. */
@Schema(name = "CancelAnswer")
public record CancelledView(UUID id, @Schema(examples = "cancelling") String status) {}
