package io.plimsoll.trainingkernel.split;

import io.plimsoll.kernel.array.IntVec;

/**
 * Rows to learn from and rows to predict.
 *
 * @param number from 0
 * @param train the training rows, ascending
 * @param test the rows that are predicted
 */
public record Fold(int number, IntVec train, RowSpan test) {}
