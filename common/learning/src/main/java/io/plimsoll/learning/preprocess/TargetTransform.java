package io.plimsoll.learning.preprocess;

import java.util.Arrays;
import java.util.Optional;

/** What a regression predicts about the future price, given the close known now. */
public enum TargetTransform {
  /** The price itself. */
  NONE("none"),
  /** ln(price/close). */
  LOG_RETURN("log_return"),
  /** price/close - 1. */
  PCT_CHANGE("pct_change"),
  /** ln(price). */
  LOG("log");

  private final String text;

  TargetTransform(String text) {
    this.text = text;
  }

  /** The transform's name on the wire. */
  public String text() {
    return text;
  }

  /** The transform of that name, if there is one. */
  public static Optional<TargetTransform> find(String text) {
    return Arrays.stream(values()).filter(transform -> transform.text.equals(text)).findFirst();
  }

  /** Whether the target has no dimension, so that price levels must not reach the model. */
  public boolean isReturn() {
    return switch (this) {
      case LOG_RETURN, PCT_CHANGE -> true;
      case NONE, LOG -> false;
    };
  }

  /** The target for a future price and the close known now. */
  public double target(double price, double close) {
    return switch (this) {
      case NONE -> price;
      case LOG_RETURN -> StrictMath.log(price / close);
      case PCT_CHANGE -> price / close - 1;
      case LOG -> StrictMath.log(price);
    };
  }

  /**
   * The signal in a prediction: the log return from the close known now to the predicted price; NaN
   * where the predicted price is not above 0.
   */
  public double signal(double prediction, double close) {
    double signal =
        switch (this) {
          case NONE -> StrictMath.log(prediction / close);
          case LOG_RETURN -> prediction;
          case PCT_CHANGE -> StrictMath.log1p(prediction);
          case LOG -> prediction - StrictMath.log(close);
        };
    return Double.isFinite(signal) ? signal : Double.NaN;
  }
}
