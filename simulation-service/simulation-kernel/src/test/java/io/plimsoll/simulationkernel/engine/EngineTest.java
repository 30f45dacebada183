package io.plimsoll.simulationkernel.engine;

import static io.plimsoll.simulationkernel.engine.Samples.NO;
import static io.plimsoll.simulationkernel.engine.Samples.bar;
import static io.plimsoll.simulationkernel.engine.Samples.bothSides;
import static io.plimsoll.simulationkernel.engine.Samples.days;
import static io.plimsoll.simulationkernel.engine.Samples.exits;
import static io.plimsoll.simulationkernel.engine.Samples.flat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.BarsBuilder;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Timeframe;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Cases worked out by hand. */
class EngineTest {
  private static final SimulationSettings PLAIN = SimulationSettings.plain(1_000);

  /** A few exact products; only the representation error of decimal prices remains. */
  private static final double CENT_FREE = 1e-9;

  @Test
  void buysAtTheNextOpenAndSellsAtTheOpenAfterTheSignalEnds() {
    Market market = days(flat(10), bar(11, 12, 11, 12), bar(12, 13, 12, 13), bar(14, 14, 13, 13));

    Simulation run = Engine.run(market, Vec.of(1, 1, -1, NO), PLAIN);

    assertThat(run.equity()).isEqualTo(Vec.of(1_000, 1_090, 1_180, 1_270));
    assertThat(run.position()).isEqualTo(Vec.of(0, 90, 90, 0));
    assertThat(run.orders().asList())
        .containsExactly(
            new Order(1, 90, 11, 0, Reason.ENTRY), new Order(3, -90, 14, 0, Reason.SIGNAL));
    assertThat(run.trades().asList())
        .containsExactly(
            new Trade(
                new Trade.Leg(1, 11, Reason.ENTRY),
                new Trade.Leg(3, 14, Reason.SIGNAL),
                90,
                270,
                0,
                990));
  }

  @Test
  void waitsOneBarMoreWithADelayOfOneAndMarksTheForcedClose() {
    Market market = days(flat(10), bar(11, 12, 11, 12), bar(12, 13, 12, 13), bar(14, 14, 13, 13));

    Simulation run =
        Engine.run(market, Vec.of(1, 1, -1, NO), PLAIN.withFill(new Fill(Fill.At.OPEN, 1, true)));

    assertThat(run.equity()).isEqualTo(Vec.of(1_000, 1_000, 1_083, 1_083));
    assertThat(run.orders().get(0)).isEqualTo(new Order(2, 83, 12, 0, Reason.ENTRY));
    assertThat(run.trades().get(0).isForced()).isTrue();
    assertThat(run.trades().get(0).exit()).isEqualTo(new Trade.Leg(3, 13, Reason.END));
  }

  @Test
  void fillsFiveBarsAfterTheDecisionWithADelayOfFour() {
    double[][] rows = new double[8][];
    Arrays.setAll(rows, i -> flat(10 + i));

    Simulation run =
        Engine.run(
            days(rows),
            Vec.of(1, NO, NO, NO, NO, NO, NO, NO),
            PLAIN.withFill(new Fill(Fill.At.OPEN, 4, true)));

    assertThat(run.orders().get(0)).isEqualTo(new Order(5, 66, 15, 0, Reason.ENTRY));
    assertThat(run.finalValue()).isEqualTo(1_000 + 66 * 2);
  }

  @Test
  void fillsAtTheCloseOfTheNextBar() {
    Market market = days(flat(10), bar(11, 12, 11, 12), bar(12, 13, 12, 13), bar(14, 14, 13, 13.5));

    Simulation run =
        Engine.run(market, Vec.of(1, 1, 1, 1), PLAIN.withFill(new Fill(Fill.At.CLOSE, 0, true)));

    assertThat(run.equity()).isEqualTo(Vec.of(1_000, 1_000, 1_083, 1_083 + 83 * 0.5));
  }

