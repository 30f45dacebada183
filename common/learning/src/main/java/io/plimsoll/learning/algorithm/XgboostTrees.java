package io.plimsoll.learning.algorithm;

import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import java.io.IOException;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Reads and applies XGBoost's models. */
final class XgboostTrees {
  private XgboostTrees() {}

  static Vec gain(Booster booster, int columns) throws XGBoostError {
    String[] names = new String[columns];
    for (int j = 0; j < columns; j++) {
      names[j] = "f" + j;
    }
    Map<String, Double> scores = booster.getScore(names, "total_gain");
    double[] gain = new double[columns];
    for (int j = 0; j < columns; j++) {
      gain[j] = scores.getOrDefault(names[j], 0.0);
    }
    return Vec.ofUnsafe(gain);
  }

  static Vec gain(byte[] model, int columns) {
    try {
      Booster booster = XGBoost.loadModel(model);
      try {
        if (booster.getNumFeature() != columns) {
          throw new IllegalArgumentException(
              "xgboost model: of %d columns (expected: %d)"
                  .formatted(booster.getNumFeature(), columns));
        }
        return gain(booster, columns);
      } finally {
        booster.dispose();
      }
    } catch (XGBoostError | IOException e) {
      throw new IllegalArgumentException("xgboost model: unreadable", e);
    }
  }

  static Matrix contributions(byte[] model, Matrix inputs) {
    try {
      Booster booster = XGBoost.loadModel(model);
      DMatrix data = new DMatrix(Floats.byRow(inputs), inputs.rows(), inputs.columns(), Float.NaN);
      try {
        booster.setParam("nthread", 1);
        float[][] rows = booster.predictContrib(data, 0);
        return Floats.withoutLastColumn(rows, inputs.columns());
      } finally {
        data.dispose();
        booster.dispose();
      }
    } catch (XGBoostError | IOException e) {
      throw new IllegalStateException("xgboost model: does not explain", e);
    }
  }

  static Vec predict(byte[] model, Matrix inputs) {
    try {
      Booster booster = XGBoost.loadModel(model);
      DMatrix data = new DMatrix(Floats.byRow(inputs), inputs.rows(), inputs.columns(), Float.NaN);
      try {
        booster.setParam("nthread", 1);
        float[][] predictions = booster.predict(data);
        double[] values = new double[predictions.length];
        for (int i = 0; i < values.length; i++) {
          values[i] = predictions[i][0];
        }
        return Vec.ofUnsafe(values);
      } finally {
        data.dispose();
        booster.dispose();
      }
    } catch (XGBoostError | IOException e) {
      throw new IllegalStateException("xgboost model: does not predict", e);
    }
  }
}
