package io.plimsoll.batchkernel.stress;

import io.plimsoll.batchkernel.factor.FactorCovariance;
import io.plimsoll.batchkernel.factor.FactorStudy;
import io.plimsoll.batchkernel.factor.SymbolBetas;
import io.plimsoll.batchkernel.portfolio.Instrument;
import io.plimsoll.batchkernel.returns.ReturnPanel;
import io.plimsoll.batchkernel.valuation.OptionBook;
import io.plimsoll.batchkernel.valuation.Repricing;
import io.plimsoll.batchkernel.valuation.Shock;
import io.plimsoll.kernel.array.Vec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one unit of each instrument gains in every scenario, every move of the market and every day
 * of the past: worked out once a day, so that a portfolio's profit is a sum of units.
 *
 * <p>Cost: for an American option about 40 prices and one boundary per history, for a stock
 * nothing.
 */
public final class ShockTable {
  /** The moves of the market that are looked at besides the scenarios. */
  public static final Vec MARKET_MOVES = Vec.of(-.20, -.10, -.05, .05, .10, .20);

  /** The changes of rates that are looked at besides the scenarios. */
  public static final Vec RATE_MOVES = Vec.of(-.02, -.01, .01, .02);

  private final ScenarioSet scenarios;
  private final List<FactorMoves> moves;
  private final FactorStudy study;
  private final ReturnPanel history;
  private final Map<String, Optional<UnitChanges>> rows;

  private ShockTable(
      Inputs inputs, List<FactorMoves> moves, Map<String, Optional<UnitChanges>> rows) {
    this.scenarios = inputs.scenarios();
    this.moves = moves;
    this.study = inputs.study();
    this.history = inputs.history();
    this.rows = rows;
  }

  /**
   * What the table is made of.
   *
   * @param scenarios of the desk
   * @param study the betas
   * @param covariance of the factors
   * @param history the days that are lived through again
   * @param book the options
   */
  public record Inputs(
      ScenarioSet scenarios,
      FactorStudy study,
      FactorCovariance covariance,
      ReturnPanel history,
      OptionBook book) {}

  /**
   * One unit's gains. A part is empty where what it needs is not known of the underlying.
   *
   * @param scenarios in each scenario, direct and correlated; needs betas
   * @param market at each move of the market, by the beta to it alone, and at each change of rates;
   *     needs betas
   * @param days on each day of the history; needs returns
   */
  public record UnitChanges(
      Optional<ScenarioChanges> scenarios, Optional<MarketChanges> market, Optional<Days> days) {}

  /**
   * Gains by scenario.
   *
   * @param direct one for each
   * @param correlated one for each
   */
  public record ScenarioChanges(Vec direct, Vec correlated) {}

  /**
   * Gains by move.
   *
   * @param market one for each of {@link #MARKET_MOVES}
   * @param rates one for each of {@link #RATE_MOVES}
   */
  public record MarketChanges(Vec market, Vec rates) {}

  /**
   * Gains by day.
   *
   * @param changes one for each session of the history
   * @param filled how many of the underlying's returns were unknown and were taken to be its market
   *     beta times the market's
   */
  public record Days(Vec changes, int filled) {}

  /**
   * Works the table out.
   *
   * @param prices one unit's, by instrument
   */
  public static ShockTable of(Inputs inputs, Map<Instrument, Double> prices) {
    List<FactorMoves> moves =
        inputs.scenarios().scenarios().stream()
            .map(scenario ->
                FactorMoves.of(
                    scenario,
                    inputs.scenarios().bonds(),
                    inputs.study().model(),
                    inputs.covariance()))
            .toList();
    Map<String, Optional<UnitChanges>> rows = new HashMap<>();
    prices.forEach(
        (instrument, price) -> rows.put(instrument.code(), row(inputs, moves, instrument, price)));
    return new ShockTable(inputs, moves, rows);
  }