  @Test
  void paysSlippageOnceInThePriceAndTheMinimumFee() {
    Costs costs = new Costs(100, 0.5, 0.01, 0, 2);

    Simulation run =
        Engine.run(days(flat(10), flat(10), flat(20)), Vec.of(1, -1, NO), PLAIN.withCosts(costs));

    assertThat(run.orders().price(0)).isCloseTo(10.1, within(CENT_FREE));
    assertThat(run.orders().quantity(0)).isEqualTo(98);
    assertThat(run.orders().fee(0)).isEqualTo(2);
    assertThat(run.orders().price(1)).isCloseTo(19.8, within(CENT_FREE));
    assertThat(run.trades().pnl(0)).isCloseTo(98 * (19.8 - 10.1), within(CENT_FREE));
    assertThat(run.finalValue()).isCloseTo(1_946.6, within(CENT_FREE));
  }

  @Test
  void paysThePartsOfTheFeeTogetherAboveTheMinimum() {
    Costs costs = new Costs(0, 1, 0.1, 100, 2);

    Simulation run =
        Engine.run(days(flat(10), flat(10), flat(10)), Vec.of(1, -1, NO), PLAIN.withCosts(costs));

    assertThat(run.orders().quantity(0)).isEqualTo(97); // 999 / (10 x 1.01 + 0.1), rounded down
    assertThat(run.orders().fee(0)).isCloseTo(1 + 9.7 + 9.7, within(CENT_FREE));
    assertThat(run.finalValue()).isCloseTo(1_000 - 2 * 20.4, within(CENT_FREE));
  }

  @Test
  void countsTheStopAsTouchedFirstWhenOneBarTouchesBoth() {
    Market market = days(flat(100), bar(100, 106, 94, 100), flat(100));

    Simulation run = Engine.run(market, Vec.of(1, NO, NO), PLAIN.withExits(exits(0.05, 0.05)));

    assertThat(run.orders().get(1)).isEqualTo(new Order(1, -10, 95, 0, Reason.STOP_LOSS));
    assertThat(run.trades().multipleOfRisk(0)).isEqualTo(-1);
    assertThat(run.equity()).isEqualTo(Vec.of(1_000, 950, 950));
  }

  @Test
  void takesAProfitAtItsLevel() {
    Market market = days(flat(100), bar(100, 106, 96, 100), flat(100));

    Simulation run = Engine.run(market, Vec.of(1, NO, NO), PLAIN.withExits(exits(0.05, 0.05)));

    assertThat(run.orders().get(1)).isEqualTo(new Order(1, -10, 105, 0, Reason.TAKE_PROFIT));
  }

  @Test
  void getsTheOpenWhenTheBarOpensBeyondTheStop() {
    Market market = days(flat(100), bar(100, 101, 99, 100), bar(90, 92, 89, 91), flat(91));

    Simulation run = Engine.run(market, Vec.of(1, NO, NO, NO), PLAIN.withExits(exits(0.05, 0.05)));

    assertThat(run.orders().get(1)).isEqualTo(new Order(2, -10, 90, 0, Reason.STOP_LOSS));
    assertThat(run.trades().multipleOfRisk(0)).isEqualTo(-2);
  }

  @Test
  void getsTheOpenWhenTheBarOpensBeyondTheTakeProfit() {
    Market market = days(flat(100), bar(100, 101, 99, 100), bar(110, 112, 80, 91), flat(91));

    Simulation run = Engine.run(market, Vec.of(1, NO, NO, NO), PLAIN.withExits(exits(0.05, 0.05)));

    assertThat(run.orders().get(1)).isEqualTo(new Order(2, -10, 110, 0, Reason.TAKE_PROFIT));
  }

  @Test
  void entersAgainOnlyByADecisionMadeAfterTheStop() {
    Market market = days(flat(100), bar(100, 100, 94, 96), flat(96), flat(96));

    Simulation run = Engine.run(market, Vec.of(1, 1, NO, NO), PLAIN.withExits(exits(0.05, 0.05)));

    assertThat(run.orders().get(2)).isEqualTo(new Order(2, 9, 96, 0, Reason.ENTRY));
  }

