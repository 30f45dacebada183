package io.plimsoll.batchkernel.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.batchkernel.option.AmericanOption.Accuracy;
import io.plimsoll.kernel.random.SeededStream;
import org.junit.jupiter.api.Test;

class AmericanOptionTest {
  private static final Accuracy FINER = new Accuracy(25, 5, 12, 61);

  private static OptionContract american(OptionKind kind, double strike, double years) {
    return new OptionContract(kind, ExerciseStyle.AMERICAN, strike, years);
  }

  private static OptionMarket randomMarket(SeededStream random) {
    return new OptionMarket(
        70 + 60 * random.nextDouble(),
        .005 + .075 * random.nextDouble(),
        .06 * random.nextDouble(),
        .1 + .5 * random.nextDouble());
  }

  /** Andersen, Lake and Offengenden (2016), table 2: r = q = 5 %, 25 %, S = K = 100, one year. */
  @Test
  void givesThePublishedPremium() {
    OptionContract put = american(OptionKind.PUT, 100, 1);
    OptionMarket market = new OptionMarket(100, .05, .05, .25);

    double premium =
        AmericanOption.price(put, market, new Accuracy(96, 24, 40, 256))
            - BlackScholes.price(put, market);

    // the published digits, less what the setting itself leaves
    assertThat(premium).isCloseTo(.106952702747, within(1e-10));
  }

  @Test
  void staysWithinItsStatedErrorOfAFinerSetting() {
    SeededStream random = SeededStream.of(11).stream("american");
    double fine = 0;
    double fast = 0;
    int n = 300;
    for (int i = 0; i < n; i++) {
      OptionKind kind = i % 2 == 0 ? OptionKind.PUT : OptionKind.CALL;
      OptionContract contract = american(kind, 100, .02 + 2.9 * random.nextDouble());
      OptionMarket market = randomMarket(random);
      double reference = AmericanOption.price(contract, market, FINER);
      fine += square(AmericanOption.price(contract, market, Accuracy.FINE) - reference);
      fast += square(AmericanOption.price(contract, market, Accuracy.FAST) - reference);
    }

    assertThat(Math.sqrt(fine / n)).isLessThan(1e-4);
    assertThat(Math.sqrt(fast / n)).isLessThan(5e-4);
  }

  @Test
  void agreesWithABinomialTreeWithinTheTreesError() {
    SeededStream random = SeededStream.of(12).stream("tree");
    for (int i = 0; i < 40; i++) {
      OptionKind kind = i % 2 == 0 ? OptionKind.PUT : OptionKind.CALL;
      OptionContract contract = american(kind, 100, .1 + 1.5 * random.nextDouble());
      OptionMarket market = randomMarket(random);

      double price = AmericanOption.price(contract, market, Accuracy.FINE);

      // a Leisen-Reimer tree of 501 steps errs by less than 1e-2 here, and less the finer it is
      assertThat(price).isCloseTo(Binomial.price(contract, market, 501), within(1e-2));
    }
  }

  @Test
  void isNeverBelowIntrinsicOrEuropeanAndRisesWithVolatility() {
    SeededStream random = SeededStream.of(13).stream("bounds");
    for (int i = 0; i < 200; i++) {
      OptionKind kind = i % 2 == 0 ? OptionKind.PUT : OptionKind.CALL;
      OptionContract contract = american(kind, 100, .02 + 2 * random.nextDouble());
      OptionMarket market = randomMarket(random);

      double price = AmericanOption.price(contract, market, Accuracy.FINE);
      double more =
          AmericanOption.price(
              contract, market.withVolatility(market.volatility() + .05), Accuracy.FINE);

      assertThat(price).isGreaterThanOrEqualTo(kind.intrinsic(market.spot(), 100));
      assertThat(price).isGreaterThanOrEqualTo(BlackScholes.price(contract, market));
      assertThat(more).isGreaterThanOrEqualTo(price - 1e-4);
    }
  }

  @Test
  void derivesDeltaAndGammaThatMatchBumpedPrices() {
    SeededStream random = SeededStream.of(14).stream("greeks");
    for (int i = 0; i < 100; i++) {
      OptionKind kind = i % 2 == 0 ? OptionKind.PUT : OptionKind.CALL;
      OptionContract contract = american(kind, 100, .2 + random.nextDouble());
      OptionMarket market = randomMarket(random);
      OptionValue value = AmericanOption.value(contract, market, FINER);
      double h = .05;
      double up = AmericanOption.price(contract, market.withSpot(market.spot() + h), FINER);
      double down = AmericanOption.price(contract, market.withSpot(market.spot() - h), FINER);

      // the pay-off side of the boundary has a kink in gamma, and p nodes resolve it to 1e-3
      assertThat(value.delta()).isCloseTo((up - down) / (2 * h), within(2e-3));
    }
  }

  @Test
  void isWorthItsIntrinsicValueDeepInTheExerciseRegion() {
    OptionValue put =
        AmericanOption.value(
            american(OptionKind.PUT, 100, 1), new OptionMarket(40, .08, 0, .2), Accuracy.FINE);

    assertThat(put).isEqualTo(new OptionValue(60, -1, 0, 0, 0, 0));
  }

  @Test
  void isEuropeanForACallWithoutDividends() {
    OptionContract call = american(OptionKind.CALL, 100, 1);
    OptionMarket market = new OptionMarket(105, .05, 0, .2);

    assertThat(AmericanOption.value(call, market, Accuracy.FINE))
        .isEqualTo(BlackScholes.value(call, market));
  }

  @Test
  void takesTheTreeWhereTheBoundaryIsDouble() {
    OptionContract put = american(OptionKind.PUT, 100, 1);
    OptionMarket market = new OptionMarket(100, -.01, -.03, .2);

    double price = AmericanOption.price(put, market, Accuracy.FINE);

    assertThat(price).isGreaterThan(BlackScholes.price(put, market));
    assertThat(AmericanOption.value(put, market, Accuracy.FINE).delta()).isBetween(-1.0, 0.0);
  }

  @Test
  void exercisesAtOnceWithoutChance() {
    OptionContract put = american(OptionKind.PUT, 100, 1);
    OptionMarket market = new OptionMarket(80, .05, 0, 0);

    assertThat(AmericanOption.price(put, market, Accuracy.FINE)).isEqualTo(20);
  }

  @Test
  void waitsForTheBestInstantWithoutChance() {
    OptionContract call = american(OptionKind.CALL, 100, 2);
    OptionMarket market = new OptionMarket(101, .06, .02, 0);

    double price = AmericanOption.price(call, market, Accuracy.FINE);

    double best = 0;
    for (int i = 0; i <= 2_000; i++) {
      double t = 2 * i / 2_000.0;
      best = Math.max(best, 101 * Math.exp(-.02 * t) - 100 * Math.exp(-.06 * t));
    }
    assertThat(price).isCloseTo(best, within(1e-6));
  }

  @Test
  void refusesASettingThatResolvesNothing() {
    assertThatThrownBy(() -> new Accuracy(1, 1, 2, 2)).hasMessageContaining("(1, 1, 2, 2)");
  }

  private static double square(double x) {
    return x * x;
  }
}
