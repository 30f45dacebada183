package io.plimsoll.simulationkernel.engine;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.BarsBuilder;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Timeframe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;

/** Bars and settings to try the engine with. */
public final class Samples {
  static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
  static final double NO = Double.NaN;

  private Samples() {}

  /** One bar of one day: open, high, low, close. */
  public static double[] bar(double open, double high, double low, double close) {
    return new double[] {open, high, low, close};
  }

  /** A bar in which nothing moves. */
  public static double[] flat(double price) {
    return bar(price, price, price, price);
  }

  /** Consecutive days of a market that never closes. */
  public static Market days(double[]... rows) {
    BarsBuilder builder = Bars.builder(Timeframe.ONE_DAY, Exchange.CRYPTO);
    for (int i = 0; i < rows.length; i++) {
      add(builder, i, rows[i]);
    }
    return Market.of(builder.build());
  }

  static void add(BarsBuilder builder, int day, double[] row) {
    long opened = START.plus(Duration.ofDays(day)).toEpochMilli();
    builder.add(opened, row[0], row[1], row[2], row[3], 1);
  }

  static Exits exits(double stopLoss, double takeProfit) {
    return new Exits(
        OptionalDouble.of(stopLoss), OptionalDouble.of(takeProfit), OptionalInt.empty());
  }

  static SignalRules bothSides() {
    return new SignalRules(0, Side.BOTH, OptionalDouble.empty(), false);
  }

  /** A random walk of minutes in which some are missing. */
  public static Market randomMarket(Random random, int size) {
    BarsBuilder builder = Bars.builder(Timeframe.ONE_MINUTE, Exchange.CRYPTO);
    double price = 20 + 80 * random.nextDouble();
    long minute = START.toEpochMilli();
    for (int i = 0; i < size; i++) {
      minute += 60_000L * (random.nextInt(12) == 0 ? 3 : 1);
      double open = price * (1 + 0.01 * random.nextGaussian());
      double close = open * Math.exp(0.03 * random.nextGaussian());
      double high = Math.max(open, close) * (1 + 0.02 * random.nextDouble());
      double low = Math.min(open, close) * (1 - 0.02 * random.nextDouble());
      builder.add(minute, open, high, low, close, 1);
      price = close;
    }
    return Market.of(builder.build());
  }

  /** Noise with gaps and outliers. */
  public static Vec randomSignal(Random random, int size) {
    double[] signal = new double[size];
    for (int i = 0; i < size; i++) {
      double jump = random.nextInt(30) == 0 ? 20 : 1;
      signal[i] = random.nextInt(8) == 0 ? NO : jump * random.nextGaussian();
    }
    return Vec.of(signal);
  }

  /** A gate that is shut now and then, or none. */
  public static Vec randomGate(Random random, int size) {
    if (random.nextBoolean()) {
      return Vec.empty();
    }
    double[] gate = new double[size];
    for (int i = 0; i < size; i++) {
      gate[i] = random.nextInt(3) == 0 ? 0 : 1;
    }
    return Vec.of(gate);
  }

  /** Settings that use every rule of the engine now and then. */
  public static SimulationSettings randomSettings(Random random) {
    Sizing sizing =
        switch (random.nextInt(4)) {
          case 0 -> Sizing.allIn();
          case 1 -> new Sizing.Fraction(0.1 + 0.9 * random.nextDouble());
          case 2 -> new Sizing.Fixed(1 + 300 * random.nextDouble());
          default -> new Sizing.VolatilityTarget(0.1 + 5 * random.nextDouble());
        };
    return new SimulationSettings(
        1_000 + 9_000 * random.nextDouble(),
        new SignalRules(
            0.5 * random.nextDouble(),
            List.of(Side.values()).get(random.nextInt(3)),
            maybe(random, 2.5),
            random.nextInt(4) == 0),
        sizing,
        new Fill(
            random.nextBoolean() ? Fill.At.OPEN : Fill.At.CLOSE,
            random.nextBoolean() ? 0 : random.nextInt(5),
            random.nextBoolean()),
        randomCosts(random),
        new Exits(
            maybe(random, 0.04),
            maybe(random, 0.05),
            random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(1 + random.nextInt(8))));
  }

  private static Costs randomCosts(Random random) {
    return new Costs(
        10 * random.nextDouble(),
        random.nextDouble(),
        0.01 * random.nextDouble(),
        5 * random.nextDouble(),
        2 * random.nextDouble());
  }

  private static OptionalDouble maybe(Random random, double value) {
    return random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
