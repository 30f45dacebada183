package io.plimsoll.contracts.batch;

import java.util.UUID;

/**
 * Every item of a batch has failed.
 *
 * @param batchId the batch
 * @param processor what was to be done with each item
 * @param error the last fault of an item
 * @param tally where its items stand
 */
public record BatchFailed(UUID batchId, String processor, String error, BatchTally tally) {}
