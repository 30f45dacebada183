package io.plimsoll.learning.algorithm;

import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import java.util.Optional;

/** Trees in a native library's own format; the library is called to predict. */
public final class TreesModel implements FittedModel {
  private final ModelFormat format;
  private final byte[] bytes;
  private final Vec gain;

  TreesModel(ModelFormat format, byte[] bytes, Vec gain) {
    this.format = format;
    this.bytes = bytes;
    this.gain = gain;
  }

  static TreesModel read(ModelFormat format, byte[] bytes, int columns) {
    Vec gain =
        switch (format) {
          case XGBOOST -> XgboostTrees.gain(bytes, columns);
          case LIGHTGBM -> LightgbmTrees.gain(bytes, columns);
          case LINEAR -> throw new IllegalArgumentException("format: linear (expected: trees)");
        };
    return new TreesModel(format, bytes.clone(), gain);
  }

  @Override
  public Vec predict(Matrix inputs) {
    return switch (format) {
      case XGBOOST -> XgboostTrees.predict(bytes, inputs);
      case LIGHTGBM -> LightgbmTrees.predict(bytes, inputs);
      case LINEAR -> throw new IllegalStateException("format: linear (expected: trees)");
    };
  }

  @Override
  public Vec importance() {
    return gain;
  }

  @Override
  public Optional<Matrix> contributions(Matrix inputs) {
    return Optional.of(
        switch (format) {
          case XGBOOST -> XgboostTrees.contributions(bytes, inputs);
          case LIGHTGBM -> LightgbmTrees.contributions(bytes, inputs);
          case LINEAR -> throw new IllegalStateException("format: linear (expected: trees)");
        });
  }

  @Override
  public String importanceMethod() {
    return "gain";
  }

  @Override
  public ModelFormat format() {
    return format;
  }

  @Override
  public byte[] toBytes() {
    return bytes.clone();
  }
}
