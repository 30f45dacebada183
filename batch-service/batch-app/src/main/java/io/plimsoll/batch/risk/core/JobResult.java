package io.plimsoll.batch.risk.core;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What one job of a night came to.
 *
 * @param name as in the API
 * @param outcome how it ended
 * @param warnings what readers should know
 * @param error why it failed or was skipped
 * @param took how long it ran
 * @param records how many rows it made
 */
public record JobResult(
    Name name,
    Outcome outcome,
    List<String> warnings,
    Optional<String> error,
    Duration took,
    int records) {
  public JobResult {
    warnings = List.copyOf(warnings);
  }

  /** The jobs in their order. */
  public enum Name {
    POSITION_VALUES,
    PORTFOLIO_AGGREGATION,
    GREEKS_CALCULATION,
    FACTOR_ANALYSIS,
    MARKET_RISK_SCENARIOS,
    STRESS_TESTING,
    PORTFOLIO_SNAPSHOT,
    /** On Tuesdays only, or on the next session. */
    POSITION_CORRELATIONS;

    /** As in the API. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How a job ended. */
  public enum Outcome {
    COMPLETED,
    COMPLETED_WITH_WARNINGS,
    FAILED,
    SKIPPED
  }

  static JobResult done(Name name, List<String> warnings, Duration took, int records) {
    Outcome outcome = warnings.isEmpty() ? Outcome.COMPLETED : Outcome.COMPLETED_WITH_WARNINGS;
    return new JobResult(name, outcome, warnings, Optional.empty(), took, records);
  }

  static JobResult skipped(Name name, String reason) {
    return new JobResult(name, Outcome.SKIPPED, List.of(), Optional.of(reason), Duration.ZERO, 0);
  }

  static JobResult failed(Name name, String reason, Duration took) {
    return new JobResult(name, Outcome.FAILED, List.of(), Optional.of(reason), took, 0);
  }
}
