package io.plimsoll.batch.risk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.batch.risk.core.JobResult.Name;
import io.plimsoll.batch.risk.core.JobResult.Outcome;
import io.plimsoll.batch.risk.core.NightInputs.DatedPrice;
import io.plimsoll.batchkernel.factor.Factor;
import io.plimsoll.batchkernel.factor.FactorModel;
import io.plimsoll.batchkernel.portfolio.DemoPortfolio;
import io.plimsoll.batchkernel.portfolio.Position;
import io.plimsoll.batchkernel.stress.MarketRisk;
import io.plimsoll.batchkernel.stress.StressTest;
import io.plimsoll.batchkernel.synthetic.SyntheticMarket;
import io.plimsoll.batchkernel.synthetic.SyntheticRequest;
import io.plimsoll.batchkernel.tail.TailReport;
import io.plimsoll.kernel.market.BarChunk;
import io.plimsoll.kernel.market.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The demo portfolios in the synthetic market, with all engines, and with each of them broken. */
class NightEnginesTest {
  private static final Night.Watch IDLE = new Night.Watch(() -> 0, _ -> {});
  private static final NightInputs.Market MARKET = market();

  private static NightInputs.Market market() {
    Set<Symbol> symbols = new TreeSet<>();
    Map<Symbol, Double> anchors = new HashMap<>();
    Map<String, DatedPrice> quotes = new HashMap<>();
    for (DemoPortfolio portfolio : DemoPortfolio.all()) {
      for (Position position : portfolio.positions()) {
        symbols.add(position.instrument().underlying());
        BigDecimal price =
            Optional.ofNullable(portfolio.prices().get(position.instrument().code())).orElseThrow();
        quotes.put(position.instrument().code(), new DatedPrice(DemoPortfolio.AS_OF, price));
        anchors.merge(
            position.instrument().underlying(),
            price.doubleValue(),
            (known, next) -> Math.max(known, next));
      }
    }
    DemoPortfolio.OTHER_PRICES.forEach((symbol, price) -> {
      symbols.add(Symbol.parse(symbol));
      anchors.put(Symbol.parse(symbol), price.doubleValue());
    });
    FactorModel.STANDARD.factors().stream()
        .map(Factor::symbol)
        .forEach(symbol -> symbols.add(Symbol.parse(symbol)));
    quotes.put(
        "VIX.FORWARD",
        new DatedPrice(DemoPortfolio.AS_OF, BigDecimal.valueOf(DemoPortfolio.VIX_FORWARD)));
    Map<String, List<BarChunk>> daily = new HashMap<>();
    SyntheticMarket.bars(
            new SyntheticRequest(
                List.copyOf(symbols),
                LocalDate.of(2022, 3, 1),
                LocalDate.of(2025, 7, 31),
                7,
                anchors,
                DemoPortfolio.AS_OF))
        .forEach((symbol, bars) -> daily.put(symbol.value(), BarChunk.split(symbol, bars)));
    return new NightInputs.Market(daily, quotes);
  }

  private static NightInputs inputs(int number, LocalDate asOf) {
    DemoPortfolio portfolio = DemoPortfolio.all().get(number - 1);
    return new NightInputs(
        number, asOf, BigDecimal.ZERO, portfolio.positions(), Optional.empty(), MARKET);
  }

  private static NightResult night(int number, LocalDate asOf) {
    NightInputs inputs = inputs(number, asOf);
    return new Night(inputs, new DayMarket(List.of(inputs)), "k", IDLE).run();
  }

  @Test
  void findsWhatMovesTheHedgeFund() {
    NightResult night = night(2, DemoPortfolio.AS_OF);

    assertThat(night.jobs())
        .extracting(JobResult::outcome)
        .doesNotContain(Outcome.FAILED, Outcome.SKIPPED);
    NightResult.Factors factors = night.findings().factors().orElseThrow();
    assertThat(factors.study().estimated("SPY").orElseThrow().marketBeta())
        .isCloseTo(1, within(1e-12));
    assertThat(factors.exposures().positions()).hasSize(30);
    // the calls on SPY and QQQ alone are deltas of some 14 million on a NAV of 2.4 million
    assertThat(factors.exposures().factors().getFirst().beta().orElseThrow()).isBetween(6.0, 8.0);
    MarketRisk risk = night.findings().marketRisk().orElseThrow();
    assertThat(risk.tail().map(TailReport::days)).contains(252);
    assertThat(risk.dailyProfits().size()).isEqualTo(756);
    TailReport.Level at95 = risk.tail().orElseThrow().levels().getFirst();
    assertThat(at95.historical().valueAtRisk()).isPositive();
    assertThat(at95.backtest().orElseThrow().days()).isEqualTo(504);
    StressTest stress = night.findings().stress().orElseThrow();
    assertThat(stress.results()).hasSize(18);
    assertThat(stress.results())
        .allSatisfy(one -> assertThat(one.direct().gain()).isNotNaN().isNotZero());
    assertThat(night.findings().correlations()).isEmpty();
  }

  @Test
  void studiesCorrelationsOnTuesdaysOnly() {
    LocalDate tuesday = LocalDate.of(2025, 7, 1);

    NightResult night = night(1, tuesday);

    assertThat(night.jobs()).extracting(JobResult::name).containsExactly(Name.values());
    assertThat(night.findings().correlations().orElseThrow().symbols()).hasSizeGreaterThan(10);
    assertThat(night(1, tuesday.plusDays(1)).jobs())
        .extracting(JobResult::name)
        .doesNotContain(Name.POSITION_CORRELATIONS);
  }

