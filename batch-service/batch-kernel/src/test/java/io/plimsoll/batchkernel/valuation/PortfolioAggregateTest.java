package io.plimsoll.batchkernel.valuation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.batchkernel.portfolio.Instrument;
import io.plimsoll.batchkernel.portfolio.Position;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortfolioAggregateTest {
  private static final LocalDate DAY = LocalDate.of(2025, 6, 30);
  private static final double EXACT = 1e-9;

  private static PositionValue aValue(String code, String quantity, double price) {
    Position position =
        new Position(
            code,
            Instrument.parse(code),
            new BigDecimal(quantity),
            new BigDecimal("1"),
            LocalDate.of(2025, 1, 2),
            Optional.empty());
    return PositionValue.of(position, new Quote(price, DAY, Optional.of(price - 1)));
  }

  private static List<PositionValue> fourKinds() {
    return List.of(
        aValue("AAPL", "100", 100),
        aValue("XOM", "-50", 100),
        aValue("AAPL250919C00200000", "10", 3),
        aValue("MSFT250919P00200000", "-5", 4));
  }

  @Test
  void keepsExposuresApart() {
    PortfolioAggregate aggregate = PortfolioAggregate.of(fourKinds(), 0);

    PortfolioAggregate.Exposure exposure = aggregate.exposure();
    assertThat(exposure.gross()).isCloseTo(20_000, within(EXACT));
    assertThat(exposure.net()).isCloseTo(6_000, within(EXACT));
    assertThat(exposure.held().longValue()).isCloseTo(13_000, within(EXACT));
    assertThat(exposure.held().shortValue()).isCloseTo(-7_000, within(EXACT));
    assertThat(exposure.options()).isCloseTo(5_000, within(EXACT));
    assertThat(exposure.stock()).isCloseTo(15_000, within(EXACT));
    assertThat(exposure.premiumAtRisk()).isCloseTo(3_000, within(EXACT));
  }

  @Test
  void takesNavAndNotGrossExposureAsTheBaseOfLeverage() {
    PortfolioAggregate.Leverage leverage =
        PortfolioAggregate.of(fourKinds(), 4_000).leverage().orElseThrow();

    assertThat(leverage.nav()).isCloseTo(10_000, within(EXACT));
    assertThat(leverage.gross()).isCloseTo(2, within(EXACT));
    assertThat(leverage.net()).isCloseTo(.6, within(EXACT));
    assertThat(leverage.cashShare()).isCloseTo(.4, within(EXACT));
    assertThat(leverage.longShortRatio().orElseThrow()).isCloseTo(13.0 / 7, within(EXACT));
  }

  @Test
  void hasNoLeverageWithoutPositiveNav() {
    assertThat(PortfolioAggregate.of(fourKinds(), -7_000).leverage()).isEmpty();
  }

  @Test
  void measuresConcentrationByAbsoluteWeights() {
    PortfolioAggregate.Concentration concentration =
        PortfolioAggregate.of(fourKinds(), 0).concentration().orElseThrow();

    assertThat(concentration.largest()).isCloseTo(.5, within(EXACT));
    assertThat(concentration.topFive()).isCloseTo(1, within(EXACT));
    assertThat(concentration.herfindahl()).isCloseTo(.25 + .0625 + .0225 + .01, within(EXACT));
  }

  @Test
  void addsUpOptionsUnderTheirUnderlying() {
    assertThat(PortfolioAggregate.of(fourKinds(), 0).netByUnderlying())
        .containsExactly(
            Map.entry("AAPL", 13_000.0), Map.entry("MSFT", -2_000.0), Map.entry("XOM", -5_000.0));
  }

  @Test
  void multipliesTheDailyProfitOfOptionsByTheirContractSize() {
    // each price rose by 1: 100 - 50 + 10 x 100 - 5 x 100
    assertThat(PortfolioAggregate.of(fourKinds(), 0).profit().daily())
        .isCloseTo(550, within(EXACT));
  }

  @Test
  void isEmptyWithoutPositions() {
    PortfolioAggregate aggregate = PortfolioAggregate.of(List.of(), 1_000);

    assertThat(aggregate.exposure().gross()).isZero();
    assertThat(aggregate.concentration()).isEmpty();
    assertThat(aggregate.leverage().orElseThrow().longShortRatio()).isEmpty();
  }

  @Test
  void namesAnInstrumentWithoutPriceAndMakesNoneUp() {
    Position known =
        new Position(
            "1", Instrument.parse("AAPL"), BigDecimal.ONE, BigDecimal.ONE, DAY, Optional.empty());
    Position unknown =
        new Position(
            "2", Instrument.parse("ZZZ"), BigDecimal.ONE, BigDecimal.ONE, DAY, Optional.empty());

    PortfolioValuation valuation =
        PortfolioValuation.of(
            List.of(known, unknown), Map.of("AAPL", new Quote(200, DAY, Optional.empty())));

    assertThat(valuation.unpriced()).containsExactly("ZZZ");
    assertThat(valuation.warnings()).containsExactly("Missing prices for 1 symbol");
    assertThat(valuation.values()).hasSize(1);
  }
}
