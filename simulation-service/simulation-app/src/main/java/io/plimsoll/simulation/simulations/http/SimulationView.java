package io.plimsoll.simulation.simulations.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.simulation.simulations.SimulationRecord;
import io.plimsoll.simulation.simulations.SimulationStore.FamilyTrials;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * A stored simulation.
 *
 * @param stats every statistic by name, null where it has no value
 * @param selection what the number of tries says of it; changes as the family grows
 * @param holdoutLooks how many looks the family's holdout has had, for span holdout
 */
public record SimulationView(
    UUID simulationId,
    String fingerprint,
    String status,
    UUID modelId,
    String ticker,
    String timeframe,
    String span,
    JsonNode params,
    Optional<JsonNode> stats,
    Optional<SelectionView> selection,
    Optional<Integer> holdoutLooks,
    Optional<String> resultHash,
    String bundleSha256,
    String snapshot,
    String kernelVersion,
    String architecture,
    String requestedBy,
    Optional<String> error,
    Instant createdAt,
    Optional<Instant> finishedAt) {

  static SimulationView of(SimulationRecord record, FamilyTrials trials, OptionalInt looks) {
    return new SimulationView(
        record.id(),
        record.identity().fingerprint(),
        record.progress().status().text(),
        record.subject().modelId(),
        record.subject().ticker(),
        record.subject().timeframe(),
        record.subject().span().json(),
        StatsJson.of(record.params()),
        record.stats().map(StatsJson::of),
        record.stats().map(_ -> SelectionView.of(record, trials)),
        looks.isPresent() ? Optional.of(looks.getAsInt()) : Optional.empty(),
        record.resultHash(),
        record.identity().bundle(),
        record.identity().snapshot(),
        record.identity().origin().kernelVersion(),
        record.identity().origin().architecture(),
        record.identity().origin().requestedBy(),
        record.progress().error(),
        record.progress().createdAt(),
        record.progress().finishedAt());
  }
}
