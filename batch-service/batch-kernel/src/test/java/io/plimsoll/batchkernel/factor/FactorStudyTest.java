package io.plimsoll.batchkernel.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.batchkernel.factor.SymbolBetas.Estimated;
import io.plimsoll.batchkernel.factor.SymbolBetas.History;
import io.plimsoll.batchkernel.factor.SymbolBetas.TooShort;
import io.plimsoll.batchkernel.portfolio.Instrument;
import io.plimsoll.batchkernel.portfolio.Position;
import io.plimsoll.batchkernel.returns.ReturnPanel;
import io.plimsoll.batchkernel.valuation.PositionGreeks;
import io.plimsoll.batchkernel.valuation.Sensitivities;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.random.SeededStream;
import io.plimsoll.kernel.time.ExchangeCalendar;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FactorStudyTest {
  private static final FactorModel MODEL = FactorModel.STANDARD;

  private static List<LocalDate> sessions(int count) {
    LocalDate to = LocalDate.of(2025, 6, 30);
    return ExchangeCalendar.of(Exchange.NYSE)
        .sessions(to.minusDays(count * 2L), to)
        .reversed()
        .subList(0, count)
        .reversed();
  }

  /** Funds whose own returns are the market's plus noise, and stocks that are made of them. */
  private static ReturnPanel panel(int count) {
    Map<String, Vec> returns = new HashMap<>();
    double[][] funds = new double[MODEL.factors().size()][count];
    for (int j = 0; j < funds.length; j++) {
      SeededStream draw = SeededStream.of(77).stream("fund").stream(j);
      for (int i = 0; i < count; i++) {
        boolean spread = MODEL.factors().get(j).basis() == Factor.Basis.SPREAD;
        funds[j][i] = .01 * draw.nextGaussian() + (spread ? funds[0][i] : 0);
      }
      returns.put(MODEL.factors().get(j).symbol(), Vec.of(funds[j]));
    }
    double[] stock = new double[count];
    for (int i = 0; i < count; i++) {
      // 1.2 market + .5 of value over market - .3 bonds: no noise, so the betas are exact
      stock[i] = 1.2 * funds[0][i] + .5 * (funds[1][i] - funds[0][i]) - .3 * funds[7][i];
    }
    returns.put("MADE", Vec.of(stock));
    double[] young = stock.clone();
    Arrays.fill(young, 0, count - 80, Double.NaN);
    returns.put("YOUNG", Vec.of(young));
    double[] newborn = stock.clone();
    Arrays.fill(newborn, 0, count - 59, Double.NaN);
    returns.put("NEWBORN", Vec.of(newborn));
    return new ReturnPanel(sessions(count), returns);
  }

  @Test
  void findsTheBetasThatAStockWasMadeOf() {
    FactorStudy study = FactorStudy.of(MODEL, panel(300), List.of("MADE", "SPY", "VTV"));

    Estimated made = study.estimated("MADE").orElseThrow();
    double[] expected = {1.2, .5, 0, 0, 0, 0, 0, -.3, 0};
    for (int j = 0; j < expected.length; j++) {
      assertThat(made.betas().get(j)).isCloseTo(expected[j], within(1e-12));
    }
    assertThat(made.quality().observations()).isEqualTo(252);
    assertThat(made.quality().rSquared()).isCloseTo(1, within(1e-12));
    assertThat(study.estimated("SPY").orElseThrow().marketBeta()).isCloseTo(1, within(1e-12));
    // a fund is the market and its own spread, once each
    assertThat(study.estimated("VTV").orElseThrow().betas().get(0)).isCloseTo(1, within(1e-12));
    assertThat(study.estimated("VTV").orElseThrow().betas().get(1)).isCloseTo(1, within(1e-12));
  }

  @Test
  void flagsLimitedHistoryAndRefusesLessThanSixtyReturns() {
    FactorStudy study = FactorStudy.of(MODEL, panel(252), List.of("YOUNG", "NEWBORN", "ABSENT"));

    Estimated young = study.estimated("YOUNG").orElseThrow();
    assertThat(young.quality().history()).isEqualTo(History.LIMITED);
    assertThat(young.quality().observations()).isEqualTo(80);
    assertThat(young.betas().get(0)).isCloseTo(1.2, within(1e-11));
    assertThat(study.betas().get("NEWBORN")).isEqualTo(new TooShort(59, 60));
    assertThat(study.betas().get("ABSENT")).isEqualTo(new TooShort(0, 60));
  }

  @Test
  void namesTheFundsThatAreMissing() {
    Map<String, Vec> returns = new HashMap<>(panel(252).logReturns());
    returns.remove("GLD");

    ReturnPanel without = new ReturnPanel(sessions(252), returns);

    assertThat(FactorStudy.obstacle(MODEL, without).orElseThrow()).contains("GLD");
    assertThat(FactorStudy.obstacle(MODEL, panel(252))).isEmpty();
    assertThat(FactorStudy.of(MODEL, without, List.of("MADE")).estimated("MADE")).isEmpty();
  }

  @Test
  void addsUpExposuresByDollarDelta() {
    FactorStudy study = FactorStudy.of(MODEL, panel(252), List.of("MADE", "SPY"));
    List<PositionGreeks> greeks = new ArrayList<>();
    greeks.add(greeks("MADE", 100_000));
    greeks.add(greeks("SPY", -50_000));
    greeks.add(greeks("ABSENT", 1_000));

    FactorExposures exposures = FactorExposures.of(study, greeks, 200_000);

    assertThat(exposures.factors().get(0).dollars()).isCloseTo(70_000, within(1e-6));
    assertThat(exposures.factors().get(0).beta().orElseThrow()).isCloseTo(.35, within(1e-11));
    assertThat(exposures.factors().get(1).dollars()).isCloseTo(50_000, within(1e-6));
    assertThat(exposures.factors().get(7).dollars()).isCloseTo(-30_000, within(1e-6));
    assertThat(exposures.positions()).hasSize(2);
    assertThat(exposures.warnings())
        .containsExactly("ABSENT: no factor betas, 0 returns of at least 60");
    assertThat(FactorExposures.of(study, greeks, -1).factors().get(0).beta()).isEmpty();
  }

  private static PositionGreeks greeks(String symbol, double dollars) {
    Position position =
        new Position(
            symbol,
            new Instrument.Stock(Symbol.parse(symbol)),
            BigDecimal.ONE,
            BigDecimal.ONE,
            LocalDate.of(2025, 1, 2),
            Optional.empty());
    return new PositionGreeks(
        position, new Sensitivities(1, dollars, 0, 0, 0, 0, 0), Optional.empty());
  }
}
