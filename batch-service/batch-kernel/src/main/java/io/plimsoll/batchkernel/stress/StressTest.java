package io.plimsoll.batchkernel.stress;

import io.plimsoll.batchkernel.factor.FactorExposures;
import io.plimsoll.batchkernel.portfolio.Position;
import io.plimsoll.batchkernel.valuation.PositionValue;
import io.plimsoll.kernel.array.Vec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a portfolio gains in each scenario.
 *
 * <p>The gain is by full revaluation, and never cut off: a loss beyond NAV is shown as it is and
 * says so. Beside it stands what each factor's exposure times its move would have given, and what
 * is left over: curvature, volatility and rates of the options. Both parts add up to the gain.
 *
 * @param results one for each scenario, in their order
 * @param warnings which positions had to be left out
 */
public record StressTest(List<Result> results, List<String> warnings) {
  public StressTest {
    results = List.copyOf(results);
    warnings = List.copyOf(warnings);
  }

  /**
   * One scenario.
   *
   * @param scenario which
   * @param direct with the unnamed factors standing still
   * @param correlated with the unnamed factors following
   */
  public record Result(Scenario scenario, Outcome direct, Outcome correlated) {}

  /**
   * What a scenario comes to.
   *
   * @param gain by full revaluation, negative for a loss
   * @param ofNav gain over NAV; empty where NAV is not positive
   * @param byFactor exposure times move, one for each factor in the model's order
   * @param beyondFactors gain less all of those
   * @param exceedsNav whether the loss is larger than NAV
   */
  public record Outcome(
      double gain,
      Optional<Double> ofNav,
      Vec byFactor,
      double beyondFactors,
      boolean exceedsNav) {}

  /** Adds up a portfolio's gains. */
  public static StressTest of(
      List<PositionValue> values, FactorExposures exposures, double nav, ShockTable table) {
    int n = table.scenarios().scenarios().size();
    double[] direct = new double[n];
    double[] correlated = new double[n];
    TreeSet<String> warnings = new TreeSet<>();
    for (PositionValue value : values) {
      Position position = value.position();
      double units = position.quantity().doubleValue() * position.instrument().multiplier();
      Optional<ShockTable.ScenarioChanges> changes =
          table.find(position.instrument()).flatMap(ShockTable.UnitChanges::scenarios);
      if (changes.isEmpty()) {
        warnings.add("%s: no betas or no value, left out".formatted(position.instrument().code()));
      } else {
        for (int s = 0; s < n; s++) {
          direct[s] += units * changes.get().direct().get(s);
          correlated[s] += units * changes.get().correlated().get(s);
        }
      }
    }
    List<Result> results = new ArrayList<>(n);
    for (int s = 0; s < n; s++) {
      FactorMoves moves = table.moves().get(s);
      results.add(
          new Result(
              table.scenarios().scenarios().get(s),
              outcome(direct[s], exposures, moves.direct(), nav),
              outcome(correlated[s], exposures, moves.correlated(), nav)));
    }
    return new StressTest(results, new ArrayList<>(warnings));
  }

  private static Outcome outcome(double gain, FactorExposures exposures, Vec moves, double nav) {
    double[] byFactor = new double[moves.size()];
    double rest = gain;
    for (int j = 0; j < byFactor.length; j++) {
      byFactor[j] = exposures.factors().get(j).dollars() * moves.get(j);
      rest -= byFactor[j];
    }
    return new Outcome(
        gain,
        nav > 0 ? Optional.of(gain / nav) : Optional.empty(),
        Vec.ofUnsafe(byFactor),
        rest,
        -gain > nav);
  }
}
