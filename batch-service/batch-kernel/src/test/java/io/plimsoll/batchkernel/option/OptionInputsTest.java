package io.plimsoll.batchkernel.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionInputsTest {
  private static final OptionMarket MARKET = new OptionMarket(100, .05, .02, .25);

  @ParameterizedTest
  @CsvSource({
    "0, .05, 0, .2, spot",
    "NaN, .05, 0, .2, spot",
    "Infinity, .05, 0, .2, spot",
    "100, 1.01, 0, .2, rate",
    "100, NaN, 0, .2, rate",
    "100, .05, -1.01, .2, dividendYield",
    "100, .05, Infinity, .2, dividendYield",
    "100, .05, 0, -.01, volatility",
    "100, .05, 0, 20.1, volatility",
    "100, .05, 0, NaN, volatility",
  })
  void refusesAMarketThatCannotBe(
      double spot, double rate, double yield, double volatility, String named) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OptionMarket(spot, rate, yield, volatility))
        .withMessageStartingWith(named + ": ");
  }

  @Test
  void takesTheEdgesOfWhatCanBe() {
    OptionMarket edge = new OptionMarket(Double.MIN_VALUE, -1, 1, 20);

    assertThat(edge.withVolatility(0).volatility()).isZero();
    assertThat(edge.withRate(1).rate()).isEqualTo(1);
    assertThat(OptionMarket.onForward(50, .03, .2)).isEqualTo(new OptionMarket(50, .03, .03, .2));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, strike",
    "NaN, 1, strike",
    "Infinity, 1, strike",
    "100, -.1, years",
    "100, NaN, years",
    "100, Infinity, years"
  })
  void refusesAContractThatCannotBe(double strike, double years, String named) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new OptionContract(OptionKind.CALL, ExerciseStyle.AMERICAN, strike, years))
        .withMessageStartingWith(named + ": ");
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 2, 2", "2, 0, 2, 2", "2, 1, 1, 2", "2, 1, 2, 1"})
  void refusesAnAccuracyWithoutNodes(int fixedPoint, int iterations, int collocation, int price) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AmericanOption.Accuracy(fixedPoint, iterations, collocation, price))
        .withMessageContaining("(expected: at least (2, 1, 2, 2))");
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "100"})
  void refusesATreeWithoutAMiddle(int steps) {
    OptionContract put = new OptionContract(OptionKind.PUT, ExerciseStyle.AMERICAN, 100, 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Binomial.price(put, MARKET, steps))
        .withMessage("steps: %d (expected: odd, 1 or more)", steps);
  }

  /** Leisen and Reimer's tree converges as 1/n^2 for European options: 3e-6 at 501 steps. */
  @Test
  void pricesEuropeanOptionsOnATreeAsTheFormulaDoes() {
    for (OptionKind kind : OptionKind.values()) {
      OptionContract european = new OptionContract(kind, ExerciseStyle.EUROPEAN, 105, .5);

      assertThat(Binomial.price(european, MARKET, 501))
          .isCloseTo(BlackScholes.price(european, MARKET), within(1e-5));
    }
  }

  @Test
  void takesTheFormulaWhereNothingMoves() {
    OptionContract call = new OptionContract(OptionKind.CALL, ExerciseStyle.AMERICAN, 90, 1);
    OptionMarket still = MARKET.withVolatility(0);

    // S exp(-q) - K exp(-r), certain to be exercised
    assertThat(Binomial.price(call, still, 101))
        .isCloseTo(100 * Math.exp(-.02) - 90 * Math.exp(-.05), within(1e-12));
  }
}
