package io.plimsoll.learning.algorithm;

import com.microsoft.ml.lightgbm.PredictionType;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMBooster.FeatureImportanceType;
import io.github.metarank.lightgbm4j.LGBMException;
import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads and applies LightGBM's models. */
final class LightgbmTrees {
  private static final String END_OF_TREES = "end of trees\n";

  private LightgbmTrees() {}

  /**
   * The text up to the end of the trees. What follows are importances and the parameters of the
   * fit, the number of threads among them.
   */
  static byte[] canonical(String text) {
    int end = text.indexOf(END_OF_TREES);
    if (end < 0) {
      throw new IllegalStateException("lightgbm model: without an end of trees");
    }
    return text.substring(0, end + END_OF_TREES.length()).getBytes(StandardCharsets.UTF_8);
  }

  static Vec gain(byte[] model, int columns) {
    try (LGBMBooster booster = load(model)) {
      if (booster.getNumFeature() != columns) {
        throw new IllegalArgumentException(
            "lightgbm model: of %d columns (expected: %d)"
                .formatted(booster.getNumFeature(), columns));
      }
      return Vec.ofUnsafe(booster.featureImportance(0, FeatureImportanceType.GAIN));
    } catch (LGBMException e) {
      throw new IllegalArgumentException("lightgbm model: unreadable", e);
    }
  }

  static Vec predict(byte[] model, Matrix inputs) {
    try (LGBMBooster booster = load(model)) {
      return Vec.ofUnsafe(
          booster.predictForMat(
              Floats.byRow(inputs),
              inputs.rows(),
              inputs.columns(),
              true,
              PredictionType.C_API_PREDICT_NORMAL,
              "num_threads=1"));
    } catch (LGBMException e) {
      throw new IllegalStateException("lightgbm model: does not predict", e);
    }
  }

  static Matrix contributions(byte[] model, Matrix inputs) {
    try (LGBMBooster booster = load(model)) {
      double[] values =
          booster.predictForMat(
              Floats.byRow(inputs),
              inputs.rows(),
              inputs.columns(),
              true,
              PredictionType.C_API_PREDICT_CONTRIB,
              "num_threads=1");
      int width = inputs.columns() + 1;
      List<Vec> columns = new ArrayList<>();
      for (int j = 0; j < inputs.columns(); j++) {
        double[] column = new double[inputs.rows()];
        for (int i = 0; i < column.length; i++) {
          column[i] = values[i * width + j];
        }
        columns.add(Vec.ofUnsafe(column));
      }
      return Matrix.ofColumns(columns);
    } catch (LGBMException e) {
      throw new IllegalStateException("lightgbm model: does not explain", e);
    }
  }

  private static LGBMBooster load(byte[] model) throws LGBMException {
    return LGBMBooster.loadModelFromString(new String(model, StandardCharsets.UTF_8));
  }
}
