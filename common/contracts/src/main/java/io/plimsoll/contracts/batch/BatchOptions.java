package io.plimsoll.contracts.batch;

import org.jspecify.annotations.Nullable;

/**
 * How a batch is worked through; every absent member has its default.
 *
 * @param maxConcurrent how many items run at once over all replicas, 1 to 500; default 5
 * @param itemTimeoutS how long one item may take, 1 to 86,400 seconds; default the processor's
 * @param maxAttempts how often an item is started before it is given up, 1 to 20; default 3
 * @param maxPages how many pages of a site site-scan reads, 1 to 20; default 3
 */
public record BatchOptions(
    @Nullable Integer maxConcurrent,
    @Nullable Integer itemTimeoutS,
    @Nullable Integer maxAttempts,
    @Nullable Integer maxPages) {}
