package io.plimsoll.learning.preprocess;

import io.plimsoll.kernel.array.Vec;
import java.util.Arrays;
import java.util.Optional;

/**
 * Two bivariate normal distributions and how likely each is: a calm market and a turbulent one, on
 * log return and volatility. The turbulent one is that with the higher mean volatility.
 *
 * <p>Fitted by expectation and maximisation from a split at the median volatility, so that equal
 * rows give equal bits. Source: Dempster, Laird and Rubin (1977), Journal of the Royal Statistical
 * Society B 39(1); the covariance floor as in McLachlan and Peel (2000), "Finite Mixture Models",
 * section 3.8.
 *
 * @param values weight, two means and three covariances of the calm state, then of the turbulent
 *     one, then two centres and two scales that the rows were standardised by
 */
record GaussianMixture(Vec values) {
  private static final int STATE = 6;
  private static final int SIZE = 2 * STATE + 4;
  private static final int MOST_STEPS = 200;
  private static final int SAMPLE = 20_001;
  private static final int FEWEST = 30;

  /** The mean log-likelihood of a row grows by less than this in the last step. */
  private static final double SMALL = 1e-9;

  /** On standardised rows: a state cannot shrink to a point. */
  private static final double FLOOR = 1e-4;

  GaussianMixture {
    if (values.size() != SIZE) {
      throw new IllegalArgumentException(
          "mixture: %d values (expected: %d)".formatted(values.size(), SIZE));
    }
    for (int i = 0; i < SIZE; i++) {
      if (!Double.isFinite(values.get(i))) {
        throw new IllegalArgumentException(
            "mixture[%d]: %s (expected: finite)".formatted(i, values.get(i)));
      }
    }
    for (int state = 0; state < 2; state++) {
      double xx = values.get(state * STATE + 3);
      double xy = values.get(state * STATE + 4);
      double yy = values.get(state * STATE + 5);
      boolean isWeight = values.get(state * STATE) > 0 && values.get(state * STATE) < 1;
      if (!isWeight || !(xx > 0) || !(yy > 0) || !(xx * yy - xy * xy > 0)) {
        throw new IllegalArgumentException(
            "mixture: state %d is no distribution (expected: a weight and a covariance)"
                .formatted(state));
      }
    }
    if (!(values.get(SIZE - 2) > 0) || !(values.get(SIZE - 1) > 0)) {
      throw new IllegalArgumentException("mixture: scales (expected: above 0)");
    }
  }

  /**
   * Fits two states.
   *
   * <p>Shape: one return and one volatility per row; rows where one is NaN play no part. Cost: at
   * most {@value #MOST_STEPS} passes over at most {@value #SAMPLE} evenly spaced rows.
   *
   * @return nothing to tell apart (no spread, fewer than {@value #FEWEST} rows): an empty column
   */
  static Optional<GaussianMixture> fit(double[] returns, double[] volatilities) {
    double[][] rows = sample(returns, volatilities);
    double[] x = rows[0];
    double[] y = rows[1];
    double[] centre = {mean(x), mean(y)};
    double[] scale = {deviation(x, centre[0]), deviation(y, centre[1])};
    if (x.length < FEWEST || !(scale[0] > 0) || !(scale[1] > 0)) {
      return Optional.empty();
    }
    for (int i = 0; i < x.length; i++) {
      x[i] = (x[i] - centre[0]) / scale[0];
      y[i] = (y[i] - centre[1]) / scale[1];
    }
    double[] turbulent = aboveMedian(y);
    double[] states = maximised(x, y, turbulent);
    double last = Double.NEGATIVE_INFINITY;
    for (int step = 0; step < MOST_STEPS; step++) {
      double likelihood = expect(states, x, y, turbulent);
      states = maximised(x, y, turbulent);
      if (likelihood - last < SMALL) {
        break;
      }
      last = likelihood;
    }
    return Optional.of(new GaussianMixture(Vec.of(ordered(states, centre, scale))));
  }

  /** The probability of the turbulent state at a row, from that row alone; NaN where one is NaN. */
  double turbulence(double logReturn, double volatility) {
    double x = (logReturn - values.get(SIZE - 4)) / values.get(SIZE - 2);
    double y = (volatility - values.get(SIZE - 3)) / values.get(SIZE - 1);
    double[] states = values.toArrayUnsafe();
    double odds = logDensity(states, 0, x, y) - logDensity(states, STATE, x, y);
    return 1 / (1 + StrictMath.exp(odds));
  }

