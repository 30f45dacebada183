package io.plimsoll.batchkernel.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.batchkernel.factor.FactorModel;
import io.plimsoll.batchkernel.factor.SymbolBetas;
import io.plimsoll.batchkernel.valuation.Sensitivities;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.random.SeededStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PnlExplainTest {
  private static final FactorModel MODEL = FactorModel.STANDARD;
  private static final Vec STILL = Vec.of(new double[9]);

  private static SymbolBetas.Estimated betas(double market, double value) {
    return new SymbolBetas.Estimated(
        Vec.of(market, value, 0, 0, 0, 0, 0, 0, 0),
        market,
        new SymbolBetas.Quality(
            new SymbolBetas.Method.LeastSquares(STILL),
            252,
            SymbolBetas.History.FULL,
            0,
            1,
            false));
  }

  private static DayMove stock(double quantity, double before, double now, double dividend) {
    return new DayMove(
        "id",
        "A",
        Optional.of(
            new DayMove.Before(
                BigDecimal.valueOf(quantity),
                before,
                Optional.of(new Sensitivities(quantity, quantity * before, 0, 0, 0, 0, 0)))),
        BigDecimal.valueOf(quantity),
        now,
        before,
        1,
        new DayMove.Market(
            before, now, Optional.empty(), 0, 1, dividend, Optional.of(betas(1.5, .5))));
  }

  /** 100 from 50 to 51 = +100; market +1 % and value spread -.4 %: 75 - 10, the rest its own. */
  @Test
  void splitsAStocksDayByHand() {
    PnlExplain explained =
        PnlExplain.of(
            List.of(stock(100, 50, 51, .25)), MODEL, Vec.of(.01, -.004, 0, 0, 0, 0, 0, 0, 0));

    assertThat(explained.profit()).isEqualByComparingTo("125.00");
    assertThat(explained.parts().get("factor_market")).isEqualByComparingTo("75.00");
    assertThat(explained.parts().get("factor_value")).isEqualByComparingTo("-10.00");
    assertThat(explained.parts().get("specific")).isEqualByComparingTo("35.00");
    assertThat(explained.parts().get("dividends")).isEqualByComparingTo("25.00");
    assertThat(explained.parts().get(PnlExplain.RESIDUAL)).isEqualByComparingTo("0.00");
  }

  @Test
  void countsWhatWasTradedAgainstThePricePaid() {
    DayMove entered =
        new DayMove(
            "new",
            "A",
            Optional.empty(),
            BigDecimal.valueOf(-2),
            7,
            7.5,
            100,
            new DayMove.Market(1, 1, Optional.empty(), 0, 1, 0, Optional.empty()));
    DayMove exited =
        new DayMove(
            "old",
            "A",
            Optional.of(new DayMove.Before(BigDecimal.TEN, 20, Optional.empty())),
            BigDecimal.ZERO,
            21,
            0,
            1,
            new DayMove.Market(1, 1, Optional.empty(), 0, 1, 0, Optional.empty()));

    PnlExplain explained = PnlExplain.of(List.of(entered, exited), MODEL, STILL);

    assertThat(explained.profit()).isEqualByComparingTo("110.00");
    assertThat(explained.parts().get("traded")).isEqualByComparingTo("100.00");
    // what left had no Greeks, so nothing explains its 10
    assertThat(explained.parts().get(PnlExplain.RESIDUAL)).isEqualByComparingTo("10.00");
  }

  @Test
  void addsUpToTheCentOverRandomBooks() {
    SeededStream random = SeededStream.of(31).stream("explain");
    for (int round = 0; round < 200; round++) {
      List<DayMove> moves = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        double before = 1 + 300 * random.nextDouble();
        double now = before * Math.exp(.03 * random.nextGaussian());
        moves.add(option(random, before, now));
      }
      double[] factors = new double[9];
      for (int j = 0; j < 9; j++) {
        factors[j] = .02 * random.nextGaussian();
      }

      PnlExplain explained = PnlExplain.of(moves, MODEL, Vec.of(factors));

      assertThat(explained.parts().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
          .isEqualByComparingTo(explained.profit());
      assertThat(explained.parts()).hasSize(17);
      assertThat(List.copyOf(explained.parts().keySet()).getLast()).isEqualTo(PnlExplain.RESIDUAL);
    }
  }

  private static DayMove option(SeededStream random, double before, double now) {
    BigDecimal quantity = BigDecimal.valueOf(1 + random.nextInt(50));
    return new DayMove(
        "id",
        "A",
        Optional.of(
            new DayMove.Before(
                quantity,
                before / 20,
                Optional.of(
                    new Sensitivities(10, 10 * before, .1, 500 * random.nextDouble(), -3, 12, 4)))),
        quantity,
        now / 21,
        0,
        100,
        new DayMove.Market(
            before,
            now,
            Optional.of(.01 * random.nextGaussian()),
            .001,
            3,
            0,
            Optional.of(betas(random.nextGaussian(), random.nextGaussian()))));
  }

  /**
   * Half of gamma x move squared: dollar gamma 200 per 1 %, a move of 3 % = .5 x 200 x 100 x .0009.
   */
  @Test
  void takesGammaVegaThetaAndRhoInTheirUnits() {
    DayMove move =
        new DayMove(
            "id",
            "A",
            Optional.of(
                new DayMove.Before(
                    BigDecimal.ONE, 5, Optional.of(new Sensitivities(0, 0, 0, 200, -7, 11, 13)))),
            BigDecimal.ONE,
            5,
            0,
            100,
            new DayMove.Market(100, 103, Optional.of(.02), .005, 3, 0, Optional.empty()));

    PnlExplain explained = PnlExplain.of(List.of(move), MODEL, STILL);

    assertThat(explained.parts().get("gamma")).isEqualByComparingTo("9.00");
    assertThat(explained.parts().get("vega")).isEqualByComparingTo("22.00");
    assertThat(explained.parts().get("theta")).isEqualByComparingTo("-21.00");
    assertThat(explained.parts().get("rho")).isEqualByComparingTo("6.50");
    assertThat(explained.parts().get(PnlExplain.RESIDUAL)).isEqualByComparingTo("-16.50");
  }
}
