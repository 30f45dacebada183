package io.plimsoll.batch.marketdata.http;

import io.plimsoll.batch.marketdata.core.ReadPrices.SourceFault;
import io.plimsoll.batch.marketdata.core.StoredImport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An import as its readers see it.
 *
 * @param source csv, parquet, provider, or synthetic: prices nobody ever traded at
 * @param rows how many bars it held
 * @param chunks how many chunks it changed
 * @param duplicate whether all of it was there before
 * @param faults what was wrong with it, by file, line and column; nothing of it is stored then
 */
record ImportView(
    UUID importId,
    String source,
    String name,
    String status,
    long bytes,
    String sha256,
    long rows,
    int chunks,
    boolean duplicate,
    List<String> symbols,
    Optional<String> timeframe,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<String> snapshot,
    List<SourceFault> faults,
    String createdBy,
    Instant createdAt,
    Optional<Instant> finishedAt) {

  static ImportView of(StoredImport stored) {
    StoredImport.Outcome outcome = stored.outcome();
    return new ImportView(
        stored.id(),
        stored.source(),
        stored.name(),
        stored.status(),
        stored.upload().bytes(),
        stored.upload().sha256(),
        outcome.rows(),
        outcome.chunks(),
        outcome.duplicate(),
        outcome.symbols(),
        outcome.span().map(StoredImport.Span::timeframe),
        outcome.span().map(StoredImport.Span::from),
        outcome.span().map(StoredImport.Span::to),
        outcome.snapshot(),
        stored.faults(),
        stored.upload().createdBy(),
        stored.upload().createdAt(),
        outcome.finishedAt());
  }
}
