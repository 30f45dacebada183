package io.plimsoll.contracts.batch;

/**
 * How many items of a batch stand where; the five add up to the total.
 *
 * @param total all of them
 * @param pending wait
 * @param processing are being worked on
 * @param completed have a result
 * @param failed were refused or given up
 * @param cancelled were ended by request
 */
public record BatchTally(
    int total, int pending, int processing, int completed, int failed, int cancelled) {}
