package io.plimsoll.contracts.batch;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one portfolio's night.
 *
 * @param portfolioId the portfolio
 * @param runId its risk run
 * @param fingerprint the run's fingerprint
 * @param status completed, completed_with_warnings, failed or skipped
 * @param duplicate whether the run was there already
 * @param nav net asset value in USD; absent where it could not be had
 * @param warnings what readers should know
 */
public record PortfolioRisk(
    long portfolioId,
    UUID runId,
    String fingerprint,
    String status,
    boolean duplicate,
    @Nullable BigDecimal nav,
    List<String> warnings) {
  public PortfolioRisk {
    warnings = List.copyOf(warnings);
  }
}
