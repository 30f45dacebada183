package io.plimsoll.contracts.batch;

import java.util.UUID;

/**
 * A batch goes on: it has begun, was paused, resumed or retried, or came further.
 *
 * @param batchId the batch
 * @param processor what is done with each item
 * @param status where the batch stands: pending or processing
 * @param paused whether no further item is begun
 * @param tally where its items stand
 */
public record BatchProgressed(
    UUID batchId, String processor, String status, boolean paused, BatchTally tally) {}
