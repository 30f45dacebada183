package io.plimsoll.batchkernel.valuation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.batchkernel.option.AmericanOption.Accuracy;
import io.plimsoll.batchkernel.portfolio.Instrument;
import io.plimsoll.batchkernel.portfolio.Position;
import io.plimsoll.batchkernel.valuation.PositionGreeks.Source;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortfolioGreeksTest {
  private static final LocalDate DAY = LocalDate.of(2025, 6, 30);

  private static final Map<String, UnderlyingMarket> MARKETS =
      Map.of(
          "SPY",
          new UnderlyingMarket(530, Optional.empty(), 0, Optional.of(.18)),
          "QQQ",
          new UnderlyingMarket(420, Optional.empty(), 0, Optional.empty()),
          "VIX",
          new UnderlyingMarket(17.5, Optional.of(19.0), 0, Optional.empty()));

  private static PositionValue aValue(String code, String quantity, double price) {
    return PositionValue.of(
        new Position(
            code,
            Instrument.parse(code),
            new BigDecimal(quantity),
            BigDecimal.ONE,
            LocalDate.of(2025, 1, 2),
            Optional.empty()),
        new Quote(price, DAY, Optional.empty()));
  }

  private static PortfolioGreeks greeks(PositionValue... values) {
    return PortfolioGreeks.of(
        List.of(values), new PortfolioGreeks.Setting(DAY, .043, Accuracy.FINE, MARKETS));
  }

  @Test
  void givesStockItsUnitsAsDelta() {
    Sensitivities total = greeks(aValue("XOM", "-2000", 110)).total();

    assertThat(total).isEqualTo(new Sensitivities(-2_000, -220_000, 0, 0, 0, 0, 0));
  }

  @Test
  void signsByQuantityAndMultipliesByTheContractSize() {
    PositionGreeks held = greeks(aValue("QQQ250815C00420000", "3", 7.25)).positions().getFirst();
    PositionGreeks sold = greeks(aValue("QQQ250815C00420000", "-3", 7.25)).positions().getFirst();

    assertThat(held.volatility().orElseThrow().source()).isEqualTo(Source.OWN_PRICE);
    assertThat(held.sensitivities().delta()).isBetween(150.0, 180.0);
    assertThat(held.sensitivities().dollarDelta())
        .isCloseTo(420 * held.sensitivities().delta(), within(1e-9));
    assertThat(held.sensitivities().theta()).isNegative();
    assertThat(sold.sensitivities().vega()).isEqualTo(-held.sensitivities().vega());
  }

  @Test
  void valuesAnOptionOnAForwardAtTheForward() {
    PositionGreeks greeks = greeks(aValue("VIX250716C00025000", "1", .4)).positions().getFirst();

    assertThat(greeks.sensitivities().dollarDelta())
        .isCloseTo(19 * greeks.sensitivities().delta(), within(1e-9));
  }

  @Test
  void warnsOfAPriceBelowIntrinsicAndTakesTheRealisedVolatility() {
    PortfolioGreeks greeks = greeks(aValue("SPY250919C00460000", "200", 7.5));

    assertThat(greeks.warnings())
        .containsExactly(
            "SPY   250919C00460000: price below intrinsic",
            "SPY   250919C00460000: valued with realised volatility");
    assertThat(greeks.positions().getFirst().volatility().orElseThrow())
        .isEqualTo(new PositionGreeks.UsedVolatility(.18, Source.REALISED));
    assertThat(greeks.total().delta()).isBetween(19_000.0, 20_000.0);
  }

  @Test
  void takesTheNearestOptionsVolatilityBeforeTheRealisedOne() {
    PortfolioGreeks greeks =
        greeks(aValue("SPY250919C00460000", "200", 7.5), aValue("SPY250919C00550000", "1", 9));

    assertThat(greeks.positions().getFirst().volatility().orElseThrow())
        .isEqualTo(
            new PositionGreeks.UsedVolatility(
                greeks.positions().getLast().volatility().orElseThrow().value(), Source.SURFACE));
    assertThat(greeks.warnings()).containsExactly("SPY   250919C00460000: price below intrinsic");
  }

  @Test
  void givesAnExpiredOptionNothingAndOneWarning() {
    PortfolioGreeks greeks = greeks(aValue("SPY250620C00460000", "2", 1));

    assertThat(greeks.total()).isEqualTo(Sensitivities.NONE);
    assertThat(greeks.warnings()).containsExactly("SPY   250620C00460000: expired on 2025-06-20");
  }

  @Test
  void givesIntrinsicSensitivitiesOnTheExpiryDay() {
    PortfolioGreeks greeks = greeks(aValue("SPY250630C00460000", "2", 70));

    assertThat(greeks.total().delta()).isEqualTo(200);
    assertThat(greeks.total().gamma()).isZero();
  }

  @Test
  void leavesOutWhatHasNoVolatilityAndSaysSo() {
    PortfolioGreeks greeks = greeks(aValue("QQQ250815C00300000", "1", 7.25));

    assertThat(greeks.positions()).isEmpty();
    assertThat(greeks.warnings())
        .containsExactly(
            "QQQ   250815C00300000: price below intrinsic",
            "QQQ   250815C00300000: no volatility to value it with");
  }

  @Test
  void leavesOutWhatHasNoUnderlyingPriceAndSaysSo() {
    PortfolioGreeks greeks = greeks(aValue("ZZZ250815C00300000", "1", 7.25));

    assertThat(greeks.warnings()).containsExactly("ZZZ   250815C00300000: no price of ZZZ");
  }
}
