package io.plimsoll.batchkernel.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.kernel.random.SeededStream;
import org.junit.jupiter.api.Test;

class BlackScholesTest {
  /** Half a unit of the last digit that the reference prints. */
  private static final double SIX_DIGITS = 5.1e-7;

  private static final double FOUR_DIGITS = 5.1e-5;

  private static OptionContract european(OptionKind kind, double strike, double years) {
    return new OptionContract(kind, ExerciseStyle.EUROPEAN, strike, years);
  }

  @Test
  void givesTheReferenceOfAThirtyDayCall() {
    OptionValue call =
        BlackScholes.value(
            european(OptionKind.CALL, 150, 30 / 365.0), new OptionMarket(150, .05, 0, .25));

    assertThat(call.price()).isCloseTo(4.5939, within(FOUR_DIGITS));
    assertThat(call.delta()).isCloseTo(.537118, within(SIX_DIGITS));
    assertThat(call.gamma()).isCloseTo(.036947, within(SIX_DIGITS));
    assertThat(call.thetaPerDay()).isCloseTo(-.081581, within(SIX_DIGITS));
    assertThat(call.vegaPerPoint()).isCloseTo(.170817, within(SIX_DIGITS));
    assertThat(call.rhoPerPoint()).isCloseTo(.062444, within(SIX_DIGITS));
  }

  @Test
  void givesTheReferenceOfAThirtyDayPut() {
    OptionValue put =
        BlackScholes.value(
            european(OptionKind.PUT, 150, 30 / 365.0), new OptionMarket(150, .05, 0, .25));

    assertThat(put.delta()).isCloseTo(-.462882, within(SIX_DIGITS));
    assertThat(put.thetaPerDay()).isCloseTo(-.061117, within(SIX_DIGITS));
    assertThat(put.rhoPerPoint()).isCloseTo(-.060338, within(SIX_DIGITS));
  }

  @Test
  void givesTheReferenceOfAOneYearCall() {
    OptionValue call =
        BlackScholes.value(european(OptionKind.CALL, 100, 1), new OptionMarket(100, .05, 0, .2));

    assertThat(call.price()).isCloseTo(10.450584, within(SIX_DIGITS));
    assertThat(call.delta()).isCloseTo(.636831, within(SIX_DIGITS));
    assertThat(call.gamma()).isCloseTo(.018762, within(SIX_DIGITS));
    assertThat(call.thetaPerDay()).isCloseTo(-.017573, within(SIX_DIGITS));
    assertThat(call.vegaPerPoint()).isCloseTo(.37524, within(SIX_DIGITS));
    assertThat(call.rhoPerPoint()).isCloseTo(.532325, within(SIX_DIGITS));
  }

  @Test
  void keepsPutCallParityOverRandomMarkets() {
    SeededStream random = SeededStream.of(20260101).stream("parity");
    for (int i = 0; i < 500; i++) {
      double strike = 20 + 200 * random.nextDouble();
      double years = .01 + 3 * random.nextDouble();
      OptionMarket market =
          new OptionMarket(
              strike * (.5 + random.nextDouble()),
              .1 * random.nextDouble() - .02,
              .06 * random.nextDouble(),
              .05 + .8 * random.nextDouble());

      double difference =
          BlackScholes.price(european(OptionKind.CALL, strike, years), market)
              - BlackScholes.price(european(OptionKind.PUT, strike, years), market);

      double forward =
          market.spot() * Math.exp(-market.dividendYield() * years)
              - strike * Math.exp(-market.rate() * years);
      // a few roundings of numbers of the strike's size
      assertThat(difference).isCloseTo(forward, within(1e-14 * (strike + market.spot()) * 10));
    }
  }

