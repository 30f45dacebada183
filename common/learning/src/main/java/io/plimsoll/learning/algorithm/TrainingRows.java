package io.plimsoll.learning.algorithm;

import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;

/**
 * Rows to learn from.
 *
 * @param inputs one row per example, pre-processed, finite
 * @param targets one per row, finite
 */
public record TrainingRows(Matrix inputs, Vec targets) {
  public TrainingRows {
    if (inputs.rows() != targets.size()) {
      throw new IllegalArgumentException(
          "targets: %d (expected: %d, one per row)".formatted(targets.size(), inputs.rows()));
    }
  }

  /** How many rows. */
  public int size() {
    return targets.size();
  }
}
