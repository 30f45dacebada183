package io.plimsoll.simulation.simulations;

import io.plimsoll.simulation.simulations.core.Span;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A stored simulation without its trades and its equity.
 *
 * @param params the request with all defaults filled in
 * @param stats every statistic by name, there once it is completed
 * @param resultHash equal for equal results, there once it is completed
 */
public record SimulationRecord(
    Identity identity,
    Subject subject,
    JsonObject params,
    Progress progress,
    Optional<JsonObject> stats,
    Optional<String> resultHash) {

  /** What names it and what it was made of. */
  public record Identity(
      UUID id, String fingerprint, String family, String bundle, String snapshot, Origin origin) {}

  /** The code it is made by, where, and who asked first. */
  public record Origin(String kernelVersion, String architecture, String requestedBy) {}

  /** What it is about. */
  public record Subject(UUID modelId, String ticker, String timeframe, Span span) {}

  /** Where it stands. */
  public record Progress(
      SimulationStatus status,
      Optional<String> error,
      Instant createdAt,
      Optional<Instant> finishedAt) {}

  /** Its id. */
  public UUID id() {
    return identity.id();
  }

  /** Whether there is a result. */
  public boolean isCompleted() {
    return progress.status() == SimulationStatus.COMPLETED;
  }
}