  @Test
  void gainsOnAShortWhenThePriceFalls() {
    Market market = days(flat(100), bar(100, 100, 90, 90), flat(80), flat(70));

    Simulation run = Engine.run(market, Vec.of(-1, 0, NO, NO), PLAIN.withSignals(bothSides()));

    assertThat(run.position()).isEqualTo(Vec.of(0, -10, 0, 0));
    assertThat(run.equity()).isEqualTo(Vec.of(1_000, 1_100, 1_200, 1_200));
    assertThat(run.trades().pnl(0)).isEqualTo(200);
  }

  @Test
  void stopsAShortAboveItsEntry() {
    Market market = days(flat(100), bar(100, 106, 94, 100), flat(100));

    Simulation run =
        Engine.run(
            market,
            Vec.of(-1, NO, NO),
            PLAIN.withSignals(bothSides()).withExits(exits(0.05, 0.05)));

    assertThat(run.orders().get(1)).isEqualTo(new Order(1, 10, 105, 0, Reason.STOP_LOSS));
  }

  @Test
  void reversesByTwoOrdersAndSizesTheSecondOnWhatTheFirstLeft() {
    Market market = days(flat(100), flat(100), flat(110), flat(110));

    Simulation run = Engine.run(market, Vec.of(1, -1, NO, NO), PLAIN.withSignals(bothSides()));

    assertThat(run.orders().asList())
        .containsExactly(
            new Order(1, 10, 100, 0, Reason.ENTRY),
            new Order(2, -10, 110, 0, Reason.SIGNAL),
            new Order(2, -10, 110, 0, Reason.ENTRY),
            new Order(3, 10, 110, 0, Reason.END));
  }

  @Test
  void leavesAfterTheLongestHolding() {
    double[][] rows = new double[7][];
    Arrays.setAll(rows, _ -> flat(100));
    Exits twoBars = new Exits(OptionalDouble.empty(), OptionalDouble.empty(), OptionalInt.of(2));

    Simulation run = Engine.run(days(rows), Vec.of(1, 1, 1, 1, 1, 1, 1), PLAIN.withExits(twoBars));

    assertThat(run.position()).isEqualTo(Vec.of(0, 10, 10, 0, 10, 10, 0));
    assertThat(run.trades().get(0).exit().reason()).isEqualTo(Reason.MAX_HOLDING);
  }

  @Test
  void cancelsAnOrderBeforeAMissingBarAndDecidesAnew() {
    BarsBuilder builder = Bars.builder(Timeframe.ONE_DAY, Exchange.CRYPTO);
    Samples.add(builder, 0, flat(100));
    Samples.add(builder, 2, flat(100));
    Samples.add(builder, 3, flat(110));
    Samples.add(builder, 4, flat(120));

    Simulation run = Engine.run(Market.of(builder.build()), Vec.of(1, 1, NO, NO), PLAIN);

    assertThat(run.unfilled()).isEqualTo(1);
    assertThat(run.orders().get(0)).isEqualTo(new Order(2, 9, 110, 0, Reason.ENTRY));
  }

  @Test
  void closesARuinedAccountAtTheNextOpenForGood() {
    Market market = days(flat(100), bar(100, 250, 100, 250), flat(300), flat(100), flat(100));

    Simulation run = Engine.run(market, Vec.of(-1, -1, -1, -1, -1), PLAIN.withSignals(bothSides()));

    assertThat(run.equity()).isEqualTo(Vec.of(1_000, -500, -1_000, -1_000, -1_000));
    assertThat(run.orders().asList())
        .containsExactly(
            new Order(1, -10, 100, 0, Reason.ENTRY), new Order(2, 10, 300, 0, Reason.RUIN));
  }

