package io.plimsoll.kernel.market;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.BarColumns.Prices;

/** Back-adjusts bars for the splits and dividends they carry. */
final class Adjustment {
  private Adjustment() {}

  static Bars adjust(Bars raw) {
    int n = raw.size();
    double[] priceFactor = new double[n];
    double[] volumeFactor = new double[n];
    double price = 1;
    double volume = 1;
    for (int i = n - 1; i >= 0; i--) {
      priceFactor[i] = price;
      volumeFactor[i] = volume;
      double split = raw.splitFactor().get(i);
      double dividend = raw.dividend().get(i);
      if (i > 0) {
        price = price / split * (1 - dividend * split / raw.close().get(i - 1));
        volume *= split;
      }
    }
    Prices prices = raw.columns().prices();
    BarColumns adjusted =
        BarColumns.plain(
            raw.openTimes(),
            new Prices(
                times(prices.open(), priceFactor),
                times(prices.high(), priceFactor),
                times(prices.low(), priceFactor),
                times(prices.close(), priceFactor)),
            times(raw.volume(), volumeFactor));
    return Bars.of(raw.timeframe(), raw.exchange(), adjusted);
  }

  private static Vec times(Vec column, double[] factors) {
    double[] products = new double[factors.length];
    for (int i = 0; i < products.length; i++) {
      products[i] = column.get(i) * factors[i];
    }
    return Vec.ofUnsafe(products);
  }
}
