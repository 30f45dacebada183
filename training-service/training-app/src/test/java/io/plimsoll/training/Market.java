package io.plimsoll.training;

import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.BarsBuilder;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.kernel.random.SeededStream;
import io.plimsoll.testkit.Broker;
import io.plimsoll.testkit.Http;
import java.time.Instant;

/** A seeded market, published as batch-service publishes it. */
final class Market {
  private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");

  private static boolean isOpen;

  private Market() {}

  /** Publishes three series, once for all tests, and waits until the service has its copy. */
  static synchronized void open() {
    if (isOpen) {
      return;
    }
    publish("AAA", Timeframe.ONE_DAY, 700, 1);
    publish("LONG", Timeframe.ONE_HOUR, 12_000, 1);
    publish("MIN", Timeframe.ONE_MINUTE, 2 * 1440, 1);
    awaitBars("AAA", 700);
    awaitBars("LONG", 12_000);
    awaitBars("MIN", 2 * 1440);
    isOpen = true;
  }

  static void awaitBars(String symbol, int bars) {
    String path = "items.find { it.symbol == '%s' }?.bars".formatted(symbol);
    Http.await(
        () -> Http.get("/symbols").jsonPath().<Integer>get(path),
        found -> found != null && found == bars);
  }

  /** Publishes bars of a symbol, and gives the snapshot that they make. */
  static String publish(String symbol, Timeframe timeframe, int rows, long version) {
    return Broker.publishBars(new Symbol(symbol), walk(symbol, timeframe, rows), version);
  }

  /** A random walk in which the last return says a little about the next. */
  static Bars walk(String symbol, Timeframe timeframe, int rows) {
    SeededStream random = SeededStream.of(7).stream(symbol);
    BarsBuilder bars = Bars.builder(timeframe, Exchange.CRYPTO);
    double close = 100;
    double last = 0;
    for (int row = 0; row < rows; row++) {
      double open = close;
      last = 0.3 * last + 0.01 * random.nextGaussian();
      close = open * Math.exp(last);
      double wick = 0.004 * random.nextDouble();
      bars.add(
          START.plus(timeframe.duration().multipliedBy(row)).toEpochMilli(),
          open,
          Math.max(open, close) * (1 + wick),
          Math.min(open, close) * (1 - wick),
          close,
          1000 + 500 * random.nextDouble());
    }
    return bars.build();
  }
}