  private static double[][] sample(double[] returns, double[] volatilities) {
    int known = 0;
    for (int i = 0; i < returns.length; i++) {
      known += isKnown(returns[i], volatilities[i]) ? 1 : 0;
    }
    double[] x = new double[known];
    double[] y = new double[known];
    int next = 0;
    for (int i = 0; i < returns.length; i++) {
      if (isKnown(returns[i], volatilities[i])) {
        x[next] = returns[i];
        y[next++] = volatilities[i];
      }
    }
    if (known <= SAMPLE) {
      return new double[][] {x, y};
    }
    double[][] sample = new double[2][SAMPLE];
    for (int i = 0; i < SAMPLE; i++) {
      int row = (int) ((long) i * (known - 1) / (SAMPLE - 1));
      sample[0][i] = x[row];
      sample[1][i] = y[row];
    }
    return sample;
  }

  private static boolean isKnown(double x, double y) {
    return !Double.isNaN(x) && !Double.isNaN(y);
  }

  private static double[] aboveMedian(double[] y) {
    double[] sorted = y.clone();
    Arrays.sort(sorted);
    double median = sorted[sorted.length / 2];
    double[] weights = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      weights[i] = y[i] > median ? 0.9 : 0.1;
    }
    return weights;
  }

  /** Writes each row's probability of the second state; gives the mean log-likelihood. */
  private static double expect(double[] states, double[] x, double[] y, double[] turbulent) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double calm = logDensity(states, 0, x[i], y[i]);
      double wild = logDensity(states, STATE, x[i], y[i]);
      double most = Math.max(calm, wild);
      double whole =
          most + StrictMath.log(StrictMath.exp(calm - most) + StrictMath.exp(wild - most));
      turbulent[i] = StrictMath.exp(wild - whole);
      sum += whole;
    }
    return sum / x.length;
  }

  private static double[] maximised(double[] x, double[] y, double[] turbulent) {
    double[] states = new double[SIZE];
    for (int state = 0; state < 2; state++) {
      double weight = 0;
      double meanX = 0;
      double meanY = 0;
      for (int i = 0; i < x.length; i++) {
        double share = state == 0 ? 1 - turbulent[i] : turbulent[i];
        weight += share;
        meanX += share * x[i];
        meanY += share * y[i];
      }
      weight = Math.max(weight, FLOOR);
      meanX /= weight;
      meanY /= weight;
      double xx = 0;
      double xy = 0;
      double yy = 0;
      for (int i = 0; i < x.length; i++) {
        double share = state == 0 ? 1 - turbulent[i] : turbulent[i];
        xx += share * (x[i] - meanX) * (x[i] - meanX);
        xy += share * (x[i] - meanX) * (y[i] - meanY);
        yy += share * (y[i] - meanY) * (y[i] - meanY);
      }
      int at = state * STATE;
      states[at] = Math.clamp(weight / x.length, FLOOR, 1 - FLOOR);
      states[at + 1] = meanX;
      states[at + 2] = meanY;
      states[at + 3] = xx / weight + FLOOR;
      states[at + 4] = xy / weight;
      states[at + 5] = yy / weight + FLOOR;
    }
    return states;
  }

  /** The logarithm of weight times density of the state at {@code at}, less a common constant. */
  private static double logDensity(double[] states, int at, double x, double y) {
    double dx = x - states[at + 1];
    double dy = y - states[at + 2];
    double determinant = states[at + 3] * states[at + 5] - states[at + 4] * states[at + 4];
    double distance =
        (states[at + 5] * dx * dx - 2 * states[at + 4] * dx * dy + states[at + 3] * dy * dy)
            / determinant;
    return StrictMath.log(states[at]) - 0.5 * (distance + StrictMath.log(determinant));
  }

  /** The calm state first, then what the rows were standardised by. */
  private static double[] ordered(double[] states, double[] centre, double[] scale) {
    double[] values = new double[SIZE];
    int calm = states[2] <= states[STATE + 2] ? 0 : STATE;
    System.arraycopy(states, calm, values, 0, STATE);
    System.arraycopy(states, STATE - calm, values, STATE, STATE);
    values[SIZE - 4] = centre[0];
    values[SIZE - 3] = centre[1];
    values[SIZE - 2] = scale[0];
    values[SIZE - 1] = scale[1];
    return values;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double deviation(double[] values, double mean) {
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / values.length);
  }
}