  private static Optional<UnitChanges> row(
      Inputs inputs, List<FactorMoves> moves, Instrument instrument, double price) {
    String symbol = instrument.underlying().value();
    Optional<SymbolBetas.Estimated> betas = inputs.study().estimated(symbol);
    return Repricing.of(instrument, price, inputs.book())
        .map(unit ->
            new UnitChanges(
                betas.map(found -> scenarios(inputs, moves, unit, found)),
                betas.map(found -> market(inputs, unit, found)),
                days(inputs, symbol, unit, betas)));
  }

  private static ScenarioChanges scenarios(
      Inputs inputs, List<FactorMoves> moves, Repricing unit, SymbolBetas.Estimated betas) {
    List<Scenario> scenarios = inputs.scenarios().scenarios();
    double[] direct = new double[scenarios.size()];
    double[] correlated = new double[scenarios.size()];
    for (int s = 0; s < direct.length; s++) {
      Scenario scenario = scenarios.get(s);
      direct[s] = unit.change(shock(scenario, betas, moves.get(s).direct()));
      correlated[s] = unit.change(shock(scenario, betas, moves.get(s).correlated()));
    }
    return new ScenarioChanges(Vec.ofUnsafe(direct), Vec.ofUnsafe(correlated));
  }

  private static Shock shock(Scenario scenario, SymbolBetas.Estimated betas, Vec moves) {
    return new Shock(
        FactorMoves.impliedReturn(betas.betas(), moves),
        scenario.rateShock(),
        scenario.volatilityShock());
  }

  private static MarketChanges market(Inputs inputs, Repricing unit, SymbolBetas.Estimated betas) {
    double[] market = MARKET_MOVES.toArray();
    for (int i = 0; i < market.length; i++) {
      market[i] = unit.change(Shock.ofReturn(betas.marketBeta() * market[i]));
    }
    ScenarioSet.BondAnswer bonds = inputs.scenarios().bonds();
    double bondBeta = betas.betas().get(inputs.study().model().indexOf(bonds.factor()));
    double[] rates = RATE_MOVES.toArray();
    for (int i = 0; i < rates.length; i++) {
      rates[i] = unit.change(new Shock(bondBeta * bonds.returnAfter(rates[i]), rates[i], 0));
    }
    return new MarketChanges(Vec.ofUnsafe(market), Vec.ofUnsafe(rates));
  }

  private static Optional<Days> days(
      Inputs inputs, String symbol, Repricing unit, Optional<SymbolBetas.Estimated> betas) {
    Optional<Vec> own = inputs.history().of(symbol);
    if (own.isEmpty() || ReturnPanel.known(own.get()) == 0) {
      return Optional.empty();
    }
    Optional<Vec> market =
        inputs.history().of(inputs.study().model().factors().getFirst().symbol());
    double[] simple = own.get().toArray();
    int filled = 0;
    for (int i = 0; i < simple.length; i++) {
      if (Double.isNaN(simple[i])) {
        filled++;
        int day = i;
        double proxy =
            betas
                .flatMap(found -> market.map(all -> found.marketBeta() * all.get(day)))
                .orElse(Double.NaN);
        if (Double.isNaN(proxy)) {
          return Optional.empty();
        }
        simple[i] = proxy;
      }
      simple[i] = StrictMath.expm1(simple[i]);
    }
    return Optional.of(new Days(unit.changes(Vec.ofUnsafe(simple)), filled));
  }

  /** The scenarios, in the order of the gains. */
  public ScenarioSet scenarios() {
    return scenarios;
  }

  /** What the factors do in each scenario, in their order. */
  public List<FactorMoves> moves() {
    return moves;
  }

  /** The betas that the gains rest on. */
  public FactorStudy study() {
    return study;
  }

  /** The days of the history. */
  public ReturnPanel history() {
    return history;
  }

  /** One unit's gains; empty for an instrument that cannot be valued again. */
  public Optional<UnitChanges> find(Instrument instrument) {
    return rows.getOrDefault(instrument.code(), Optional.empty());
  }
}
