package io.plimsoll.batchkernel.valuation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.batchkernel.factor.Factor;
import io.plimsoll.batchkernel.factor.FactorModel;
import io.plimsoll.batchkernel.portfolio.DemoPortfolio;
import io.plimsoll.batchkernel.portfolio.PositionType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The totals that anyone can add up by hand from the published table. */
class DemoPortfolioTest {
  /** Sums of at most thirty products of exact decimals of seven digits. */
  private static final double CENT = .005;

  private static PortfolioAggregate aggregate(DemoPortfolio portfolio) {
    return PortfolioAggregate.of(valuation(portfolio).values(), 0);
  }

  private static PortfolioValuation valuation(DemoPortfolio portfolio) {
    Map<String, Quote> quotes =
        portfolio.prices().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    price ->
                        new Quote(
                            price.getValue().doubleValue(),
                            DemoPortfolio.AS_OF,
                            Optional.empty())));
    return PortfolioValuation.of(portfolio.positions(), quotes);
  }

  @Test
  void holdsSixteenSeventeenAndThirtyPositions() {
    assertThat(DemoPortfolio.all())
        .extracting(portfolio -> portfolio.positions().size())
        .containsExactly(16, 30, 17);
  }

  @Test
  void addsUpTheGrowthInvestor() {
    PortfolioAggregate growth = aggregate(DemoPortfolio.all().getFirst());

    assertThat(growth.exposure().net()).isCloseTo(485_000, within(CENT));
    assertThat(growth.profit().unrealised()).isCloseTo(0, within(CENT));
  }

  @Test
  void addsUpTheRetailTrader() {
    PortfolioAggregate retail = aggregate(DemoPortfolio.all().getLast());

    assertThat(retail.exposure().gross()).isCloseTo(1_326_734.75, within(CENT));
  }

  @Test
  void addsUpTheHedgeFund() {
    PortfolioAggregate fund = aggregate(DemoPortfolio.all().get(1));

    PortfolioAggregate.Exposure exposure = fund.exposure();
    assertThat(exposure.gross()).isCloseTo(5_539_700, within(CENT));
    assertThat(exposure.net()).isCloseTo(2_366_200, within(CENT));
    assertThat(exposure.held().longValue()).isCloseTo(3_952_950, within(CENT));
    assertThat(exposure.held().longCount()).isEqualTo(17);
    assertThat(exposure.held().shortValue()).isCloseTo(-1_586_750, within(CENT));
    assertThat(exposure.held().shortCount()).isEqualTo(13);
    assertThat(exposure.options()).isCloseTo(584_000, within(CENT));
    assertThat(exposure.stock()).isCloseTo(4_955_700, within(CENT));
    assertThat(fund.profit().cost()).isCloseTo(2_064_700, within(CENT));
    assertThat(fund.profit().unrealised()).isCloseTo(301_500, within(CENT));
  }

  @Test
  void entersShortPutsAndShortCallsAsSuch() {
    assertThat(DemoPortfolio.all().get(1).positions())
        .extracting(position -> position.type())
        .contains(PositionType.SP, PositionType.SC, PositionType.LC, PositionType.SHORT)
        .doesNotContain(PositionType.LP);
  }

  @Test
  void hasAPriceOfEveryFundThatStandsForAFactor() {
    Set<String> priced = new TreeSet<>(DemoPortfolio.OTHER_PRICES.keySet());
    DemoPortfolio.all().forEach(portfolio -> priced.addAll(portfolio.prices().keySet()));

    assertThat(priced)
        .containsAll(FactorModel.STANDARD.factors().stream().map(Factor::symbol).toList());
  }
}
