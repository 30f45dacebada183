package io.plimsoll.batchkernel.valuation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.batchkernel.option.AmericanOption;
import io.plimsoll.batchkernel.option.CashDividends;
import io.plimsoll.batchkernel.option.OptionKind;
import io.plimsoll.batchkernel.option.OptionValue;
import io.plimsoll.batchkernel.portfolio.Instrument;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OptionBookTest {
  private static final LocalDate AS_OF = LocalDate.of(2025, 6, 30);

  private static Instrument.Option option(String underlying, OptionKind kind, String strike) {
    return new Instrument.Option(
        Symbol.parse(underlying), LocalDate.of(2025, 12, 30), kind, new BigDecimal(strike));
  }

  private static OptionBook book(
      Map<Instrument.Option, Double> quotes, double rate, UnderlyingMarket market) {
    return OptionBook.of(
        quotes,
        List.copyOf(quotes.keySet()),
        new PortfolioGreeks.Setting(
            AS_OF, rate, AmericanOption.Accuracy.FINE, Map.of("VIX", market, "XYZ", market)));
  }

  /** The forward stays when the rate moves: only the discounting changes. */
  @Test
  void givesAnOptionOnAForwardTheRhoOfItsDiscounting() {
    Instrument.Option call = option("VIX", OptionKind.CALL, "25");
    UnderlyingMarket market = new UnderlyingMarket(17.5, Optional.of(19.0), 0, Optional.empty());

    OptionValue unit =
        book(Map.of(call, 2.75), .043, market).find(call).orElseThrow().unit().orElseThrow();

    double years = 183 / 365.0;
    assertThat(unit.rhoPerPoint()).isCloseTo(-years * 2.75 * .01, within(1e-10));
    assertThat(unit.price()).isCloseTo(2.75, within(1e-10));
  }

  @Test
  void impliesALowerVolatilityFromACallOnceDividendsAreKnown() {
    Instrument.Option put = option("XYZ", OptionKind.PUT, "100");
    CashDividends dividends = new CashDividends(Vec.of(.1, .3), Vec.of(1, 1));
    UnderlyingMarket plain = new UnderlyingMarket(100, Optional.empty(), 0, Optional.empty());
    UnderlyingMarket paying =
        new UnderlyingMarket(100, Optional.empty(), 0, dividends, Optional.empty());

    double without =
        book(Map.of(put, 8.0), .04, plain)
            .find(put)
            .orElseThrow()
            .volatility()
            .orElseThrow()
            .value();
    double with =
        book(Map.of(put, 8.0), .04, paying)
            .find(put)
            .orElseThrow()
            .volatility()
            .orElseThrow()
            .value();

    // a put on a spot that will fall by 2 is worth 8 at a lower volatility
    assertThat(with).isLessThan(without - .02);
  }

  @Test
  void valuesAgainWithoutAnyGreek() {
    Instrument.Option call = option("XYZ", OptionKind.CALL, "100");
    UnderlyingMarket market = new UnderlyingMarket(100, Optional.empty(), 0, Optional.empty());
    OptionBook book = book(Map.of(call, 7.0), .04, market);
    Repricing unit = Repricing.of(call, 7.0, book).orElseThrow();
    OptionValue greeks = book.find(call).orElseThrow().unit().orElseThrow();

    Vec changes = unit.changes(Vec.of(-.1, 0, .1));

    assertThat(changes.get(1)).isZero();
    assertThat(changes.get(0)).isCloseTo(unit.change(Shock.ofReturn(-.1)), within(1e-10));
    assertThat(changes.get(2)).isCloseTo(unit.change(Shock.ofReturn(.1)), within(1e-10));
    // convex: it gains more than delta says and loses less
    assertThat(changes.get(2)).isGreaterThan(greeks.delta() * 10);
    assertThat(changes.get(0)).isGreaterThan(-greeks.delta() * 10);
    // small moves are the Greeks': errors are of second order
    assertThat(unit.change(new Shock(0, 1e-4, 0)))
        .isCloseTo(greeks.rhoPerPoint() * .01, within(2e-5));
    double sigma = book.find(call).orElseThrow().volatility().orElseThrow().value();
    assertThat(unit.change(new Shock(0, 0, .001)))
        .isCloseTo(greeks.vegaPerPoint() * 100 * sigma * .001, within(2e-5));
    // a fall by more than everything leaves a worthless call, not a fault
    assertThat(unit.change(Shock.ofReturn(-1.5))).isCloseTo(-7, within(1e-9));
  }
}
