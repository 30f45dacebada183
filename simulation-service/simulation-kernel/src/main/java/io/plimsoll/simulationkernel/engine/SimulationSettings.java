package io.plimsoll.simulationkernel.engine;

/** Everything that, with bars and signals, decides what a simulation does. */
public record SimulationSettings(
    double initialCash, SignalRules signals, Sizing sizing, Fill fill, Costs costs, Exits exits) {

  public SimulationSettings {
    if (!(initialCash > 0 && initialCash <= 1e15)) {
      throw new IllegalArgumentException(
          "initialCash: %s (expected: 0 < initialCash <= 1e15)".formatted(initialCash));
    }
  }

  /** Long above zero with the whole account at the next open, without costs. */
  public static SimulationSettings plain(double initialCash) {
    return new SimulationSettings(
        initialCash,
        SignalRules.LONG_ABOVE_ZERO,
        Sizing.allIn(),
        Fill.NEXT_OPEN,
        Costs.NONE,
        Exits.NONE);
  }

  /** The same with other signal rules. */
  public SimulationSettings withSignals(SignalRules other) {
    return new SimulationSettings(initialCash, other, sizing, fill, costs, exits);
  }

  /** The same with another sizing. */
  public SimulationSettings withSizing(Sizing other) {
    return new SimulationSettings(initialCash, signals, other, fill, costs, exits);
  }

  /** The same with another fill. */
  public SimulationSettings withFill(Fill other) {
    return new SimulationSettings(initialCash, signals, sizing, other, costs, exits);
  }

  /** The same with other costs. */
  public SimulationSettings withCosts(Costs other) {
    return new SimulationSettings(initialCash, signals, sizing, fill, other, exits);
  }

  /** The same with other exits. */
  public SimulationSettings withExits(Exits other) {
    return new SimulationSettings(initialCash, signals, sizing, fill, costs, other);
  }

  /** Buy and hold with the same account, fill and costs: what the strategy is measured against. */
  public SimulationSettings benchmark() {
    return new SimulationSettings(
        initialCash, SignalRules.LONG_ABOVE_ZERO, Sizing.allIn(), fill, costs, Exits.NONE);
  }
}
