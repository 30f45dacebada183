package io.plimsoll.contracts.batch;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A risk run could not be carried out at all.
 *
 * @param id the id of the request
 * @param asOf the exchange-local date, where it was known
 * @param error why
 */
public record RiskRunFailed(UUID id, @Nullable LocalDate asOf, String error) {}
