package io.plimsoll.batch.marketdata.http;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which daily bars are wanted.
 *
 * @param symbols the symbols
 * @param from default a week before {@code to}
 * @param to default today at the exchange
 */
record ProviderBody(
    @Nullable List<String> symbols, @Nullable LocalDate from, @Nullable LocalDate to) {}
