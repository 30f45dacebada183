package io.plimsoll.batchkernel.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.batchkernel.option.AmericanOption.Accuracy;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.random.SeededStream;
import org.junit.jupiter.api.Test;

class OptionCurveTest {
  /**
   * One boundary against a boundary for each spot: roundings of the scaling, per unit of strike.
   */
  @Test
  void agreesWithThePriceFoundAnewAtEverySpot() {
    SeededStream random = SeededStream.of(8).stream("curve");
    for (int i = 0; i < 60; i++) {
      OptionContract contract =
          new OptionContract(
              random.nextBoolean() ? OptionKind.CALL : OptionKind.PUT,
              random.nextInt(4) == 0 ? ExerciseStyle.EUROPEAN : ExerciseStyle.AMERICAN,
              50 + 100 * random.nextDouble(),
              .05 + 2 * random.nextDouble());
      OptionMarket market =
          new OptionMarket(
              100,
              .1 * random.nextDouble() - .02,
              .06 * random.nextDouble(),
              .1 + .5 * random.nextDouble());
      OptionCurve curve = OptionCurve.of(contract, market, Accuracy.FAST);
      for (double spot = 40; spot < 200; spot += 23) {
        double anew =
            contract.style() == ExerciseStyle.EUROPEAN
                ? BlackScholes.price(contract, market.withSpot(spot))
                : AmericanOption.price(contract, market.withSpot(spot), Accuracy.FAST);

        assertThat(curve.price(spot)).isCloseTo(anew, within(1e-9 * contract.strike()));
      }
    }
  }

  @Test
  void takesKnownDividendsOffTheSpot() {
    CashDividends dividends = new CashDividends(Vec.of(0, .25, .5, .75), Vec.of(9, 1, 1, 1));

    double left = dividends.escrowed(100, .08, .5);

    assertThat(left).isCloseTo(100 - Math.exp(-.02) - Math.exp(-.04), within(1e-13));
    assertThat(CashDividends.NONE.escrowed(100, .05, 1)).isEqualTo(100);
    assertThatThrownBy(() -> new CashDividends(Vec.of(.1), Vec.of(200)).escrowed(100, 0, 1))
        .hasMessageContaining("less than all of it");
    assertThatThrownBy(() -> new CashDividends(Vec.of(.1), Vec.empty()))
        .hasMessageContaining("amounts");
    assertThatThrownBy(() -> new CashDividends(Vec.of(.1), Vec.of(-1)))
        .hasMessageContaining("dividends[0]");
  }

  /**
   * Hull, 10th edition, example 15.9: S 40, K 40, 9 %, 30 %, half a year, .5 after 2 and 5 months.
   */
  @Test
  void givesTheTextbooksCallOnAStockThatPays() {
    CashDividends dividends = new CashDividends(Vec.of(2 / 12.0, 5 / 12.0), Vec.of(.5, .5));

    double price =
        BlackScholes.price(
            new OptionContract(OptionKind.CALL, ExerciseStyle.EUROPEAN, 40, .5),
            new OptionMarket(dividends.escrowed(40, .09, .5), .09, 0, .3));

    assertThat(price).isCloseTo(3.67, within(.005));
  }
}
