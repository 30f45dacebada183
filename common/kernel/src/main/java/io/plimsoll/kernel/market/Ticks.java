package io.plimsoll.kernel.market;

import io.plimsoll.kernel.array.LongVec;
import io.plimsoll.kernel.array.Vec;

/**
 * Single trades in the order in which they happened; several may share an instant.
 *
 * @param exchange where they traded
 * @param times epoch milliseconds, UTC, never falling
 * @param prices finite, above 0
 * @param amounts traded units, finite, 0 or more
 */
public record Ticks(Exchange exchange, LongVec times, Vec prices, Vec amounts) {
  public Ticks {
    if (prices.size() != times.size() || amounts.size() != times.size()) {
      throw new IllegalArgumentException(
          "ticks: %d times, %d prices, %d amounts (expected: as many of each)"
              .formatted(times.size(), prices.size(), amounts.size()));
    }
    for (int i = 0; i < times.size(); i++) {
      if (i > 0 && times.get(i) < times.get(i - 1)) {
        throw fault("time", i, times.get(i), "not before %d".formatted(times.get(i - 1)));
      }
      if (!(prices.get(i) > 0) || prices.get(i) == Double.POSITIVE_INFINITY) {
        throw fault("price", i, prices.get(i), "finite, > 0");
      }
      if (!(amounts.get(i) >= 0) || amounts.get(i) == Double.POSITIVE_INFINITY) {
        throw fault("amount", i, amounts.get(i), "finite, >= 0");
      }
    }
  }

  /** How many trades. */
  public int size() {
    return times.size();
  }

  private static InvalidBarsException fault(
      String column, int index, Object found, String expected) {
    return new InvalidBarsException(new BarFault(column, index, String.valueOf(found), expected));
  }
}
