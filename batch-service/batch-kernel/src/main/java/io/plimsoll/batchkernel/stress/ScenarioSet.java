package io.plimsoll.batchkernel.stress;

import io.plimsoll.batchkernel.factor.Factor;
import io.plimsoll.batchkernel.factor.FactorModel;
import io.plimsoll.batchkernel.stress.Scenario.Severity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The scenarios of a desk, and how a change of rates moves the fund of long bonds.
 *
 * @param scenarios names each once
 * @param bonds the fund's answer to rates
 */
public record ScenarioSet(List<Scenario> scenarios, BondAnswer bonds) {
  private static final List<Scenario> PUBLISHED =
      List.of(
          moves("market_up_10", Severity.MODERATE, Map.of("market", .10)),
          moves("market_down_10", Severity.MODERATE, Map.of("market", -.10)),
          shaken("market_crash_35", Severity.SEVERE, 1.0, Map.of("market", -.35)),
          moves("market_rally_25", Severity.SEVERE, Map.of("market", .25)),
          rates("rates_up_25bp", Severity.MILD, .0025),
          rates("rates_down_25bp", Severity.MILD, -.0025),
          rates("rates_up_100bp", Severity.MODERATE, .01),
          rates("rates_down_100bp", Severity.MODERATE, -.01),
          rates("rates_up_300bp", Severity.SEVERE, .03),
          moves("value_rotation", Severity.MODERATE, Map.of("value", .20, "growth", -.10)),
          moves("growth_rally", Severity.MODERATE, Map.of("growth", .15, "momentum", .10)),
          moves("small_cap_rally", Severity.MILD, Map.of("size", .10)),
          moves("quality_flight", Severity.MILD, Map.of("quality", .12, "market", -.05)),
          shaken("vix_spike", Severity.SEVERE, 1.5, Map.of("low_volatility", -.25, "market", -.15)),
          moves(
              "liquidity_crisis",
              Severity.SEVERE,
              Map.of("market", -.20, "low_volatility", -.30, "quality", .15, "size", -.10)),
          shaken(
              "crisis_2008",
              Severity.EXTREME,
              1.0,
              Map.of(
                  "market",
                  -.45,
                  "value",
                  -.30,
                  "size",
                  -.25,
                  "quality",
                  .20,
                  "low_volatility",
                  -.35)),
          shaken(
              "covid_2020",
              Severity.EXTREME,
              1.0,
              Map.of("market", -.35, "growth", .15, "value", -.40, "size", -.30, "quality", .10)),
          moves(
              "dot_com",
              Severity.EXTREME,
              Map.of(
                  "market", -.45, "growth", -.60, "value", .20, "momentum", -.50, "quality", .15)));

  /** The eighteen that a fresh installation has. */
  public static final ScenarioSet STANDARD = new ScenarioSet(PUBLISHED, BondAnswer.STANDARD);

  public ScenarioSet {
    scenarios = List.copyOf(scenarios);
    if (scenarios.stream().map(Scenario::name).distinct().count() != scenarios.size()) {
      throw new IllegalArgumentException("scenarios: a name twice (expected: each once)");
    }
  }

  /**
   * How a fund of bonds answers a change of rates: return = -duration dy + convexity dy^2 / 2.
   *
   * @param factor the name of its factor
   * @param duration in years
   * @param convexity in years squared
   */
  public record BondAnswer(String factor, double duration, double convexity) {
    /** A fund of treasury bonds of 20 years and more. */
    public static final BondAnswer STANDARD = new BondAnswer("interest_rate", 16.5, 360);

    /** The fund's return after a change of the rate, .01 for 100 basis points. */
    public double returnAfter(double rateChange) {
      return -duration * rateChange + .5 * convexity * rateChange * rateChange;
    }
  }

  /** Names the first factor of a scenario that a model does not have; empty if it has all. */
  public static List<String> unknownFactors(Scenario scenario, FactorModel model) {
    List<String> known = model.factors().stream().map(Factor::name).toList();
    return scenario.shocks().keySet().stream().filter(name -> !known.contains(name)).toList();
  }

  private static Scenario moves(String name, Severity severity, Map<String, Double> shocks) {
    return shaken(name, severity, 0, shocks);
  }

  private static Scenario shaken(
      String name, Severity severity, double volatilityShock, Map<String, Double> shocks) {
    return new Scenario(name, severity, new TreeMap<>(shocks), 0, volatilityShock);
  }

  private static Scenario rates(String name, Severity severity, double rateShock) {
    return new Scenario(name, severity, new TreeMap<>(), rateShock, 0);
  }
}
