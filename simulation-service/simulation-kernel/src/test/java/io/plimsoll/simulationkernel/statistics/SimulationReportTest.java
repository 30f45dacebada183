package io.plimsoll.simulationkernel.statistics;

import static io.plimsoll.simulationkernel.engine.Samples.bar;
import static io.plimsoll.simulationkernel.engine.Samples.days;
import static io.plimsoll.simulationkernel.engine.Samples.flat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.simulationkernel.engine.Costs;
import io.plimsoll.simulationkernel.engine.Engine;
import io.plimsoll.simulationkernel.engine.Market;
import io.plimsoll.simulationkernel.engine.Samples;
import io.plimsoll.simulationkernel.engine.Simulation;
import io.plimsoll.simulationkernel.engine.SimulationSettings;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SimulationReportTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final SimulationSettings PLAIN = SimulationSettings.plain(1_000);

  /** Two round trips, +200 and -100 on 1000 and 1200, over ten days from Wednesday 2025-01-01. */
  private static final Market MARKET =
      days(
          flat(100), flat(100), flat(120), flat(120), flat(100), flat(90), flat(90), flat(90),
          flat(90), flat(90));

  private static final Vec SIGNAL = Vec.of(1, 0, 0, 1, 0, 0, 0, 0, 0, 0);

  @Test
  void reportsTheAccountAndItsRoundTrips() {
    Simulation run = Engine.run(MARKET, SIGNAL, PLAIN);

    Statistics found = SimulationReport.of(MARKET, run, PLAIN).statistics();

    // bought 10 at 100, sold at 120; bought 12 at 100, sold at 90
    assertThat(value(found, Statistic.FINAL_VALUE)).isEqualTo(1_080);
    assertThat(value(found, Statistic.TOTAL_RETURN_PCT)).isCloseTo(8, EXACT);
    assertThat(value(found, Statistic.BENCHMARK_FINAL_VALUE)).isEqualTo(900);
    assertThat(value(found, Statistic.BENCHMARK_RETURN_PCT)).isCloseTo(-10, EXACT);
    assertThat(value(found, Statistic.TRADES)).isEqualTo(2);
    assertThat(value(found, Statistic.ORDERS)).isEqualTo(4);
    assertThat(value(found, Statistic.HIT_RATE)).isEqualTo(0.5);
    assertThat(value(found, Statistic.AVERAGE_WIN)).isEqualTo(200);
    assertThat(value(found, Statistic.AVERAGE_LOSS)).isEqualTo(-120);
    assertThat(value(found, Statistic.EXPECTANCY)).isEqualTo(40);
    assertThat(value(found, Statistic.PROFIT_FACTOR)).isCloseTo(200.0 / 120, EXACT);
    assertThat(value(found, Statistic.BEST_TRADE)).isEqualTo(200);
    assertThat(value(found, Statistic.WORST_TRADE)).isEqualTo(-120);
    assertThat(value(found, Statistic.AVERAGE_HOLDING_BARS)).isEqualTo(1);
    assertThat(value(found, Statistic.EXPOSURE_PCT)).isCloseTo(20, EXACT);
    assertThat(value(found, Statistic.MAX_DRAWDOWN_PCT)).isCloseTo(10, EXACT);
    assertThat(value(found, Statistic.MAX_DRAWDOWN_BARS)).isEqualTo(5);
  }

  @Test
  void measuresQualityByTheReturnOfEachRoundTrip() {
    Simulation run = Engine.run(MARKET, SIGNAL, PLAIN);

    Statistics found = SimulationReport.of(MARKET, run, PLAIN).statistics();

    // R = .2 and -.1: mean .05, deviation .3 / sqrt 2
    double expected = Math.sqrt(2) * 0.05 / (0.3 / Math.sqrt(2));
    assertThat(value(found, Statistic.SQN)).isCloseTo(expected, EXACT);
    assertThat(value(found, Statistic.SQN_UNCAPPED)).isCloseTo(expected, EXACT);
  }

  @Test
  void countsAtMostAHundredRoundTripsInTheCappedNumber() {
    Random random = new Random(1);
    Market market = Samples.randomMarket(random, 3_000);
    Simulation run = Engine.run(market, Samples.randomSignal(random, 3_000), PLAIN);
    int trades = run.trades().size();

    Statistics found = SimulationReport.of(market, run, PLAIN).statistics();

    assertThat(trades).isGreaterThan(100);
    assertThat(value(found, Statistic.SQN_UNCAPPED))
        .isCloseTo(value(found, Statistic.SQN) * Math.sqrt(trades / 100.0), EXACT);
  }

  @Test
  void makesSharpeAndVolatilityAnnualByTheBarsOfAYear() {
    Market market = days(flat(100), flat(100), flat(110), flat(99));
    Simulation run = Engine.run(market, Vec.of(1, 1, 1, 1), PLAIN);

    Statistics found = SimulationReport.of(market, run, PLAIN).statistics();

    // returns 0, .1, -.1
    double year = Math.sqrt(365.25);
    assertThat(value(found, Statistic.ANNUAL_VOLATILITY)).isCloseTo(0.1 * year, EXACT);
    assertThat(value(found, Statistic.SHARPE)).isCloseTo(0, EXACT);
    assertThat(value(found, Statistic.SORTINO)).isCloseTo(0, EXACT);
    assertThat(value(found, Statistic.BETA)).isCloseTo(1, EXACT);
    assertThat(value(found, Statistic.ALPHA)).isCloseTo(0, EXACT);
    assertThat(value(found, Statistic.TURNOVER)).isCloseTo(1_990 / 1_022.5, EXACT);
    // -1 percent in three days
    double cagr = Math.pow(0.99, 365.25 / 3) - 1;
    assertThat(value(found, Statistic.CAGR)).isCloseTo(cagr, EXACT);
    assertThat(value(found, Statistic.CALMAR)).isCloseTo(cagr / 0.1, within(1e-11));
  }

  @Test
  void countsWeeksWithoutATrade() {
    double[][] rows = new double[26][];
    Arrays.setAll(rows, _ -> flat(100));
    double[] signal = new double[26];
    signal[0] = 1;
    signal[2] = 1;
    Market market = days(rows);
    Simulation run = Engine.run(market, Vec.of(signal), PLAIN);

    Statistics found = SimulationReport.of(market, run, PLAIN).statistics();

    // Wednesday 2025-01-01 to Sunday 2025-01-26: entries 2, 0, 0, 0
    assertThat(value(found, Statistic.TRADES_PER_WEEK)).isEqualTo(0.5);
    assertThat(value(found, Statistic.WEEKLY_CONSISTENCY)).isCloseTo(2, EXACT);
  }

  @Test
  void hasNoValueWhereADenominatorIsZero() {
    Market market = days(flat(100), flat(100), flat(100));
    Simulation idle = Engine.run(market, Vec.of(0, 0, 0), PLAIN);

    Statistics found = SimulationReport.of(market, idle, PLAIN).statistics();

    assertThat(found.value(Statistic.SHARPE)).isEmpty();
    assertThat(found.value(Statistic.SORTINO)).isEmpty();
    assertThat(found.value(Statistic.CALMAR)).isEmpty();
    assertThat(found.value(Statistic.SQN)).isEmpty();
    assertThat(found.value(Statistic.PROFIT_FACTOR)).isEmpty();
    assertThat(found.value(Statistic.WIN_RATE)).isEmpty();
    assertThat(found.value(Statistic.BEST_TRADE)).isEmpty();
    assertThat(found.value(Statistic.WEEKLY_CONSISTENCY)).isEmpty();
    assertThat(found.value(Statistic.BETA)).isEmpty();
    assertThat(found.value(Statistic.PROBABILISTIC_SHARPE)).isEmpty();
    assertThat(found.byName().get("trades")).hasValue(0);
    assertThat(found.byName()).hasSize(Statistic.values().length);
  }

  @Test
  void tellsGainsBeforeFeesFromGainsAfterThem() {
    Market market = days(flat(100), flat(100), bar(101, 101, 101, 101));
    SimulationSettings dear = PLAIN.withCosts(new Costs(0, 20, 0, 0, 0));
    Simulation run = Engine.run(market, Vec.of(1, 0, 0), dear);

    Statistics found = SimulationReport.of(market, run, dear).statistics();

    assertThat(value(found, Statistic.HIT_RATE)).isEqualTo(1);
    assertThat(value(found, Statistic.WIN_RATE)).isZero();
    assertThat(value(found, Statistic.FEES)).isEqualTo(40);
    assertThat(value(found, Statistic.EXPECTANCY)).isEqualTo(9);
    assertThat(value(found, Statistic.EXPECTANCY_AFTER_FEES)).isEqualTo(-31);
    assertThat(found.value(Statistic.PROFIT_FACTOR)).isEmpty();
  }

  private static double value(Statistics statistics, Statistic wanted) {
    return statistics.value(wanted).orElseThrow();
  }
}
