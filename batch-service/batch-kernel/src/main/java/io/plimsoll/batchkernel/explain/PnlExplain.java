package io.plimsoll.batchkernel.explain;

import io.plimsoll.batchkernel.factor.FactorModel;
import io.plimsoll.batchkernel.valuation.Sensitivities;
import io.plimsoll.kernel.array.Vec;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes a day's profit apart, to the cent.
 *
 * <p>The profit of what was held before is the change of its price; of what was entered since, the
 * price now against the price paid. It is made of: the factors (dollar delta x beta x the factor's
 * simple return), what the underlyings did of their own (dollar delta x the rest of their return),
 * gamma (half of gamma x move squared), vega, theta, rho, dividends and what was traded; whatever
 * the Greeks of the evening before do not explain is the residual, told and never spread. Each part
 * is rounded to cents and the residual takes the rounding, so that all parts add up exactly.
 *
 * @param profit in cents' precision
 * @param parts by name in a fixed order, the residual last; they add up to the profit
 */
public record PnlExplain(BigDecimal profit, Map<String, BigDecimal> parts) {
  /** What the Greeks leave. */
  public static final String RESIDUAL = "residual";

  private static final double PERCENT = 100;
  private static final double POINTS = 100;
  private static final int CENTS = 2;

  public PnlExplain {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /**
   * Explains a day.
   *
   * @param moves of all positions
   * @param factorReturns simple ones, in the basis of the betas and the model's order
   */
  public static PnlExplain of(List<DayMove> moves, FactorModel model, Vec factorReturns) {
    Sums sums = new Sums(factorReturns);
    moves.forEach(sums::add);
    List<String> names = new ArrayList<>();
    model.names().forEach(name -> names.add("factor_" + name));
    Map<String, BigDecimal> parts = new LinkedHashMap<>();
    for (int j = 0; j < names.size(); j++) {
      parts.put(names.get(j), cents(sums.factors[j]));
    }
    parts.put("specific", cents(sums.specific));
    parts.put("gamma", cents(sums.gamma));
    parts.put("vega", cents(sums.vega));
    parts.put("theta", cents(sums.theta));
    parts.put("rho", cents(sums.rho));
    parts.put("dividends", cents(sums.dividends));
    parts.put("traded", cents(sums.traded));
    BigDecimal profit = cents(sums.profit);
    BigDecimal explained = parts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    parts.put(RESIDUAL, profit.subtract(explained));
    return new PnlExplain(profit, parts);
  }

  private static BigDecimal cents(double amount) {
    return BigDecimal.valueOf(amount).setScale(CENTS, RoundingMode.HALF_EVEN);
  }

  /** Unrounded sums over positions. */
  private static final class Sums {
    private final Vec factorReturns;
    private final double[] factors;
    private double specific;
    private double gamma;
    private double vega;
    private double theta;
    private double rho;
    private double dividends;
    private double traded;
    private double profit;

    Sums(Vec factorReturns) {
      this.factorReturns = factorReturns;
      this.factors = new double[factorReturns.size()];
    }

    void add(DayMove move) {
      double quantityBefore =
          move.before().map(before -> before.quantity().doubleValue()).orElse(0.0);
      double priceBefore = move.before().map(DayMove.Before::price).orElse(0.0);
      double entered = move.quantityNow().doubleValue() - quantityBefore;
      double held = quantityBefore * move.multiplier() * (move.priceNow() - priceBefore);
      double since =
          move.before().isPresent()
              ? 0
              : entered * move.multiplier() * (move.priceNow() - move.entryPrice());
      double paid = quantityBefore * move.multiplier() * move.market().dividendPerUnit();
      traded += since;
      dividends += paid;
      profit += held + since + paid;
      move.before()
          .flatMap(DayMove.Before::sensitivities)
          .ifPresent(greeks -> explain(greeks, move.market()));
    }

    private void explain(Sensitivities greeks, DayMove.Market market) {
      double simpleReturn = market.levelNow() / market.levelBefore() - 1;
      double fromFactors = 0;
      if (market.betas().isPresent()) {
        for (int j = 0; j < factors.length; j++) {
          double part = market.betas().get().betas().get(j) * factorReturns.get(j);
          factors[j] += greeks.dollarDelta() * part;
          fromFactors += part;
        }
      }
      specific += greeks.dollarDelta() * (simpleReturn - fromFactors);
      gamma += .5 * greeks.dollarGamma() * PERCENT * simpleReturn * simpleReturn;
      vega += greeks.vega() * POINTS * market.volatilityChange().orElse(0.0);
      theta += greeks.theta() * market.calendarDays();
      rho += greeks.rho() * POINTS * market.rateChange();
    }
  }
}
