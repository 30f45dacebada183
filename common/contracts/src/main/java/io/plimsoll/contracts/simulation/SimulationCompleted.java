package io.plimsoll.contracts.simulation;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A simulation is computed and stored.
 *
 * @param span out_of_fold, holdout, live or in_sample
 * @param stats the statistics by name; one without a value is absent
 * @param holdoutLooks how often the model's holdout has been looked at, where the span is holdout
 * @param duplicate whether the record was there before the command that this answers
 */
public record SimulationCompleted(
    UUID simulationId,
    String fingerprint,
    UUID modelId,
    String ticker,
    String timeframe,
    String span,
    Map<String, Double> stats,
    @Nullable Integer holdoutLooks,
    boolean duplicate) {

  public SimulationCompleted {
    stats = Collections.unmodifiableMap(new TreeMap<>(stats));
  }
}
