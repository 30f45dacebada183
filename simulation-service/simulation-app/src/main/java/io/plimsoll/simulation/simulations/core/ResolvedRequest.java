package io.plimsoll.simulation.simulations.core;

import io.plimsoll.contracts.simulation.RunSimulation;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.simulationkernel.engine.SimulationSettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A request with its defaults filled in and its values checked.
 *
 * @param body the same as a request that leaves nothing to defaults; what is stored and hashed
 */
public record ResolvedRequest(
    RunSimulation body, Rows rows, SimulationSettings settings, Optional<RegimeGate> gate) {

  /** Which model trades which bars. */
  public record Rows(
      UUID modelId, Symbol ticker, Span span, Optional<Instant> start, Optional<Instant> end) {

    /** Whether an opening instant lies in the asked period. */
    public boolean contains(Instant opened) {
      return start.map(from -> !opened.isBefore(from)).orElse(true)
          && end.map(to -> !opened.isAfter(to)).orElse(true);
    }
  }

  /** Entries are allowed where a feature has one of these values. */
  public record RegimeGate(String feature, List<Double> allowed) {
    public RegimeGate {
      allowed = List.copyOf(allowed);
    }
  }
}
