package io.plimsoll.learning.preprocess;

import io.plimsoll.kernel.array.IntVec;
import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.learning.feature.FeatureFrame;
import io.plimsoll.learning.json.JsonObject;
import io.plimsoll.learning.preprocess.OutputColumn.Indicator;
import io.plimsoll.learning.preprocess.OutputColumn.Making;
import io.plimsoll.learning.preprocess.OutputColumn.Standardised;
import io.plimsoll.learning.preprocess.OutputColumn.Turbulence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pre-processing as it was fitted: it only repeats, and learns nothing from what it is given. */
public final class FittedPreprocessing {
  private final List<String> inputs;
  private final List<OutputColumn> columns;
  private final Vec pValues;

  FittedPreprocessing(List<String> inputs, List<OutputColumn> columns, Vec pValues) {
    this.inputs = List.copyOf(inputs);
    this.columns = List.copyOf(columns);
    this.pValues = pValues;
  }

  /** The features it expects, in order. */
  public List<String> inputs() {
    return inputs;
  }

  /** The names of the columns it makes, in order. */
  public List<String> outputs() {
    return columns.stream().map(OutputColumn::name).toList();
  }

  /** For each column it makes, the feature it is made of. */
  public List<String> sources() {
    return columns.stream().map(column -> inputs.get(column.source())).toList();
  }

  /** The adjusted p-value of each column on the training rows; 1 where none was asked for. */
  public Vec pValues() {
    return pValues;
  }

  /**
   * The first row from which on every feature in use has had a value.
   *
   * @return the number of rows if there is none
   */
  public int firstKnownRow(FeatureFrame frame) {
    int first = 0;
    for (OutputColumn column : columns) {
      Vec values = frame.values().column(column.source());
      int row = 0;
      while (row < values.size() && Double.isNaN(values.get(row))) {
        row++;
      }
      first = Math.max(first, row);
    }
    return first;
  }

  /**
   * Makes the columns of the chosen rows.
   *
   * @param frame rows of exactly the features it expects
   * @throws IllegalArgumentException if the frame has other features
   */
  public Matrix apply(FeatureFrame frame, IntVec rows) {
    if (!frame.names().equals(inputs)) {
      throw new IllegalArgumentException(
          "features: %s (expected: %s)".formatted(frame.names(), inputs));
    }
    List<Vec> made = new ArrayList<>();
    for (OutputColumn column : columns) {
      double[] source = frame.values().column(column.source()).toArrayUnsafe();
      Vec companion = frame.companions().get(inputs.get(column.source()));
      double[] values = new double[rows.size()];
      for (int i = 0; i < values.length; i++) {
        int row = rows.get(i);
        double second = companion == null ? Double.NaN : companion.get(row);
        values[i] = column.making().of(source[row], second);
      }
      made.add(Vec.ofUnsafe(values));
    }
    return Matrix.ofColumns(made);
  }

  /** The JSON tree that {@link #ofTree} reads. */
  public Map<String, @Nullable Object> tree() {
    List<Map<String, @Nullable Object>> list = new ArrayList<>();
    for (int j = 0; j < columns.size(); j++) {
      Map<String, @Nullable Object> tree = new LinkedHashMap<>();
      tree.put("name", columns.get(j).name());
      tree.put("source", columns.get(j).source());
      tree.put("p_value", pValues.get(j));
      switch (columns.get(j).making()) {
        case Standardised(double fill, double mean, double deviation) -> {
          tree.put("fill", fill);
          tree.put("mean", mean);
          tree.put("deviation", deviation);
        }
        case Indicator(double category) -> tree.put("category", category);
        case Turbulence(GaussianMixture mixture, Standardised numbers) -> {
          tree.put("mixture", Arrays.stream(mixture.values().toArray()).boxed().toList());
          tree.put("fill", numbers.fill());
          tree.put("mean", numbers.mean());
          tree.put("deviation", numbers.deviation());
        }
      }
      list.add(tree);
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("inputs", inputs);
    tree.put("columns", list);
    return tree;
  }

  /**
   * Reads back what {@link #tree()} wrote.
   *
   * @throws IllegalArgumentException if it is no such tree
   */
  public static FittedPreprocessing ofTree(JsonObject tree) {
    List<String> inputs = tree.texts("inputs");
    List<OutputColumn> columns = new ArrayList<>();
    List<JsonObject> objects = tree.objects("columns");
    double[] pValues = new double[objects.size()];
    for (int j = 0; j < pValues.length; j++) {
      JsonObject one = objects.get(j);
      int source = one.count("source");
      if (source >= inputs.size()) {
        throw new IllegalArgumentException(
            "source: %d (expected: below %d)".formatted(source, inputs.size()));
      }
      columns.add(new OutputColumn(one.text("name"), source, making(one)));
      pValues[j] = one.number("p_value");
    }
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("columns: none (expected: at least one)");
    }
    return new FittedPreprocessing(inputs, columns, Vec.ofUnsafe(pValues));
  }

  private static Making making(JsonObject one) {
    if (one.members().containsKey("category")) {
      return new Indicator(one.number("category"));
    }
    double deviation = one.number("deviation");
    if (!(deviation > 0)) {
      throw new IllegalArgumentException("deviation: %s (expected: above 0)".formatted(deviation));
    }
    Standardised numbers = new Standardised(one.number("fill"), one.number("mean"), deviation);
    return one.members().containsKey("mixture")
        ? new Turbulence(
            new GaussianMixture(
                Vec.of(one.numbers("mixture").stream().mapToDouble(Double::doubleValue).toArray())),
            numbers)
        : numbers;
  }
}
