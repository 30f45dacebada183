package io.plimsoll.batchkernel.correlation;

import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.statistics.Statistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Pearson's correlations of returns, made positive semi-definite.
 *
 * <p>Each pair counts the days on which both are known, at least 20; with fewer, or for a constant
 * series, the pair is taken to be 0 and counted. Such a matrix need not be one of correlations at
 * all, so negative eigenvalues are set to 0 and the diagonal scaled back to 1.
 *
 * <p>Source: Rebonato and Jaeckel (1999), "The most general methodology to create a valid
 * correlation matrix", Journal of Risk 2(2), the spectral method.
 *
 * @param values symmetric, ones on the diagonal, within [-1, 1]
 * @param observations of the pair with the fewest days
 * @param unknownPairs how many pairs had too few
 * @param isClipped whether an eigenvalue was negative beyond rounding
 */
public record CorrelationMatrix(
    Matrix values, int observations, int unknownPairs, boolean isClipped) {
  /** The fewest days of a pair. */
  public static final int FEWEST = 20;

  private static final double ROUNDING = 1e-12;

  /**
   * Correlates returns.
   *
   * @param returns a column for each symbol, NaN where unknown
   */
  public static CorrelationMatrix of(Matrix returns) {
    int n = returns.columns();
    double[][] values = new double[n][n];
    int fewest = n > 1 ? Integer.MAX_VALUE : returns.rows();
    int unknown = 0;
    for (int i = 0; i < n; i++) {
      values[i][i] = 1;
      for (int j = 0; j < i; j++) {
        Pair pair = Pair.of(returns.column(i), returns.column(j));
        fewest = Math.min(fewest, pair.days());
        if (pair.days() >= FEWEST && Statistics.correlation(pair.a, pair.b).isPresent()) {
          values[i][j] = Statistics.correlation(pair.a, pair.b).getAsDouble();
          values[j][i] = values[i][j];
        } else {
          unknown++;
        }
      }
    }
    Matrix raw = columns(values);
    SymmetricEigen eigen = SymmetricEigen.of(raw);
    double lowest = Arrays.stream(eigen.values().toArray()).min().orElse(0);
    return lowest >= -ROUNDING * n
        ? new CorrelationMatrix(raw, fewest, unknown, false)
        : new CorrelationMatrix(clipped(eigen), fewest, unknown, true);
  }

  private static Matrix clipped(SymmetricEigen eigen) {
    int n = eigen.values().size();
    double[][] values = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          values[i][j] +=
              Math.max(0, eigen.values().get(k))
                  * eigen.vectors().get(i, k)
                  * eigen.vectors().get(j, k);
        }
      }
    }
    double[] scale = new double[n];
    for (int i = 0; i < n; i++) {
      scale[i] = Math.sqrt(values[i][i]);
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double value = i == j ? 1 : values[i][j] / (scale[i] * scale[j]);
        values[i][j] = Math.clamp(value, -1, 1);
      }
    }
    return columns(values);
  }

  private static Matrix columns(double[][] symmetric) {
    return Matrix.ofColumns(Arrays.stream(symmetric).map(Vec::of).toList());
  }

  private record Pair(Vec a, Vec b) {
    static Pair of(Vec left, Vec right) {
      List<Integer> both = new ArrayList<>();
      for (int i = 0; i < left.size(); i++) {
        if (!Double.isNaN(left.get(i)) && !Double.isNaN(right.get(i))) {
          both.add(i);
        }
      }
      return new Pair(
          Vec.ofUnsafe(both.stream().mapToDouble(left::get).toArray()),
          Vec.ofUnsafe(both.stream().mapToDouble(right::get).toArray()));
    }

    int days() {
      return a.size();
    }
  }
}
