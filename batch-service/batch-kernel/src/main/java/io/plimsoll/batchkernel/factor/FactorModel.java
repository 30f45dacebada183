package io.plimsoll.batchkernel.factor;

import io.plimsoll.batchkernel.factor.Factor.Basis;
import io.plimsoll.batchkernel.returns.ReturnPanel;
import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The factors of a desk, in the order of their betas.
 *
 * @param factors the market first; names and symbols each once
 */
public record FactorModel(List<Factor> factors) {
  /** The nine factors that a fresh installation has. */
  public static final FactorModel STANDARD =
      new FactorModel(
          List.of(
              new Factor("market", "SPY", Basis.MARKET),
              new Factor("value", "VTV", Basis.SPREAD),
              new Factor("growth", "VUG", Basis.SPREAD),
              new Factor("momentum", "MTUM", Basis.SPREAD),
              new Factor("quality", "QUAL", Basis.SPREAD),
              new Factor("size", "IWM", Basis.SPREAD),
              new Factor("low_volatility", "USMV", Basis.SPREAD),
              new Factor("interest_rate", "TLT", Basis.OUTRIGHT),
              new Factor("gold", "GLD", Basis.OUTRIGHT)));

  public FactorModel {
    factors = List.copyOf(factors);
    Set<String> seen = new HashSet<>();
    for (Factor factor : factors) {
      if (!seen.add(factor.name()) || !seen.add(factor.symbol())) {
        throw new IllegalArgumentException(
            "factors: %s twice (expected: each name and symbol once)".formatted(factor));
      }
    }
    boolean marketFirst = !factors.isEmpty() && factors.getFirst().basis() == Basis.MARKET;
    if (!marketFirst || factors.stream().filter(one -> one.basis() == Basis.MARKET).count() != 1) {
      throw new IllegalArgumentException(
          "factors: %s (expected: the market first, and once)".formatted(factors));
    }
  }

  /** The names, in order. */
  public List<String> names() {
    return factors.stream().map(Factor::name).toList();
  }

  /** The place of a factor. */
  public int indexOf(String name) {
    int index = names().indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "factor: '%s' (expected: one of %s)".formatted(name, names()));
    }
    return index;
  }

  /** The funds' own returns, a column for each factor, NaN where unknown; empty without one. */
  public Optional<Matrix> absoluteReturns(ReturnPanel panel) {
    List<Vec> columns = new ArrayList<>();
    for (Factor factor : factors) {
      Optional<Vec> column = panel.of(factor.symbol());
      if (column.isEmpty()) {
        return Optional.empty();
      }
      columns.add(column.get());
    }
    return Optional.of(Matrix.ofColumns(columns));
  }

  /** The factors' returns as they enter the regression: spreads where they are spreads. */
  public Optional<Matrix> returns(ReturnPanel panel) {
    return absoluteReturns(panel).map(this::toBasis);
  }

  private Matrix toBasis(Matrix absolute) {
    List<Vec> columns = new ArrayList<>();
    for (int j = 0; j < absolute.columns(); j++) {
      columns.add(
          switch (factors.get(j).basis()) {
            case MARKET, OUTRIGHT -> absolute.column(j);
            case SPREAD -> difference(absolute.column(j), absolute.column(0));
          });
    }
    return Matrix.ofColumns(columns);
  }

  /** One day's absolute factor returns in the basis of the betas. */
  public Vec toBasis(Vec absolute) {
    double[] values = absolute.toArray();
    for (int j = 0; j < values.length; j++) {
      values[j] -= factors.get(j).basis() == Basis.SPREAD ? absolute.get(0) : 0;
    }
    return Vec.ofUnsafe(values);
  }

  private static Vec difference(Vec a, Vec b) {
    double[] values = a.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] -= b.get(i);
    }
    return Vec.ofUnsafe(values);
  }
}
