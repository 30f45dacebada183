package io.plimsoll.batch.marketdata.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An import as it is kept.
 *
 * @param id the import
 * @param source csv, parquet, provider or synthetic
 * @param name the file's name
 * @param status queued, completed or failed
 * @param upload what was sent, by whom
 * @param outcome what became of it
 * @param faults what was wrong with it
 */
public record StoredImport(
    UUID id,
    String source,
    String name,
    String status,
    Upload upload,
    Outcome outcome,
    List<ReadPrices.SourceFault> faults) {
  public StoredImport {
    faults = List.copyOf(faults);
  }

  /** What was sent, by whom and when. */
  public record Upload(long bytes, String sha256, String createdBy, Instant createdAt) {}

  /**
   * What became of an import.
   *
   * @param rows how many bars it held
   * @param chunks how many chunks changed
   * @param duplicate whether all of it was there before
   * @param symbols its symbols
   * @param span its timeframe, and the opens of its first and last bar
   * @param snapshot the data as they were after it
   * @param finishedAt when it ended
   */
  public record Outcome(
      long rows,
      int chunks,
      boolean duplicate,
      List<String> symbols,
      Optional<Span> span,
      Optional<String> snapshot,
      Optional<Instant> finishedAt) {}

  /** A timeframe and the opens of the first and the last bar. */
  public record Span(String timeframe, Instant from, Instant to) {}
}
