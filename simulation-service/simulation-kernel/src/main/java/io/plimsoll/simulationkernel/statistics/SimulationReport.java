package io.plimsoll.simulationkernel.statistics;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.simulationkernel.engine.Engine;
import io.plimsoll.simulationkernel.engine.Market;
import io.plimsoll.simulationkernel.engine.Simulation;
import io.plimsoll.simulationkernel.engine.SimulationSettings;
import io.plimsoll.simulationkernel.engine.Trades;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Measures a finished simulation against buy and hold with the same account, fills and costs.
 *
 * @param benchmark the equity of buy and hold, one value per bar
 */
public record SimulationReport(Statistics statistics, Vec benchmark) {
  private static final double SECONDS_PER_YEAR = 31_557_600;
  private static final double TAIL = 0.05;

  /**
   * Computes every statistic.
   *
   * <p>Cost: one more simulation for the benchmark and O(n log n) for the tail of the returns.
   */
  public static SimulationReport of(
      Market market, Simulation simulation, SimulationSettings settings) {
    double[] always = new double[market.size()];
    Arrays.fill(always, 1);
    Vec held = Engine.run(market, Vec.ofUnsafe(always), settings.benchmark()).equity();
    Statistics.Builder builder = Statistics.builder();
    account(builder, simulation, settings, held);
    returns(builder, market, simulation, held);
    activity(builder, market, simulation);
    results(builder, simulation.trades());
    return new SimulationReport(builder.build(), held);
  }

  private static void account(
      Statistics.Builder builder,
      Simulation simulation,
      SimulationSettings settings,
      Vec benchmark) {
    double initial = settings.initialCash();
    double heldFinal = benchmark.get(benchmark.size() - 1);
    builder
        .put(Statistic.INITIAL_VALUE, initial)
        .put(Statistic.FINAL_VALUE, simulation.finalValue())
        .put(Statistic.BENCHMARK_FINAL_VALUE, heldFinal)
        .put(Statistic.TOTAL_RETURN_PCT, 100 * (simulation.finalValue() / initial - 1))
        .put(Statistic.BENCHMARK_RETURN_PCT, 100 * (heldFinal / initial - 1));
  }

  private static void returns(
      Statistics.Builder builder, Market market, Simulation simulation, Vec benchmark) {
    Returns returns = Returns.ofEquity(simulation.equity());
    Returns held = Returns.ofEquity(benchmark);
    Drawdown drawdown = Drawdown.of(simulation.equity());
    double year = market.barsPerYear();
    double cagr = growth(market.bars(), simulation.equity());
    double beta = returns.beta(held);
    builder
        .put(Statistic.CAGR, cagr)
        .put(Statistic.ANNUAL_VOLATILITY, returns.deviation() * Math.sqrt(year))
        .put(Statistic.SHARPE, returns.sharpe() * Math.sqrt(year))
        .put(Statistic.SHARPE_PER_BAR, returns.sharpe())
        .quotient(Statistic.SORTINO, returns.mean() * Math.sqrt(year), returns.downsideDeviation())
        .quotient(Statistic.CALMAR, cagr, drawdown.depth())
        .put(Statistic.MAX_DRAWDOWN_PCT, 100 * drawdown.depth())
        .put(Statistic.MAX_DRAWDOWN_BARS, drawdown.bars())
        .put(Statistic.SKEW, returns.skew())
        .put(Statistic.KURTOSIS, returns.kurtosis())
        .put(Statistic.VAR_95, returns.valueAtRisk(TAIL))
        .put(Statistic.CVAR_95, returns.tailMean(TAIL))
        .put(Statistic.BETA, beta)
        .put(Statistic.ALPHA, (returns.mean() - beta * held.mean()) * year);
    returns
        .significance()
        .map(measured -> measured.probabilityAbove(0))
        .ifPresent(found -> put(builder, Statistic.PROBABILISTIC_SHARPE, found));
  }

  /** Growth from the first close, when the account is whole, to the last close. */
  private static double growth(Bars bars, Vec equity) {
    int last = bars.size() - 1;
    double years = (bars.availableAt(last) - bars.availableAt(0)) / 1000.0 / SECONDS_PER_YEAR;
    double ratio = equity.get(last) / equity.get(0);
    return years > 0 && ratio > 0 ? StrictMath.pow(ratio, 1 / years) - 1 : Double.NaN;
  }

  private static void activity(Statistics.Builder builder, Market market, Simulation simulation) {
    int n = market.size();
    double equity = 0;
    int exposed = 0;
    for (int i = 0; i < n; i++) {
      equity += simulation.equity().get(i);
      exposed += simulation.position().get(i) == 0 ? 0 : 1;
    }
    WeeklyTrades weekly = WeeklyTrades.of(market.bars(), simulation.trades());
    builder
        .put(Statistic.BARS, n)
        .put(Statistic.EXPOSURE_PCT, 100.0 * exposed / n)
        .quotient(Statistic.TURNOVER, simulation.orders().grossNotional(), equity / n)
        .put(Statistic.ORDERS, simulation.orders().size())
        .put(Statistic.UNFILLED_ORDERS, simulation.unfilled())
        .put(Statistic.FEES, simulation.orders().totalFees())
        .put(Statistic.TRADES_PER_WEEK, weekly.mean())
        .quotient(Statistic.WEEKLY_CONSISTENCY, weekly.deviation(), weekly.mean());
  }

  private static void results(Statistics.Builder builder, Trades trades) {
    int n = trades.size();
    int hits = 0;
    int wins = 0;
    int losses = 0;
    double gained = 0;
    double lost = 0;
    double fees = 0;
    double held = 0;
    double best = Double.NEGATIVE_INFINITY;
    double worst = Double.POSITIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      double pnl = trades.pnl(i);
      hits += pnl > 0 ? 1 : 0;
      losses += pnl < 0 ? 1 : 0;
      wins += pnl - trades.fees(i) > 0 ? 1 : 0;
      gained += Math.max(pnl, 0);
      lost += Math.min(pnl, 0);
      fees += trades.fees(i);
      held += trades.exitBar(i) - trades.entryBar(i);
      best = Math.max(best, pnl);
      worst = Math.min(worst, pnl);
    }
    builder
        .put(Statistic.TRADES, n)
        .quotient(Statistic.HIT_RATE, hits, n)
        .quotient(Statistic.WIN_RATE, wins, n)
        .quotient(Statistic.AVERAGE_WIN, gained, hits)
        .quotient(Statistic.AVERAGE_LOSS, lost, losses)
        .quotient(Statistic.EXPECTANCY, gained + lost, n)
        .quotient(Statistic.EXPECTANCY_AFTER_FEES, gained + lost - fees, n)
        .quotient(Statistic.PROFIT_FACTOR, gained, -lost)
        .quotient(Statistic.AVERAGE_HOLDING_BARS, held, n)
        .put(Statistic.BEST_TRADE, best)
        .put(Statistic.WORST_TRADE, worst);
    put(builder, Statistic.SQN, SystemQuality.capped(trades));
    put(builder, Statistic.SQN_UNCAPPED, SystemQuality.uncapped(trades));
  }

  private static void put(Statistics.Builder builder, Statistic statistic, OptionalDouble found) {
    found.ifPresent(value -> builder.put(statistic, value));
  }
}
