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
    /**
     * Makes it.
     *
     * @param companion the second column's value, NaN where the feature has none
     */
    double of(double value, double companion);
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
    public double of(double value, double companion) {
      return ((Double.isNaN(value) ? fill : value) - mean) / deviation;
    }
  }

  /**
   * The standardised probability of the turbulent state.
   *
   * @param mixture the states, as they were fitted to the training rows
   * @param numbers how a probability is standardised
   */
  record Turbulence(GaussianMixture mixture, Standardised numbers) implements Making {
    @Override
    public double of(double value, double companion) {
      return numbers.of(mixture.turbulence(value, companion), Double.NaN);
    }
  }

  /**
   * 1 for one class of a categorical feature and 0 for the others and for a missing value.
   *
   * @param category the class
   */
  record Indicator(double category) implements Making {
    @Override
    public double of(double value, double companion) {
      return value == category ? 1 : 0;
    }
  }
}
