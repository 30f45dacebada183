package io.plimsoll.benchmarks.learning;

import io.plimsoll.kernel.array.IntVec;
import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.learning.feature.FeatureCatalogue;
import io.plimsoll.learning.feature.FeatureForm;
import io.plimsoll.learning.feature.FeatureFrame;
import io.plimsoll.learning.feature.MarketData;
import io.plimsoll.learning.preprocess.Preprocessing;
import io.plimsoll.learning.preprocess.Target;
import io.plimsoll.learning.preprocess.TargetColumn;
import io.plimsoll.learning.preprocess.TargetTransform;
import io.plimsoll.trainingkernel.spec.Resolution;
import io.plimsoll.trainingkernel.spec.TrainingSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** The same fit twice: as a training of ours, and as a bare call of the library. */
final class Fits {
  static final int ROUNDS = 100;
  private static final double HOLDOUT = 0.15;
  private static final int DEPTH = 4;

  private Fits() {}

  /** Causal features of bars, in the catalogue's order, less those that are all but constant. */
  static List<String> features(int columns) {
    List<String> groups =
        List.of("returns", "volume", "mean_reversion", "volatility", "classic", "time");
    return FeatureCatalogue.features().stream()
        .filter(feature -> groups.contains(feature.group().text()))
        .map(feature -> feature.name())
        .limit(columns)
        .toList();
  }

  /** One fit, gain importance, a locked tail and nothing else. */
  static TrainingSpec spec(int columns, int seed) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("symbol", Walk.SYMBOL.value());
    request.put("timeframe", "1m");
    request.put("algorithm", "xgboost_regressor");
    request.put("features", features(columns));
    request.put("split", Map.of("scheme", "holdout"));
    request.put("hyperparameters", Map.of("n_estimators", ROUNDS, "max_depth", DEPTH));
    request.put("seed", seed);
    return switch (TrainingSpec.resolve(request)) {
      case Resolution.Resolved(TrainingSpec spec) -> spec;
      case Resolution.Refused refused ->
          throw new IllegalStateException(refused.faults().toString());
    };
  }

  /** What the library gets: rows of floats, one after the other, and their labels. */
  static final class Rows {
    private final int rows;
    private final int columns;
    private final float[] values;
    private final float[] labels;

    Rows(int rows, int columns, float[] values, float[] labels) {
      this.rows = rows;
      this.columns = columns;
      this.values = values;
      this.labels = labels;
    }

    int rows() {
      return rows;
    }

    int columns() {
      return columns;
    }
  }

  /** The very matrix that the training of that spec fits on. */
  static Rows rows(MarketData data, int columns) {
    FeatureFrame frame = FeatureCatalogue.compute(data, features(columns), FeatureForm.NORMALISED);
    Vec targets =
        new Target(TargetColumn.CLOSE, TargetTransform.LOG_RETURN, 1)
            .values(data.primaryBars().adjusted());
    int bars = data.primaryBars().size();
    int to = bars - (int) Math.floor(bars * HOLDOUT) - 1;
    IntVec train = IntVec.of(IntStream.range(85, to).toArray());
    Matrix matrix = new Preprocessing(1, false).fit(frame, train, targets).apply(frame, train);
    float[] values = new float[matrix.rows() * matrix.columns()];
    for (int j = 0; j < matrix.columns(); j++) {
      for (int i = 0; i < matrix.rows(); i++) {
        values[i * matrix.columns() + j] = (float) matrix.get(i, j);
      }
    }
    float[] labels = new float[matrix.rows()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (float) targets.get(train.get(i));
    }
    return new Rows(matrix.rows(), matrix.columns(), values, labels);
  }

  /** The bare call: matrix, rounds, model bytes and gain. */
  static int bare(Rows rows, int seed, int threads) throws XGBoostError {
    DMatrix data = new DMatrix(rows.values, rows.rows(), rows.columns(), Float.NaN);
    try {
      data.setLabel(rows.labels);
      Map<String, Object> parameters = new LinkedHashMap<>();
      parameters.put("objective", "reg:squarederror");
      parameters.put("tree_method", "hist");
      parameters.put("seed", seed);
      parameters.put("nthread", threads);
      parameters.put("verbosity", 0);
      parameters.put("max_depth", DEPTH);
      parameters.put("learning_rate", 0.1);
      parameters.put("subsample", 0.8);
      parameters.put("colsample_bytree", 0.8);
      parameters.put("min_child_weight", 5);
      parameters.put("reg_lambda", 1);
      parameters.put("max_bin", 256);
      Booster booster = XGBoost.train(data, parameters, ROUNDS, new LinkedHashMap<>(), null, null);
      try {
        return booster.toByteArray("ubj").length
            + booster.getScore(new String[0], "total_gain").size();
      } finally {
        booster.dispose();
      }
    } finally {
      data.dispose();
    }
  }

  static void write(Path file, Rows rows) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    head.putInt(rows.rows()).putInt(rows.columns());
    List<byte[]> parts = new ArrayList<>(List.of(head.array()));
    parts.add(bytes(rows.values));
    parts.add(bytes(rows.labels));
    Files.write(file, new byte[0]);
    try (var out = Files.newOutputStream(file)) {
      for (byte[] part : parts) {
        out.write(part);
      }
    }
  }

  static Rows read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer bytes =
          channel
              .map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
              .order(ByteOrder.LITTLE_ENDIAN);
      int rows = bytes.getInt();
      int columns = bytes.getInt();
      float[] values = new float[rows * columns];
      float[] labels = new float[rows];
      bytes.asFloatBuffer().get(values).get(labels);
      return new Rows(rows, columns, values, labels);
    }
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }
}
