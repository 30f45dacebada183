package io.plimsoll.contracts.batch;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Asks batch-service to run the nightly risk sequence.
 *
 * @param portfolioId the portfolio; absent: every active one
 * @param asOf the exchange-local date; absent: the last closed session
 */
public record RunRisk(@Nullable Long portfolioId, @Nullable LocalDate asOf) {}
