package io.plimsoll.learning.bundle;

import io.plimsoll.kernel.array.IntVec;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.learning.algorithm.FittedModel;
import io.plimsoll.learning.feature.FeatureFrame;
import io.plimsoll.learning.preprocess.FittedPreprocessing;
import java.util.stream.IntStream;

/**
 * Pre-processing and model, fitted to the same training rows.
 *
 * @param preprocessing makes the model's columns of features
 * @param model predicts from them
 */
public record Fit(FittedPreprocessing preprocessing, FittedModel model) {

  /**
   * Predicts the chosen rows of a frame, whatever they know.
   *
   * @return one prediction per chosen row
   */
  public Vec predict(FeatureFrame frame, IntVec rows) {
    return rows.size() == 0 ? Vec.empty() : model.predict(preprocessing.apply(frame, rows));
  }

  /** Of the rows from..to-1, those at which every feature in use has had a value. */
  IntVec knownRows(FeatureFrame frame, int from, int to) {
    int first = Math.max(from, preprocessing.firstKnownRow(frame));
    return IntVec.of(IntStream.range(first, Math.max(first, to)).toArray());
  }
}
