package io.plimsoll.learning.algorithm;

import static io.plimsoll.learning.algorithm.Hyperparameter.number;
import static io.plimsoll.learning.algorithm.Hyperparameter.whole;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Trees fitted by XGBoost's histogram method: boosted, or a forest in one round of parallel trees.
 *
 * <p>The model's bytes are the same for any number of threads: the histogram method adds in a fixed
 * order, and the seed is the spec's.
 */
record GradientTrees(String name, Task task, boolean isForest) implements Algorithm {
  private static final List<Hyperparameter> BOOSTING =
      List.of(
          whole("n_estimators", 100, 1, 5000),
          whole("max_depth", 4, 1, 16),
          number("learning_rate", 0.1, 1e-4, 1),
          number("subsample", 0.8, 0.01, 1),
          number("colsample_bytree", 0.8, 0.01, 1),
          number("min_child_weight", 5, 0, 1e6),
          number("reg_lambda", 1, 0, 1e6),
          number("reg_alpha", 0, 0, 1e6),
          number("gamma", 0, 0, 1e6),
          whole("max_bin", 256, 2, 1024));
  private static final List<Hyperparameter> FOREST =
      List.of(
          whole("n_estimators", 100, 1, 2000),
          whole("max_depth", 6, 1, 16),
          number("subsample", 0.632, 0.01, 1),
          number("colsample_bynode", 0.33, 0.01, 1),
          number("min_child_weight", 5, 0, 1e6),
          whole("max_bin", 256, 2, 1024));

  static List<GradientTrees> all() {
    return List.of(
        new GradientTrees("random_forest_regressor", Task.REGRESSION, true),
        new GradientTrees("random_forest_classifier", Task.CLASSIFICATION, true),
        new GradientTrees("xgboost_regressor", Task.REGRESSION, false),
        new GradientTrees("xgboost_classifier", Task.CLASSIFICATION, false));
  }

  @Override
  public List<Hyperparameter> hyperparameters() {
    return isForest ? FOREST : BOOSTING;
  }

  @Override
  public boolean isLinear() {
    return false;
  }

  @Override
  public FittedModel fit(TrainingRows rows, Hyperparameters values, Effort effort) {
    int columns = rows.inputs().columns();
    try {
      DMatrix data = new DMatrix(Floats.byRow(rows.inputs()), rows.size(), columns, Float.NaN);
      try {
        data.setLabel(Floats.of(rows.targets()));
        int rounds = isForest ? 1 : values.whole("n_estimators");
        Booster booster =
            XGBoost.train(data, parameters(values, effort), 0, new HashMap<>(), null, null);
        try {
          for (int round = 0; round < rounds; round++) {
            booster.update(data, round);
            effort.rounds().onRound(round + 1, rounds);
          }
          return new TreesModel(
              ModelFormat.XGBOOST, booster.toByteArray("ubj"), XgboostTrees.gain(booster, columns));
        } finally {
          booster.dispose();
        }
      } finally {
        data.dispose();
      }
    } catch (XGBoostError e) {
      throw new TrainingException("XGBoost: " + e.getMessage(), e);
    }
  }

  private Map<String, Object> parameters(Hyperparameters values, Effort effort) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put(
        "objective",
        switch (task) {
          case REGRESSION -> "reg:squarederror";
          case CLASSIFICATION -> "binary:logistic";
        });
    parameters.put("tree_method", "hist");
    parameters.put("seed", effort.nativeSeed());
    parameters.put("nthread", effort.threads());
    parameters.put("verbosity", 0);
    for (Hyperparameter one : hyperparameters()) {
      if (one.isWhole()) {
        parameters.put(one.name(), values.whole(one.name()));
      } else {
        parameters.put(one.name(), values.get(one.name()));
      }
    }
    if (isForest) {
      parameters.put("num_parallel_tree", values.whole("n_estimators"));
      parameters.put("learning_rate", 1);
      parameters.put("reg_lambda", 0);
    }
    parameters.remove("n_estimators");
    return parameters;
  }
}
