package io.plimsoll.batchkernel.factor;

import io.plimsoll.batchkernel.returns.ReturnPanel;
import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The betas of many symbols over one window: worked out once a day and shared by all portfolios.
 *
 * <p>Symbols that are known on the same days share one {@link FactorDesign}; a day counts for a
 * symbol when it and every factor are known.
 *
 * @param model the factors
 * @param betas by symbol, one for each asked for
 * @param conditionNumber of the factors over the whole window; empty where they are not known
 * @param inflation the variance inflation of each factor over the whole window
 */
public record FactorStudy(
    FactorModel model,
    SortedMap<String, SymbolBetas> betas,
    Optional<Double> conditionNumber,
    Vec inflation) {

  /** Why nothing could be studied; empty when it could. */
  public static Optional<String> obstacle(FactorModel model, ReturnPanel panel) {
    List<String> missing =
        model.factors().stream()
            .map(Factor::symbol)
            .filter(
                symbol -> panel.of(symbol).map(ReturnPanel::known).orElse(0) < FactorDesign.FEWEST)
            .toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Fewer than %d returns of the factor funds %s"
                .formatted(FactorDesign.FEWEST, String.join(", ", missing)));
  }

  /**
   * Studies symbols.
   *
   * @param panel at least the factors' funds; of more than 252 sessions the last count
   * @param symbols each is answered, also one without returns
   */
  public static FactorStudy of(FactorModel model, ReturnPanel panel, Collection<String> symbols) {
    ReturnPanel window = panel.last(FactorDesign.WINDOW);
    Optional<Matrix> factors = model.returns(window);
    SortedMap<String, SymbolBetas> betas = new TreeMap<>();
    if (factors.isEmpty()) {
      new TreeSet<>(symbols)
          .forEach(symbol -> betas.put(symbol, new SymbolBetas.TooShort(0, FactorDesign.FEWEST)));
      return new FactorStudy(model, betas, Optional.empty(), Vec.empty());
    }
    BitSet whole = knownDays(factors.get());
    Map<BitSet, FactorDesign> designs = new HashMap<>();
    for (String symbol : new TreeSet<>(symbols)) {
      Vec returns = window.of(symbol).orElse(Vec.empty());
      BitSet days = (BitSet) whole.clone();
      if (returns.size() == 0) {
        days.clear();
      } else {
        days.and(knownDays(Matrix.ofColumns(List.of(returns))));
      }
      if (days.cardinality() < FactorDesign.FEWEST) {
        betas.put(symbol, new SymbolBetas.TooShort(days.cardinality(), FactorDesign.FEWEST));
      } else {
        FactorDesign design =
            designs.computeIfAbsent(days, known -> FactorDesign.of(rows(factors.get(), known)));
        betas.put(symbol, design.fit(pick(returns, days)));
      }
    }
    if (whole.cardinality() < FactorDesign.FEWEST) {
      return new FactorStudy(model, betas, Optional.empty(), Vec.empty());
    }
    FactorDesign design =
        designs.computeIfAbsent(whole, known -> FactorDesign.of(rows(factors.get(), known)));
    return new FactorStudy(model, betas, Optional.of(design.conditionNumber()), design.inflation());
  }

  /** A symbol's betas if they are known. */
  public Optional<SymbolBetas.Estimated> estimated(String symbol) {
    return Optional.ofNullable(betas.get(symbol)).flatMap(SymbolBetas::estimated);
  }

  private static BitSet knownDays(Matrix columns) {
    BitSet known = new BitSet(columns.rows());
    for (int i = 0; i < columns.rows(); i++) {
      boolean all = true;
      for (int j = 0; j < columns.columns(); j++) {
        all &= !Double.isNaN(columns.get(i, j));
      }
      known.set(i, all);
    }
    return known;
  }

  private static Matrix rows(Matrix matrix, BitSet days) {
    List<Vec> columns = new ArrayList<>();
    for (int j = 0; j < matrix.columns(); j++) {
      columns.add(pick(matrix.column(j), days));
    }
    return Matrix.ofColumns(columns);
  }

  private static Vec pick(Vec values, BitSet days) {
    return Vec.ofUnsafe(days.stream().mapToDouble(values::get).toArray());
  }
}
