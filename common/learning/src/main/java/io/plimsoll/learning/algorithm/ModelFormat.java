package io.plimsoll.learning.algorithm;

import java.util.Arrays;

/** How a fitted model is kept as bytes. */
public enum ModelFormat {
  /** Little-endian doubles: link (0 identity, 1 logistic), intercept, coefficients. */
  LINEAR("linear"),
  /** XGBoost's UBJSON. */
  XGBOOST("xgboost-ubj"),
  /** LightGBM's text without its parameters. */
  LIGHTGBM("lightgbm-text");

  private final String text;

  ModelFormat(String text) {
    this.text = text;
  }

  /** The format's name in a bundle. */
  public String text() {
    return text;
  }

  /**
   * The format of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ModelFormat parse(String text) {
    return Arrays.stream(values())
        .filter(format -> format.text.equals(text))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "format: %s (expected: one of %s)"
                    .formatted(text, Arrays.stream(values()).map(f -> f.text).toList())));
  }

  /**
   * Reads a model for a number of input columns.
   *
   * @throws IllegalArgumentException if the bytes are no such model
   */
  public FittedModel read(byte[] bytes, int columns) {
    return switch (this) {
      case LINEAR -> LinearModel.read(bytes, columns);
      case XGBOOST, LIGHTGBM -> TreesModel.read(this, bytes, columns);
    };
  }
}
