package io.plimsoll.batchkernel.factor;

import io.plimsoll.batchkernel.valuation.PositionGreeks;
import io.plimsoll.kernel.array.Vec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a portfolio's value moves by with each factor.
 *
 * <p>A position's dollar exposure is its dollar delta times the beta of its underlying, so that
 * options enter delta-adjusted; the portfolio's is the sum, and its exposure that sum over NAV.
 * Exposures do not add up to 1.
 *
 * @param factors one for each factor, in the model's order
 * @param positions one for each position whose betas are known, in the order of the positions
 * @param warnings which symbols had to be left out, and why
 */
public record FactorExposures(
    List<FactorTotal> factors, List<PositionExposure> positions, List<String> warnings) {
  public FactorExposures {
    factors = List.copyOf(factors);
    positions = List.copyOf(positions);
    warnings = List.copyOf(warnings);
  }

  /**
   * A portfolio's exposure to one factor.
   *
   * @param factor its name
   * @param dollars change of value per unit of the factor's return
   * @param beta dollars over NAV; empty where NAV is not positive
   */
  public record FactorTotal(String factor, double dollars, Optional<Double> beta) {}

  /**
   * A position's exposures.
   *
   * @param position whose
   * @param dollars one for each factor, in the model's order
   */
  public record PositionExposure(PositionGreeks position, Vec dollars) {}

  /**
   * Adds up the exposures of a portfolio.
   *
   * @param greeks its positions' sensitivities
   * @param nav its net asset value
   */
  public static FactorExposures of(FactorStudy study, List<PositionGreeks> greeks, double nav) {
    int k = study.model().factors().size();
    double[] sums = new double[k];
    List<PositionExposure> positions = new ArrayList<>(greeks.size());
    TreeSet<String> warnings = new TreeSet<>();
    for (PositionGreeks one : greeks) {
      String symbol = one.position().instrument().underlying().value();
      SymbolBetas betas =
          study.betas().getOrDefault(symbol, new SymbolBetas.TooShort(0, FactorDesign.FEWEST));
      switch (betas) {
        case SymbolBetas.Estimated found -> {
          double[] dollars = new double[k];
          for (int j = 0; j < k; j++) {
            dollars[j] = one.sensitivities().dollarDelta() * found.betas().get(j);
            sums[j] += dollars[j];
          }
          positions.add(new PositionExposure(one, Vec.ofUnsafe(dollars)));
          if (found.quality().history() == SymbolBetas.History.LIMITED) {
            warnings.add(
                "%s: limited history, %d returns"
                    .formatted(symbol, found.quality().observations()));
          }
        }
        case SymbolBetas.TooShort(int seen, int needed) ->
            warnings.add(
                "%s: no factor betas, %d returns of at least %d".formatted(symbol, seen, needed));
        case SymbolBetas.Constant _ ->
            warnings.add("%s: no factor betas, its price never moves".formatted(symbol));
      }
    }
    List<FactorTotal> totals = new ArrayList<>(k);
    for (int j = 0; j < k; j++) {
      totals.add(
          new FactorTotal(
              study.model().names().get(j),
              sums[j],
              nav > 0 ? Optional.of(sums[j] / nav) : Optional.empty()));
    }
    return new FactorExposures(totals, positions, List.copyOf(warnings));
  }
}
