package io.plimsoll.learning.algorithm;

import static io.plimsoll.learning.algorithm.Hyperparameter.number;
import static io.plimsoll.learning.algorithm.Hyperparameter.whole;

import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMBooster.FeatureImportanceType;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.util.List;
import java.util.StringJoiner;

/**
 * Trees boosted by LightGBM in its deterministic mode: rows in a fixed order, one histogram layout,
 * so the model's bytes are the same for any number of threads.
 */
record LightTrees(String name, Task task) implements Algorithm {
  private static final List<Hyperparameter> HYPERPARAMETERS =
      List.of(
          whole("n_estimators", 100, 1, 5000),
          whole("num_leaves", 15, 2, 1024),
          whole("max_depth", 6, 1, 16),
          number("learning_rate", 0.1, 1e-4, 1),
          number("subsample", 0.8, 0.01, 1),
          number("colsample_bytree", 0.8, 0.01, 1),
          whole("min_child_samples", 20, 1, 1_000_000),
          number("reg_lambda", 1, 0, 1e6),
          number("reg_alpha", 0, 0, 1e6),
          whole("max_bin", 255, 2, 1024));

  static List<LightTrees> all() {
    return List.of(
        new LightTrees("lightgbm_regressor", Task.REGRESSION),
        new LightTrees("lightgbm_classifier", Task.CLASSIFICATION));
  }

  @Override
  public List<Hyperparameter> hyperparameters() {
    return HYPERPARAMETERS;
  }

  @Override
  public boolean isLinear() {
    return false;
  }

  @Override
  public FittedModel fit(TrainingRows rows, Hyperparameters values, Effort effort) {
    int columns = rows.inputs().columns();
    String parameters = parameters(values, effort);
    try (LGBMDataset data =
        LGBMDataset.createFromMat(
            Floats.byRow(rows.inputs()), rows.size(), columns, true, parameters, null)) {
      data.setField("label", Floats.of(rows.targets()));
      try (LGBMBooster booster = LGBMBooster.create(data, parameters)) {
        int rounds = values.whole("n_estimators");
        boolean isFinished = false;
        for (int round = 0; round < rounds && !isFinished; round++) {
          isFinished = booster.updateOneIter();
          effort.rounds().onRound(round + 1, rounds);
        }
        String text = booster.saveModelToString(0, 0, FeatureImportanceType.GAIN);
        return TreesModel.read(ModelFormat.LIGHTGBM, LightgbmTrees.canonical(text), columns);
      }
    } catch (LGBMException e) {
      throw new TrainingException("LightGBM: " + e.getMessage(), e);
    }
  }

  private String parameters(Hyperparameters values, Effort effort) {
    StringJoiner parameters = new StringJoiner(" ");
    parameters.add(
        switch (task) {
          case REGRESSION -> "objective=regression";
          case CLASSIFICATION -> "objective=binary";
        });
    parameters.add("deterministic=true").add("force_row_wise=true").add("verbosity=-1");
    parameters.add("bagging_freq=1").add("seed=" + effort.nativeSeed());
    parameters.add("num_threads=" + effort.threads());
    for (Hyperparameter one : HYPERPARAMETERS) {
      String value =
          one.isWhole()
              ? Integer.toString(values.whole(one.name()))
              : Double.toString(values.get(one.name()));
      if (!one.name().equals("n_estimators")) {
        parameters.add(one.name() + "=" + value);
      }
    }
    return parameters.toString();
  }
}
