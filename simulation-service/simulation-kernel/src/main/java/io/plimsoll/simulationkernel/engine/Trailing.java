package io.plimsoll.simulationkernel.engine;

/** Two-pass sums over a short window: exact enough, and the same wherever the window lies. */
final class Trailing {
  private Trailing() {}

  static double mean(double[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum / (to - from);
  }

  /** The sample standard deviation (one degree of freedom) of the window [from, to). */
  static double standardDeviation(double[] values, int from, int to) {
    double mean = mean(values, from, to);
    double squares = 0;
    for (int i = from; i < to; i++) {
      double deviation = values[i] - mean;
      squares += deviation * deviation;
    }
    return Math.sqrt(squares / (to - from - 1));
  }
}
