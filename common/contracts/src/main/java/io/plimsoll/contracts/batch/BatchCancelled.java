package io.plimsoll.contracts.batch;

import java.util.UUID;

/**
 * A batch was cancelled and nothing of it is under way any more.
 *
 * @param batchId the batch
 * @param processor what was done with each item
 * @param tally where its items stand
 */
public record BatchCancelled(UUID batchId, String processor, BatchTally tally) {}
