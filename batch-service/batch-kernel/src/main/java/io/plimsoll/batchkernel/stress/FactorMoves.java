package io.plimsoll.batchkernel.stress;

import io.plimsoll.batchkernel.factor.FactorCovariance;
import io.plimsoll.batchkernel.factor.FactorModel;
import io.plimsoll.kernel.array.Vec;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What every factor does in a scenario, in the basis of the betas: spreads where they are spreads.
 *
 * <p>{@code direct}: what is not named stands still; an unnamed spread is 0, an unnamed fund of its
 * own too. A named style without a named market is a spread over a market that stands still.
 *
 * <p>{@code correlated}: what is not named, the market included, does what is expected of it given
 * all named shocks jointly. The expectation is taken of the funds' absolute returns, in which the
 * shocks are told, and then put into spreads; where the market is named that is the same as doing
 * it the other way round.
 *
 * @param direct with the unnamed ones standing still
 * @param correlated with the unnamed ones following
 */
public record FactorMoves(Vec direct, Vec correlated) {

  /**
   * Works a scenario out.
   *
   * @throws IllegalArgumentException if it names a factor that the model does not have
   */
  public static FactorMoves of(
      Scenario scenario,
      ScenarioSet.BondAnswer bonds,
      FactorModel model,
      FactorCovariance covariance) {
    SortedMap<Integer, Double> named = new TreeMap<>();
    scenario.shocks().forEach((name, shock) -> named.put(model.indexOf(name), shock));
    if (scenario.rateShock() != 0) {
      named.merge(
          model.indexOf(bonds.factor()),
          bonds.returnAfter(scenario.rateShock()),
          (told, _) -> told);
    }
    return new FactorMoves(direct(named, model), model.toBasis(covariance.expectedGiven(named)));
  }

  private static Vec direct(SortedMap<Integer, Double> named, FactorModel model) {
    double market = named.getOrDefault(0, 0.0);
    double[] absolute = new double[model.factors().size()];
    for (int j = 0; j < absolute.length; j++) {
      double still =
          switch (model.factors().get(j).basis()) {
            case MARKET, OUTRIGHT -> 0;
            case SPREAD -> market;
          };
      absolute[j] = named.getOrDefault(j, still);
    }
    return model.toBasis(Vec.ofUnsafe(absolute));
  }

  /** The simple return that betas make of the moves of one kind. */
  public static double impliedReturn(Vec betas, Vec moves) {
    double sum = 0;
    for (int j = 0; j < betas.size(); j++) {
      sum += betas.get(j) * moves.get(j);
    }
    return sum;
  }
}
