package io.plimsoll.batchkernel.synthetic;

import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.linear.Cholesky;
import java.util.List;

/**
 * The factors of the stochastic market: correlated normal log returns times one common volatility
 * that comes and goes.
 *
 * <p>The common multiplier of day t is m = exp(v/2 - s^2/4) with v the sum of eta phi^j e over the
 * {@link #MEMORY} days up to t, e standard normal by calendar day, and s^2 its variance. So E[m^2]
 * = 1 whatever the persistence, and a factor's variance and correlations are exactly those
 * declared.
 *
 * <p>Source: Taylor (1986), "Modelling Financial Time Series", the log-normal stochastic volatility
 * model, here with a memory that is cut off so that a day depends on nothing before it.
 *
 * @param names the factors
 * @param drift the mean of each daily log return
 * @param volatility the standard deviation of each daily log return
 * @param correlation positive definite, ones on its diagonal
 * @param persistence phi, from 0 to 1 (excluded), a calendar day
 * @param roughness eta, how much is new in the log-variance each calendar day; 0: constant
 */
public record FactorModel(
    List<String> names,
    Vec drift,
    Vec volatility,
    Matrix correlation,
    double persistence,
    double roughness) {
  /** How many calendar days the volatility remembers. */
  public static final int MEMORY = 250;

  private static final double ROUNDING = 1e-12;

  public FactorModel {
    names = List.copyOf(names);
    int n = names.size();
    if (n == 0 || drift.size() != n || volatility.size() != n) {
      throw new IllegalArgumentException(
          "factors: %d names, %d drifts, %d volatilities (expected: one of each, at least one)"
              .formatted(n, drift.size(), volatility.size()));
    }
    if (correlation.rows() != n
        || correlation.columns() != n
        || !(Cholesky.of(correlation) instanceof Cholesky.Factor)) {
      throw new IllegalArgumentException(
          "correlation: %s (expected: %d x %d, positive definite)".formatted(correlation, n, n));
    }
    for (int i = 0; i < n; i++) {
      if (!(volatility.get(i) > 0 && volatility.get(i) < 1) || Double.isNaN(drift.get(i))) {
        throw new IllegalArgumentException(
            "volatility[%d]: %s (expected: above 0, below 1 a day)"
                .formatted(i, volatility.get(i)));
      }
      for (int j = 0; j <= i; j++) {
        double expected = i == j ? 1 : correlation.get(j, i);
        if (Math.abs(correlation.get(i, j) - expected) > ROUNDING) {
          throw new IllegalArgumentException(
              "correlation[%d][%d]: %s (expected: %s)"
                  .formatted(i, j, correlation.get(i, j), expected));
        }
      }
    }
    if (!(persistence >= 0 && persistence < 1) || !(roughness >= 0 && roughness < 1)) {
      throw new IllegalArgumentException(
          "persistence %s, roughness %s (expected: each from 0, below 1)"
              .formatted(persistence, roughness));
    }
  }

  /** The variance of the log-variance. */
  public double logVariance() {
    double all = (1 - Math.pow(persistence, 2.0 * MEMORY)) / (1 - persistence * persistence);
    return roughness * roughness * all;
  }

  /** The covariance of two factors' daily log returns, whatever the volatility does. */
  public double covariance(int i, int j) {
    return correlation.get(i, j) * volatility.get(i) * volatility.get(j);
  }

  /** Cholesky's factor of the correlation. */
  Matrix lower() {
    return switch (Cholesky.of(correlation)) {
      case Cholesky.Factor(Matrix lower) -> lower;
      case Cholesky.NotPositiveDefinite _ ->
          throw new IllegalStateException("the correlation was checked when it was made");
    };
  }
}
