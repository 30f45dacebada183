package io.plimsoll.contracts.batch;

import java.util.UUID;

/**
 * Every item of a batch has ended, at least one of them with a result.
 *
 * @param batchId the batch
 * @param processor what was done with each item
 * @param status completed, or completed_with_errors when some items failed
 * @param tally where its items stand
 */
public record BatchCompleted(UUID batchId, String processor, String status, BatchTally tally) {}
