package io.plimsoll.batchkernel.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.batchkernel.option.AmericanOption.Accuracy;
import io.plimsoll.batchkernel.option.ImpliedVolatility.Outcome;
import io.plimsoll.kernel.random.SeededStream;
import org.junit.jupiter.api.Test;

class ImpliedVolatilityTest {
  @Test
  void findsTheVolatilityThatThePriceWasMadeWith() {
    SeededStream random = SeededStream.of(3).stream("implied");
    for (int i = 0; i < 200; i++) {
      ExerciseStyle style = i % 4 == 0 ? ExerciseStyle.AMERICAN : ExerciseStyle.EUROPEAN;
      OptionKind kind = i % 2 == 0 ? OptionKind.PUT : OptionKind.CALL;
      double years = .1 + random.nextDouble();
      OptionContract contract = new OptionContract(kind, style, 100, years);
      double volatility = .15 + .6 * random.nextDouble();
      OptionMarket market = new OptionMarket(92 + 16 * random.nextDouble(), .04, .01, volatility);
      double price =
          style == ExerciseStyle.EUROPEAN
              ? BlackScholes.price(contract, market)
              : AmericanOption.price(contract, market, Accuracy.FAST);

      Outcome outcome = ImpliedVolatility.of(contract, market, price, Accuracy.FAST);

      // vega is at least 1 here, so a price rounded to 1e-14 fixes the volatility to some 1e-12
      assertThat(outcome).isInstanceOf(Outcome.Found.class);
      assertThat(((Outcome.Found) outcome).volatility()).isCloseTo(volatility, within(1e-10));
    }
  }

  @Test
  void saysThatAPriceIsBelowItsBound() {
    OptionContract call =
        new OptionContract(OptionKind.CALL, ExerciseStyle.AMERICAN, 460, 81 / 365.0);

    Outcome outcome =
        ImpliedVolatility.of(call, new OptionMarket(530, .043, 0, .2), 7.5, Accuracy.FINE);

    assertThat(outcome).isInstanceOf(Outcome.BelowBound.class);
    assertThat(((Outcome.BelowBound) outcome).bound())
        .isCloseTo(530 - 460 * Math.exp(-.043 * 81 / 365), within(1e-9));
  }

  @Test
  void saysThatAPriceIsAboveItsBound() {
    OptionContract call = new OptionContract(OptionKind.CALL, ExerciseStyle.EUROPEAN, 100, 1);

    Outcome outcome =
        ImpliedVolatility.of(call, new OptionMarket(100, .04, 0, .2), 101, Accuracy.FINE);

    assertThat(outcome).isInstanceOf(Outcome.AboveBound.class);
  }

  @Test
  void findsNoVolatilityAtExpiry() {
    OptionContract call = new OptionContract(OptionKind.CALL, ExerciseStyle.EUROPEAN, 100, 0);

    Outcome outcome =
        ImpliedVolatility.of(call, new OptionMarket(100, .04, 0, .2), 1, Accuracy.FINE);

    assertThat(outcome).isInstanceOf(Outcome.BelowBound.class);
  }
}
