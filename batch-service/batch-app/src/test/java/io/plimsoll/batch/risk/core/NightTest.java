package io.plimsoll.batch.risk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.batch.risk.core.JobResult.Name;
import io.plimsoll.batch.risk.core.JobResult.Outcome;
import io.plimsoll.batch.risk.core.NightInputs.DatedPrice;
import io.plimsoll.batchkernel.portfolio.DemoPortfolio;
import io.plimsoll.batchkernel.valuation.PortfolioSnapshot;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NightTest {
  private static final DemoPortfolio FUND = DemoPortfolio.all().get(1);
  private static final double CENT = .005;
  private static final List<Name> NIGHTLY =
      List.of(
          Name.POSITION_VALUES,
          Name.PORTFOLIO_AGGREGATION,
          Name.GREEKS_CALCULATION,
          Name.FACTOR_ANALYSIS,
          Name.MARKET_RISK_SCENARIOS,
          Name.STRESS_TESTING,
          Name.PORTFOLIO_SNAPSHOT);
  private static final Night.Watch IDLE = new Night.Watch(() -> 0, _ -> {});

  private static Map<String, DatedPrice> allPrices() {
    Map<String, DatedPrice> quotes = new HashMap<>();
    FUND.prices().forEach((code, price) -> quotes.put(code, today(price)));
    DemoPortfolio.OTHER_PRICES.forEach((code, price) -> quotes.put(code, today(price)));
    quotes.put("VIX.FORWARD", today(BigDecimal.valueOf(DemoPortfolio.VIX_FORWARD)));
    return quotes;
  }

  private static DatedPrice today(BigDecimal price) {
    return new DatedPrice(DemoPortfolio.AS_OF, price);
  }

  private static NightResult night(LocalDate asOf, Map<String, DatedPrice> quotes, String kernel) {
    NightInputs inputs =
        new NightInputs(
            2,
            asOf,
            BigDecimal.ZERO,
            FUND.positions(),
            Optional.of(new PortfolioSnapshot.Previous(2_300_000, 0, 0)),
            new NightInputs.Market(Map.of(), quotes));
    return new Night(inputs, new DayMarket(List.of(inputs)), kernel, IDLE).run();
  }

  @Test
  void valuesTheHedgeFundToThePublishedTotals() {
    NightResult night = night(DemoPortfolio.AS_OF, allPrices(), "k");

    PortfolioSnapshot snapshot = night.snapshot().orElseThrow();
    assertThat(snapshot.nav()).isCloseTo(2_366_200, within(CENT));
    assertThat(snapshot.change().orElseThrow().pnl()).isCloseTo(66_200, within(CENT));
    assertThat(snapshot.aggregate().exposure().gross()).isCloseTo(5_539_700, within(CENT));
    assertThat(night.valuation().orElseThrow().values()).hasSize(30);
    assertThat(snapshot.greeks().orElseThrow().theta()).isNotZero();
  }

  @Test
  void warnsOfTheQuoteBelowIntrinsicAndStillTakesTheSnapshot() {
    NightResult night = night(DemoPortfolio.AS_OF, allPrices(), "k");

    assertThat(night.warnings()).contains("SPY   250919C00460000: price below intrinsic");
    assertThat(night.outcome()).isEqualTo(Outcome.COMPLETED_WITH_WARNINGS);
    assertThat(night.jobs()).extracting(JobResult::name).containsExactlyElementsOf(NIGHTLY);
  }

  @Test
  void countsSymbolsWithoutPriceAndMakesNoneUp() {
    Map<String, DatedPrice> quotes = allPrices();
    quotes.remove("ZM");
    quotes.remove("GE");

    NightResult night = night(DemoPortfolio.AS_OF, quotes, "k");

    assertThat(night.jobs().getFirst().outcome()).isEqualTo(Outcome.COMPLETED_WITH_WARNINGS);
    assertThat(night.jobs().getFirst().warnings()).containsExactly("Missing prices for 2 symbols");
    assertThat(night.snapshot().orElseThrow().nav())
        .isCloseTo(2_366_200 + 2_000 * 70 + 800 * 140, within(CENT));
  }

  @Test
  void flagsPricesOlderThanThreeTradingDays() {
    Map<String, DatedPrice> quotes = allPrices();
    quotes.put("F", new DatedPrice(LocalDate.of(2025, 6, 24), new BigDecimal("12")));
    quotes.put("C", new DatedPrice(LocalDate.of(2025, 6, 25), new BigDecimal("55")));

    NightResult night = night(DemoPortfolio.AS_OF, quotes, "k");

    assertThat(night.jobs().getFirst().warnings()).containsExactly("Stale price of F: 2025-06-24");
  }

  @Test
  void skipsADayWithoutASession() {
    NightResult night = night(LocalDate.of(2025, 7, 4), allPrices(), "k");

    assertThat(night.outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(night.snapshot()).isEmpty();
    assertThat(night.jobs())
        .allSatisfy(job -> assertThat(job.error()).contains("not a trading day"));
  }

  @Test
  void failsAggregationWithoutASinglePriceAndSkipsWhatDependsOnIt() {
    NightResult night = night(DemoPortfolio.AS_OF, Map.of(), "k");

    assertThat(night.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(night.jobs())
        .extracting(JobResult::outcome)
        .isEqualTo(
            List.of(
                Outcome.COMPLETED_WITH_WARNINGS,
                Outcome.FAILED,
                Outcome.SKIPPED,
                Outcome.SKIPPED,
                Outcome.SKIPPED,
                Outcome.SKIPPED,
                Outcome.SKIPPED));
  }

  @Test
  void isTheSameRunForTheSameInputsAndAnotherForAnyOther() {
    Map<String, DatedPrice> revised = allPrices();
    revised.put("F", today(new BigDecimal("12.01")));

    NightResult first = night(DemoPortfolio.AS_OF, allPrices(), "k");

    assertThat(night(DemoPortfolio.AS_OF, allPrices(), "k").fingerprint())
        .isEqualTo(first.fingerprint());
    assertThat(night(DemoPortfolio.AS_OF, revised, "k").fingerprint())
        .isNotEqualTo(first.fingerprint());
    assertThat(night(DemoPortfolio.AS_OF, allPrices(), "other").fingerprint())
        .isNotEqualTo(first.fingerprint());
    assertThat(night(DemoPortfolio.AS_OF.plusDays(1), allPrices(), "k").fingerprint())
        .isNotEqualTo(first.fingerprint());
  }
}
