package io.plimsoll.batchkernel.marketdata;

import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.BarsBuilder;

/** Takes newly imported bars into those that are there. */
public final class BarMerge {
  private BarMerge() {}

  /**
   * The bars of both in time order; where both have a bar of one open time, the incoming one
   * counts. Bars that the incoming ones do not mention stay: an import adds and revises, it never
   * removes.
   *
   * <p>Cost: O(n + m) time, one copy.
   *
   * @throws IllegalArgumentException if timeframe or exchange differ, or if the merged bars overlap
   */
  public static Bars merge(Bars existing, Bars incoming) {
    if (existing.timeframe() != incoming.timeframe()
        || existing.exchange() != incoming.exchange()) {
      throw new IllegalArgumentException(
          "incoming: %s of %s (expected: %s of %s, as the bars that are there)"
              .formatted(
                  incoming.timeframe().text(),
                  incoming.exchange(),
                  existing.timeframe().text(),
                  existing.exchange()));
    }
    BarsBuilder merged =
        Bars.builder(existing.timeframe(), existing.exchange())
            .expecting(existing.size() + incoming.size());
    int i = 0;
    for (int j = 0; j < incoming.size(); j++) {
      while (i < existing.size() && existing.openTime(i) < incoming.openTime(j)) {
        copy(existing, i++, merged);
      }
      if (i < existing.size() && existing.openTime(i) == incoming.openTime(j)) {
        i++;
      }
      copy(incoming, j, merged);
    }
    while (i < existing.size()) {
      copy(existing, i++, merged);
    }
    return merged.build();
  }

  private static void copy(Bars from, int index, BarsBuilder to) {
    to.add(
            from.openTime(index),
            from.open().get(index),
            from.high().get(index),
            from.low().get(index),
            from.close().get(index),
            from.volume().get(index))
        .withActions(from.splitFactor().get(index), from.dividend().get(index));
  }
}
