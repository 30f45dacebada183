package io.plimsoll.batch.items.http;

import io.plimsoll.batch.items.core.BatchProgress;
import io.plimsoll.batch.items.core.StoredBatch;
import io.plimsoll.contracts.batch.BatchTally;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A batch with where it stands.
 *
 * @param total distinct items; the five counts after it add up to it
 * @param progress the share of items that have ended, 0 to 1
 * @param etaS seconds until the end at the present pace; absent where nobody can know
 * @param processingTime seconds from the first item's begin to the end, or until now
 * @param error the last fault of an item that failed
 */
public record BatchView(
    UUID batchId,
    String processor,
    String status,
    boolean paused,
    boolean cancelling,
    int total,
    int pending,
    int processing,
    int completed,
    int failed,
    int cancelled,
    int duplicates,
    double progress,
    Optional<Double> etaS,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    Optional<Double> processingTime,
    Optional<String> error,
    Map<String, Object> options,
    String createdBy) {

  static BatchView of(StoredBatch batch, Optional<String> error) {
    BatchProgress progress = batch.progress();
    BatchTally tally = progress.tally();
    JsonObject options = batch.options().toJson();
    return new BatchView(
        batch.id(),
        batch.processor(),
        progress.status().text(),
        progress.paused() && !progress.status().isTerminal(),
        batch.record().cancelRequestedAt().isPresent() && !progress.status().isTerminal(),
        tally.total(),
        tally.pending(),
        tally.processing(),
        tally.completed(),
        tally.failed(),
        tally.cancelled(),
        batch.record().duplicates(),
        progress.progress(),
        progress.eta().map(BatchView::seconds),
        batch.record().createdAt(),
        progress.pace().startedAt(),
        progress.pace().finishedAt(),
        progress.pace().processingTime().map(BatchView::seconds),
        error,
        options.getMap(),
        batch.record().createdBy());
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