  @Test
  void blocksEntriesButNotExitsBehindTheGate() {
    Market market = days(flat(100), flat(100), flat(110), flat(110), flat(110));

    Simulation run =
        Engine.run(
            market,
            Vec.of(1, -1, -1, NO, NO),
            Vec.of(1, 0, 0, 1, 1),
            PLAIN.withSignals(bothSides()));

    assertThat(run.position()).isEqualTo(Vec.of(0, 10, 0, 0, 0));
    assertThat(run.orders().size()).isEqualTo(2);
  }

  @Test
  void dropsASignalFarFromTheMeanOfTheSignalsBefore() {
    double[][] rows = new double[26][];
    Arrays.setAll(rows, _ -> flat(100));
    double[] signal = new double[26];
    Arrays.setAll(signal, i -> i % 2 == 0 ? 0.9 : 1.1);
    signal[24] = -50;
    SignalRules dropping = new SignalRules(0, Side.BOTH, OptionalDouble.of(4), false);

    Simulation kept = Engine.run(days(rows), Vec.of(signal), PLAIN.withSignals(bothSides()));
    Simulation dropped = Engine.run(days(rows), Vec.of(signal), PLAIN.withSignals(dropping));

    assertThat(kept.orders().reason(1)).isEqualTo(Reason.SIGNAL);
    assertThat(dropped.orders().reason(1)).isEqualTo(Reason.END);
  }

  @Test
  void holdsLessWhenTheMarketMovesMoreThanTheTarget() {
    double[][] rows = new double[24][];
    Arrays.setAll(rows, i -> flat(i % 2 == 0 ? 100 : 110));
    double[] signal = new double[24];
    Arrays.fill(signal, NO);
    signal[21] = 1;
    double log = StrictMath.log(1.1);
    double yearly = Math.sqrt(20 * log * log / 19) * Math.sqrt(365.25);

    Simulation run =
        Engine.run(days(rows), Vec.of(signal), PLAIN.withSizing(new Sizing.VolatilityTarget(0.5)));

    assertThat(run.orders().quantity(0)).isEqualTo(Math.floor(1_000 * 0.5 / yearly / 100));
  }

  @Test
  void buysNothingByVolatilityBeforeVolatilityIsKnown() {
    Simulation run =
        Engine.run(
            days(flat(100), flat(101), flat(102)),
            Vec.of(1, 1, 1),
            PLAIN.withSizing(new Sizing.VolatilityTarget(0.5)));

    assertThat(run.orders().size()).isZero();
  }

  @Test
  void buysTheFixedQuantityOrWhatTheAccountCanPay() {
    Market market = days(flat(100), flat(100), flat(100));

    Simulation small = Engine.run(market, Vec.of(1, NO, NO), PLAIN.withSizing(new Sizing.Fixed(3)));
    Simulation large =
        Engine.run(market, Vec.of(1, NO, NO), PLAIN.withSizing(new Sizing.Fixed(30)));

    assertThat(small.orders().quantity(0)).isEqualTo(3);
    assertThat(large.orders().quantity(0)).isEqualTo(10);
  }

  @Test
  void buysPartsOfAShareWhereAllowed() {
    Market market = days(flat(300), flat(300), flat(600));

    Simulation run =
        Engine.run(market, Vec.of(1, NO, NO), PLAIN.withFill(new Fill(Fill.At.OPEN, 0, false)));

    assertThat(run.finalValue()).isCloseTo(2_000, within(CENT_FREE));
  }

  @Test
  void doesNothingOnASingleBar() {
    Simulation run = Engine.run(days(flat(100)), Vec.of(1), PLAIN);

    assertThat(run.equity()).isEqualTo(Vec.of(1_000));
    assertThat(run.trades().asList()).isEqualTo(List.of());
  }

  @Test
  void refusesASignalOfAnotherLength() {
    Market market = days(flat(100), flat(100));

    assertThatThrownBy(() -> Engine.run(market, Vec.of(1), PLAIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("signal: 1 values (expected: one per bar, 2)");
  }
}
