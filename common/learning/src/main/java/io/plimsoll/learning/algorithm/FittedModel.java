package io.plimsoll.learning.algorithm;

import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;

/** A model that has been fitted and only predicts; no thread-bound or native state is kept. */
public sealed interface FittedModel permits LinearModel, TreesModel {

  /**
   * Predicts each row: the target's value, or for a classification the probability of class 1.
   *
   * @param inputs pre-processed as the training rows were
   */
  Vec predict(Matrix inputs);

  /**
   * How much each input column counts inside the model: the absolute weight of a linear model, the
   * total gain of the splits of a tree model; 0 for an unused column.
   */
  Vec importance();

  /** How that importance is called on the wire. */
  String importanceMethod();

  /** The model's format on disk. */
  ModelFormat format();

  /** The model as bytes, in its format. */
  byte[] toBytes();
}
