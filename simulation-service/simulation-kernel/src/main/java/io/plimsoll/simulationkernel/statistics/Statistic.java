package io.plimsoll.simulationkernel.statistics;

/**
 * One number of a simulation's report: its name in JSON, its unit, and what it says.
 *
 * <p>Where a denominator is 0 a statistic has no value. Conventions: simple returns of the equity
 * per bar, standard deviations with one degree of freedom, a risk-free rate of 0; a year is {@code
 * A} bars.
 */
public enum Statistic {
  INITIAL_VALUE("initial_value", "currency", "The account before the first bar."),
  FINAL_VALUE("final_value", "currency", "The account after the last bar, nothing held."),
  BENCHMARK_FINAL_VALUE("benchmark_final_value", "currency", "The same for buy and hold."),
  TOTAL_RETURN_PCT("total_return_pct", "percent", "Final over initial value, less 1."),
  BENCHMARK_RETURN_PCT("benchmark_return_pct", "percent", "The same for buy and hold."),
  CAGR("cagr", "fraction per year", "Compound growth over elapsed seconds / 31,557,600."),
  ANNUAL_VOLATILITY(
      "annual_volatility", "fraction per year", "Deviation of bar returns, x sqrt A."),
  SHARPE("sharpe", "per year", "Mean over deviation of bar returns, x sqrt A."),
  SHARPE_PER_BAR("sharpe_per_bar", "per bar", "The same, not made annual."),
  SORTINO("sortino", "per year", "Mean over sqrt(mean(min(r, 0)^2)) of all bars, x sqrt A."),
  CALMAR("calmar", "ratio", "CAGR over the greatest drawdown."),
  MAX_DRAWDOWN_PCT("max_drawdown_pct", "percent", "Greatest fall from a peak, positive."),
  MAX_DRAWDOWN_BARS("max_drawdown_bars", "bars", "From that peak to its recovery, or to the end."),
  EXPOSURE_PCT("exposure_pct", "percent", "Share of bars that ended with a position."),
  TURNOVER("turnover", "ratio", "Money that changed hands over the mean equity."),
  BARS("bars", "count", "How many bars were simulated."),
  ORDERS("orders", "count", "Filled orders."),
  UNFILLED_ORDERS("unfilled_orders", "count", "Orders that a missing bar cancelled."),
  TRADES("trades", "count", "Round trips."),
  FEES("fees", "currency", "The sum of all fees."),
  HIT_RATE("hit_rate", "fraction", "Round trips with a gain before fees."),
  WIN_RATE("win_rate", "fraction", "Round trips with a gain after fees."),
  AVERAGE_WIN("average_win", "currency", "Mean result of the winning round trips, before fees."),
  AVERAGE_LOSS("average_loss", "currency", "Mean result of the losing ones, negative."),
  EXPECTANCY("expectancy", "currency", "Mean result of a round trip, before fees."),
  EXPECTANCY_AFTER_FEES("expectancy_after_fees", "currency", "The same, after fees."),
  PROFIT_FACTOR("profit_factor", "ratio", "Gains over losses, before fees; none without a loss."),
  BEST_TRADE("best_trade", "currency", "The greatest result, before fees."),
  WORST_TRADE("worst_trade", "currency", "The least result, before fees."),
  AVERAGE_HOLDING_BARS("average_holding_bars", "bars", "Mean bars from entry to exit."),
  TRADES_PER_WEEK("trades_per_week", "count", "Mean entries per ISO week, weeks of 0 included."),
  WEEKLY_CONSISTENCY("weekly_consistency", "ratio", "Deviation over mean of entries per week."),
  SKEW("skew", "ratio", "Third standardised moment of bar returns."),
  KURTOSIS("kurtosis", "ratio", "Fourth standardised moment; a normal has 3."),
  VAR_95("var_95", "fraction", "Loss that 95 percent of bars do not exceed, positive."),
  CVAR_95("cvar_95", "fraction", "Mean loss of the worst 5 percent of bars, positive."),
  ALPHA("alpha", "fraction per year", "Mean return beyond beta times buy and hold's, x A."),
  BETA("beta", "ratio", "Covariance with buy and hold over its variance."),
  SQN("sqn", "ratio", "System quality number, at most 100 round trips counted."),
  SQN_UNCAPPED("sqn_uncapped", "ratio", "The same with every round trip counted."),
  PROBABILISTIC_SHARPE("psr", "probability", "Probability that the true Sharpe ratio is above 0.");

  private final String json;
  private final String unit;
  private final String meaning;

  Statistic(String json, String unit, String meaning) {
    this.json = json;
    this.unit = unit;
    this.meaning = meaning;
  }

  /** The name in JSON. */
  public String json() {
    return json;
  }

  /** The unit, in words. */
  public String unit() {
    return unit;
  }

  /** Whether it counts something, so that its value is a whole number. */
  public boolean isCount() {
    return switch (this) {
      case BARS, ORDERS, UNFILLED_ORDERS, TRADES, MAX_DRAWDOWN_BARS -> true;
      default -> false;
    };
  }

  /** What it says, in one sentence. */
  public String meaning() {
    return meaning;
  }
}
