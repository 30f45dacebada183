package io.plimsoll.simulation.simulations.http;

import io.plimsoll.kernel.statistics.Trials;
import io.plimsoll.simulation.simulations.SimulationRecord;
import io.plimsoll.simulation.simulations.SimulationStore.FamilyTrials;
import io.plimsoll.simulation.simulations.Stats;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How much of a Sharpe ratio the number of tries explains, as of now.
 *
 * @param trials how many simulations the family has had
 * @param variance of their Sharpe ratios per bar
 * @param expectedMaximum the best Sharpe ratio per bar to expect of that many tries without skill
 * @param dsr the deflated Sharpe ratio, where there is one
 */
public record SelectionView(
    long trials, double variance, double expectedMaximum, Optional<Double> dsr) {

  static SelectionView of(SimulationRecord record, FamilyTrials found) {
    Trials trials = found.selection();
    Optional<Double> dsr =
        record
            .stats()
            .flatMap(Stats::sharpe)
            .map(trials::deflate)
            .filter(OptionalDouble::isPresent)
            .map(OptionalDouble::getAsDouble);
    return new SelectionView(found.count(), found.variance(), trials.expectedMaximum(), dsr);
  }
}
