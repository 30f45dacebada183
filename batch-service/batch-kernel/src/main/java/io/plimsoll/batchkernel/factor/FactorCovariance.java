package io.plimsoll.batchkernel.factor;

import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.linear.Cholesky;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * How the factor funds' daily returns move together, newer days counting more.
 *
 * <p>Exponentially weighted, lambda .94, about zero: {@code S = sum w_t x_t x_t'} with w_t
 * proportional to lambda^age and summing to 1; days with an unknown return are left out.
 *
 * <p>Source: J.P. Morgan and Reuters (1996), "RiskMetrics - Technical Document", 4th edition,
 * section 5.2.
 *
 * @param covariance symmetric, per day, of the ABSOLUTE returns in the model's order
 */
public record FactorCovariance(Matrix covariance) {
  /** How much a day counts against the day after it. */
  public static final double LAMBDA = .94;

  /** A share of the trace that keeps the named factors' block invertible. */
  private static final double RIDGE = 1e-10;

  /**
   * Estimates the covariance.
   *
   * @param absolute the funds' own returns, one row a day, oldest first, NaN where unknown
   * @throws IllegalArgumentException if no day is wholly known
   */
  public static FactorCovariance of(Matrix absolute) {
    int k = absolute.columns();
    double[][] sums = new double[k][k];
    double weight = 1;
    double weights = 0;
    for (int i = absolute.rows() - 1; i >= 0; i--) {
      boolean known = true;
      for (int j = 0; j < k; j++) {
        known &= !Double.isNaN(absolute.get(i, j));
      }
      if (known) {
        for (int p = 0; p < k; p++) {
          for (int q = 0; q < k; q++) {
            sums[p][q] += weight * absolute.get(i, p) * absolute.get(i, q);
          }
        }
        weights += weight;
      }
      weight *= LAMBDA;
    }
    if (weights == 0) {
      throw new IllegalArgumentException("absolute: no day is wholly known (expected: one)");
    }
    List<Vec> columns = new ArrayList<>();
    for (double[] sum : sums) {
      double[] column = sum.clone();
      for (int q = 0; q < k; q++) {
        column[q] /= weights;
      }
      columns.add(Vec.ofUnsafe(column));
    }
    return new FactorCovariance(Matrix.ofColumns(columns));
  }

  /**
   * What all factors do when some do what they are told: the named ones exactly that, each other
   * its expectation {@code S_us S_ss^-1 x_s} given all of them jointly.
   *
   * @param named the absolute return of each named factor by its place
   * @return the absolute return of every factor
   */
  public Vec expectedGiven(SortedMap<Integer, Double> named) {
    List<Integer> places = List.copyOf(named.keySet());
    double[] all = new double[covariance.columns()];
    double trace = 0;
    for (int place : places) {
      trace += covariance.get(place, place);
    }
    List<Vec> block = new ArrayList<>();
    for (int p : places) {
      double[] column = new double[places.size()];
      for (int i = 0; i < column.length; i++) {
        column[i] = covariance.get(places.get(i), p) + (places.get(i) == p ? RIDGE * trace : 0);
      }
      block.add(Vec.ofUnsafe(column));
    }
    if (places.isEmpty() || trace == 0) {
      named.forEach((place, value) -> all[place] = value);
      return Vec.ofUnsafe(all);
    }
    double[] shocks = named.values().stream().mapToDouble(Double::doubleValue).toArray();
    if (!(Cholesky.of(Matrix.ofColumns(block)) instanceof Cholesky.Factor factor)) {
      throw new IllegalStateException("the named factors' covariance is not positive definite");
    }
    Vec weights = factor.solve(Vec.ofUnsafe(shocks));
    for (int u = 0; u < all.length; u++) {
      if (named.containsKey(u)) {
        all[u] = named.get(u);
      } else {
        for (int i = 0; i < places.size(); i++) {
          all[u] += covariance.get(u, places.get(i)) * weights.get(i);
        }
      }
    }
    return Vec.ofUnsafe(all);
  }
}