  /** Alone or among others, the same portfolio is the same run with the same numbers. */
  @Test
  void doesNotDependOnWhoElseIsAskedFor() {
    NightInputs alone = inputs(3, DemoPortfolio.AS_OF);
    List<NightInputs> all =
        List.of(inputs(1, DemoPortfolio.AS_OF), inputs(2, DemoPortfolio.AS_OF), alone);

    NightResult among = new Night(alone, new DayMarket(all), "k", IDLE).run();
    NightResult single = new Night(alone, new DayMarket(List.of(alone)), "k", IDLE).run();

    assertThat(among.fingerprint()).isEqualTo(single.fingerprint());
    assertThat(among.findings().marketRisk()).isEqualTo(single.findings().marketRisk());
    assertThat(among.findings().stress()).isEqualTo(single.findings().stress());
    assertThat(among.greeks()).isEqualTo(single.greeks());
  }

  /** What comes after the date changes nothing: the market's bars go on for a month. */
  @Test
  void looksAtNothingAfterTheDate() {
    Map<String, List<BarChunk>> cut = new HashMap<>();
    MARKET
        .daily()
        .forEach((symbol, chunks) -> {
          List<BarChunk> kept = new ArrayList<>(chunks.subList(0, chunks.size() - 1));
          BarChunk last = chunks.getLast();
          int known = 0;
          while (known < last.bars().size()
              && !last.bars().sessionDate(known).isAfter(DemoPortfolio.AS_OF)) {
            known++;
          }
          kept.addAll(BarChunk.split(Symbol.parse(symbol), last.bars().slice(0, known)));
          cut.put(symbol, kept);
        });
    NightInputs whole = inputs(2, DemoPortfolio.AS_OF);
    NightInputs truncated =
        new NightInputs(
            2,
            DemoPortfolio.AS_OF,
            BigDecimal.ZERO,
            whole.positions(),
            Optional.empty(),
            new NightInputs.Market(cut, MARKET.quotes()));

    NightResult seen = new Night(truncated, new DayMarket(List.of(truncated)), "k", IDLE).run();

    NightResult known = night(2, DemoPortfolio.AS_OF);
    assertThat(seen.findings().marketRisk()).isEqualTo(known.findings().marketRisk());
    assertThat(seen.findings().stress()).isEqualTo(known.findings().stress());
    assertThat(seen.snapshot()).isEqualTo(known.snapshot());
  }

  @ParameterizedTest
  @EnumSource(
      value = Name.class,
      names = {
        "GREEKS_CALCULATION",
        "FACTOR_ANALYSIS",
        "MARKET_RISK_SCENARIOS",
        "STRESS_TESTING",
        "POSITION_CORRELATIONS"
      })
  void goesOnWithoutAnEngineThatFailed(Name broken) {
    NightResult night = broken(broken);

    JobResult job = job(night, broken);
    assertThat(job.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(job.error().orElseThrow()).endsWith("broken on purpose");
    assertThat(night.snapshot()).isPresent();
    assertThat(night.outcome()).isEqualTo(Outcome.COMPLETED_WITH_WARNINGS);
    assertThat(night.jobs()).extracting(JobResult::name).containsExactly(Name.values());
  }

  @Test
  void tellsTheSnapshotThatThereAreNoGreeks() {
    NightResult night = broken(Name.GREEKS_CALCULATION);

    assertThat(job(night, Name.GREEKS_CALCULATION).error())
        .contains("Greeks calculation failed: broken on purpose");
    assertThat(job(night, Name.PORTFOLIO_SNAPSHOT).warnings())
        .containsExactly("Greeks data unavailable");
    assertThat(job(night, Name.FACTOR_ANALYSIS).warnings()).contains("Greeks data unavailable");
    assertThat(night.snapshot().orElseThrow().greeks()).isEmpty();
    // the stocks' own deltas are known all the same
    assertThat(night.findings().factors().orElseThrow().exposures().positions()).hasSize(22);
  }

  @Test
  void skipsWhatNeedsTheFactors() {
    NightResult night = broken(Name.FACTOR_ANALYSIS);

    assertThat(job(night, Name.MARKET_RISK_SCENARIOS).outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(job(night, Name.STRESS_TESTING).error()).contains("factor_analysis failed");
    assertThat(job(night, Name.PORTFOLIO_SNAPSHOT).outcome()).isEqualTo(Outcome.COMPLETED);
  }

  @Test
  void skipsEverythingAfterACriticalFailure() {
    NightResult night = broken(Name.PORTFOLIO_AGGREGATION);

    assertThat(night.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(night.snapshot()).isEmpty();
    assertThat(night.jobs().subList(2, night.jobs().size()))
        .allSatisfy(job -> assertThat(job.outcome()).isEqualTo(Outcome.SKIPPED));
    assertThat(night.jobs()).extracting(JobResult::name).containsExactly(Name.values());
  }

  private static NightResult broken(Name engine) {
    NightInputs inputs = inputs(2, LocalDate.of(2025, 7, 1));
    Night.Watch watch =
        new Night.Watch(
            () -> 0,
            name -> {
              if (name == engine) {
                throw new IllegalStateException("broken on purpose");
              }
            });
    return new Night(inputs, new DayMarket(List.of(inputs)), "k", watch).run();
  }

  private static JobResult job(NightResult night, Name name) {
    return night.jobs().stream().filter(one -> one.name() == name).findFirst().orElseThrow();
  }
}