  @Test
  void agreesWithBumpedPricesOverRandomMarkets() {
    SeededStream random = SeededStream.of(7).stream("bumps");
    for (int i = 0; i < 200; i++) {
      OptionKind kind = random.nextInt(2) == 0 ? OptionKind.CALL : OptionKind.PUT;
      OptionContract contract = european(kind, 100, .1 + 2 * random.nextDouble());
      OptionMarket market =
          new OptionMarket(
              70 + 60 * random.nextDouble(),
              .08 * random.nextDouble(),
              .04 * random.nextDouble(),
              .1 + .5 * random.nextDouble());

      OptionValue value = BlackScholes.value(contract, market);

      // central differences: error h^2 f'''/6 plus rounding 1e-14/h
      double h = 1e-3;
      double up = BlackScholes.price(contract, market.withSpot(market.spot() + h));
      double down = BlackScholes.price(contract, market.withSpot(market.spot() - h));
      assertThat(value.delta()).isCloseTo((up - down) / (2 * h), within(1e-7));
      double upVolatility =
          BlackScholes.price(contract, market.withVolatility(market.volatility() + 1e-5));
      double downVolatility =
          BlackScholes.price(contract, market.withVolatility(market.volatility() - 1e-5));
      assertThat(value.vegaPerPoint())
          .isCloseTo((upVolatility - downVolatility) / 2e-5 * .01, within(1e-7));
      double upRate = BlackScholes.price(contract, market.withRate(market.rate() + 1e-5));
      double downRate = BlackScholes.price(contract, market.withRate(market.rate() - 1e-5));
      assertThat(value.rhoPerPoint()).isCloseTo((upRate - downRate) / 2e-5 * .01, within(1e-6));
      double later = BlackScholes.price(contract.withYears(contract.years() - 1e-5), market);
      double earlier = BlackScholes.price(contract.withYears(contract.years() + 1e-5), market);
      assertThat(value.thetaPerDay()).isCloseTo((later - earlier) / 2e-5 / 365, within(1e-7));
    }
  }

  @Test
  void isHomogeneousInSpotAndStrike() {
    OptionMarket market = new OptionMarket(95, .03, .01, .3);

    double single = BlackScholes.price(european(OptionKind.PUT, 100, .7), market);
    double doubled = BlackScholes.price(european(OptionKind.PUT, 200, .7), market.withSpot(190));

    assertThat(doubled).isCloseTo(2 * single, within(1e-13));
  }

  @Test
  void isWorthItsIntrinsicValueAtExpiry() {
    OptionValue put =
        BlackScholes.value(european(OptionKind.PUT, 100, 0), new OptionMarket(90, .05, 0, .2));

    assertThat(put).isEqualTo(new OptionValue(10, -1, 0, 0, 0, 0));
  }

  @Test
  void isWorthItsDiscountedForwardWithoutVolatility() {
    OptionValue call =
        BlackScholes.value(european(OptionKind.CALL, 100, 1), new OptionMarket(110, .05, 0, 0));

    assertThat(call.price()).isCloseTo(110 - 100 * Math.exp(-.05), within(1e-13));
    assertThat(call.delta()).isEqualTo(1);
  }

  @Test
  void isWorthNothingOutOfTheMoneyWithoutVolatility() {
    OptionValue call =
        BlackScholes.value(european(OptionKind.CALL, 100, 1), new OptionMarket(80, .05, 0, 0));

    assertThat(call).isEqualTo(new OptionValue(0, 0, 0, 0, 0, 0));
  }

  @Test
  void pricesAnOptionOnAForwardByBlacksFormula() {
    OptionMarket market = OptionMarket.onForward(19, .043, .8);

    double price = BlackScholes.price(european(OptionKind.CALL, 25, 16 / 365.0), market);

    double put = BlackScholes.price(european(OptionKind.PUT, 25, 16 / 365.0), market);
    assertThat(price - put).isCloseTo(Math.exp(-.043 * 16 / 365.0) * (19 - 25), within(1e-13));
  }

  @Test
  void refusesAVolatilityInPercent() {
    assertThatThrownBy(() -> new OptionMarket(100, .05, 0, 25))
        .hasMessageContaining("volatility: 25.0")
        .hasMessageContaining("Maybe it was given in percent.");
  }

  @Test
  void refusesARateInPercent() {
    assertThatThrownBy(() -> new OptionMarket(100, 5, 0, .25))
        .hasMessageContaining("rate: 5.0")
        .hasMessageContaining("Maybe it was given in percent.");
  }

  @Test
  void refusesInputsThatNoMarketHas() {
    assertThatThrownBy(() -> new OptionMarket(0, .05, 0, .25)).hasMessageContaining("spot: 0.0");
    assertThatThrownBy(() -> new OptionMarket(100, .05, Double.NaN, .25))
        .hasMessageContaining("dividendYield: NaN");
    assertThatThrownBy(() -> european(OptionKind.CALL, -1, 1)).hasMessageContaining("strike: -1.0");
    assertThatThrownBy(() -> european(OptionKind.CALL, 1, -1)).hasMessageContaining("years: -1.0");
  }
}
