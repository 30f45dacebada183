package io.plimsoll.batch.risk.core;

import io.plimsoll.batchkernel.correlation.CorrelationStudy;
import io.plimsoll.batchkernel.factor.FactorExposures;
import io.plimsoll.batchkernel.factor.FactorStudy;
import io.plimsoll.batchkernel.stress.MarketRisk;
import io.plimsoll.batchkernel.stress.StressTest;
import io.plimsoll.batchkernel.valuation.PortfolioGreeks;
import io.plimsoll.batchkernel.valuation.PortfolioSnapshot;
import io.plimsoll.batchkernel.valuation.PortfolioValuation;
import io.plimsoll.kernel.identity.Fingerprint;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one portfolio's night came to.
 *
 * @param portfolioId the portfolio
 * @param asOf the exchange-local date
 * @param fingerprint of the inputs and the kernel
 * @param inputs what was fingerprinted, for the record
 * @param jobs in their order
 * @param valuation empty when the night was skipped
 * @param greeks empty when they could not be computed
 * @param findings of the engines between Greeks and snapshot, and of the correlations
 * @param snapshot empty when the night was skipped
 */
public record NightResult(
    long portfolioId,
    LocalDate asOf,
    Fingerprint fingerprint,
    Map<String, Object> inputs,
    List<JobResult> jobs,
    Optional<PortfolioValuation> valuation,
    Optional<PortfolioGreeks> greeks,
    Findings findings,
    Optional<PortfolioSnapshot> snapshot) {
  public NightResult {
    inputs = Map.copyOf(inputs);
    jobs = List.copyOf(jobs);
  }

  /**
   * What the risk engines found; each part is empty when its engine failed or did not run.
   *
   * @param factors exposures, with the betas that they rest on
   * @param marketRisk moves and tails
   * @param stress scenarios
   * @param correlations on the days on which they run
   */
  public record Findings(
      Optional<Factors> factors,
      Optional<MarketRisk> marketRisk,
      Optional<StressTest> stress,
      Optional<CorrelationStudy> correlations) {
    static final Findings NONE =
        new Findings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * Exposures and betas.
   *
   * @param exposures of the portfolio
   * @param study of the day
   */
  public record Factors(FactorExposures exposures, FactorStudy study) {}

  /** The whole night: failed if a critical job failed, else the worst that its jobs came to. */
  public JobResult.Outcome outcome() {
    if (has(JobResult.Outcome.SKIPPED) && snapshot.isEmpty() && !has(JobResult.Outcome.FAILED)) {
      return JobResult.Outcome.SKIPPED;
    }
    if (snapshot.isEmpty()) {
      return JobResult.Outcome.FAILED;
    }
    return has(JobResult.Outcome.FAILED) || has(JobResult.Outcome.COMPLETED_WITH_WARNINGS)
        ? JobResult.Outcome.COMPLETED_WITH_WARNINGS
        : JobResult.Outcome.COMPLETED;
  }

  /** The warnings of all jobs, in their order. */
  public List<String> warnings() {
    return jobs.stream().flatMap(job -> job.warnings().stream()).distinct().toList();
  }

  private boolean has(JobResult.Outcome outcome) {
    return jobs.stream().anyMatch(job -> job.outcome() == outcome);
  }
}
