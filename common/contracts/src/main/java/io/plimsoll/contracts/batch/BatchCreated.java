package io.plimsoll.contracts.batch;

import java.util.UUID;

/**
 * A batch was taken on.
 *
 * @param batchId the batch
 * @param processor what is done with each item
 * @param total distinct items, those that are refused among them
 * @param duplicates how many items were there more than once and were merged
 * @param rejected how many items were refused at once
 */
public record BatchCreated(
    UUID batchId, String processor, int total, int duplicates, int rejected) {}
