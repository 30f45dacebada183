package io.plimsoll.learning.algorithm;

import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import java.util.Optional;

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

  /**
   * What each column adds to the prediction of each row, where the model is made of trees: exact
   * Shapley values in the units of the sum that the link is applied to.
   *
   * <p>Shape: one row per row and one column per column of the inputs. Cost: O(leaves depth^2) per
   * tree and row. Source: Lundberg, Erion and Lee (2018), "Consistent individualized feature
   * attribution for tree ensembles", algorithm 2, as the libraries implement it.
   *
   * @return nothing for a linear model, whose weights say as much
   */
  Optional<Matrix> contributions(Matrix inputs);

  /** How that importance is called on the wire. */
  String importanceMethod();

  /** The model's format on disk. */
  ModelFormat format();

  /** The model as bytes, in its format. */
  byte[] toBytes();
}
