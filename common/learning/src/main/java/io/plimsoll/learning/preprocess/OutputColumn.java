package io.plimsoll.learning.preprocess;

/**
 * One column that a model gets, made of one feature.
 *
 * @param name the feature's name, with {@code =class} for one of its classes
 * @param source the feature's index among the inputs
 * @param making how the value is made
 */
record OutputColumn(String name, int source, Making making) {

  /** How a value is made from the feature's value. */
  sealed interface Making {
    double of(double value);
  }

  /**
   * A standardised number.
   *
   * @param fill what stands for a missing value: the median of the training rows
   * @param mean of the training rows
   * @param deviation of the training rows, ddof 0
   */
  record Standardised(double fill, double mean, double deviation) implements Making {
    @Override
    public double of(double value) {
      return ((Double.isNaN(value) ? fill : value) - mean) / deviation;
    }
  }

  /**
   * 1 for one class of a categorical feature and 0 for the others and for a missing value.
   *
   * @param category the class
   */
  record Indicator(double category) implements Making {
    @Override
    public double of(double value) {
      return value == category ? 1 : 0;
    }
  }
}
