package io.plimsoll.training.fit.http;

import io.plimsoll.training.fit.VerificationStore.Verification;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A model trained once more, and whether the same bits came out. */
@Schema(name = "Verification")
public record VerificationView(
    UUID id,
    UUID modelId,
    @Schema(
            examples = "completed",
            description = "pending, running, completed, failed or cancelled")
        String status,
    @Schema(description = "Whether both hashes are equal; absent until it is completed")
        @Nullable Boolean reproduced,
    @Schema(description = "SHA-256 of the model's bundle") String storedHash,
    @Schema(description = "SHA-256 of the bundle that came out this time")
        @Nullable String computedHash,
    String requestedBy,
    Instant requestedAt,
    @Nullable Instant finishedAt,
    @Schema(description = "A process that has done nothing before") @Nullable Long workerPid,
    @Nullable String workerHost,
    @Schema(description = "Why nothing came out") @Nullable String error) {

  static VerificationView of(Verification verification) {
    String stored = verification.hashes().stored();
    return new VerificationView(
        verification.id(),
        verification.model(),
        verification.status(),
        verification.hashes().computed().map(stored::equals).orElse(null),
        stored,
        verification.hashes().computed().orElse(null),
        verification.course().requestedBy(),
        verification.course().requestedAt(),
        verification.course().finishedAt().orElse(null),
        verification.course().workerPid().orElse(null),
        verification.course().workerHost().orElse(null),
        verification.error().orElse(null));
  }
}
