package io.plimsoll.batchkernel.synthetic;

import io.plimsoll.kernel.random.SeededStream;
import java.time.LocalDate;

/**
 * The factors' log returns of one session.
 *
 * @param market the market's
 * @param growth growth over value
 * @param rates long bonds
 * @param gold gold
 */
record FactorDay(double market, double growth, double rates, double gold) {
  private static final double STORMY_DAYS = 0.06;
  private static final double STORM = 2.4;

  /** Depends on seed and date only, so a longer range never changes the days it had. */
  static FactorDay of(SeededStream market, LocalDate date) {
    SeededStream draw = market.stream(date.toEpochDay());
    double storm = draw.nextDouble() < STORMY_DAYS ? STORM : 1;
    double marketReturn = 0.0003 + 0.0085 * storm * draw.nextGaussian();
    return new FactorDay(
        marketReturn,
        0.0045 * storm * draw.nextGaussian(),
        0.00005 - 0.15 * marketReturn + 0.0075 * draw.nextGaussian(),
        0.0002 + 0.0085 * draw.nextGaussian());
  }
}
