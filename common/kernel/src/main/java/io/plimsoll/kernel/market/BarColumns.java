package io.plimsoll.kernel.market;

import io.plimsoll.kernel.array.LongVec;
import io.plimsoll.kernel.array.Vec;
import java.util.Arrays;

/**
 * The columns of bars before they are checked, all of one size.
 *
 * @param openTimes when each bar opens, epoch milliseconds, UTC
 * @param prices open, high, low and close as traded (raw)
 * @param volume traded units
 * @param splitFactor new units for one old one, in force from this bar's open; 1 without a split
 * @param dividend cash per unit, whose ex-date is this bar; 0 without one
 */
public record BarColumns(
    LongVec openTimes, Prices prices, Vec volume, Vec splitFactor, Vec dividend) {

  /** The four price columns. */
  public record Prices(Vec open, Vec high, Vec low, Vec close) {}

  public BarColumns {
    int rows = openTimes.size();
    requireSize("open", prices.open().size(), rows);
    requireSize("high", prices.high().size(), rows);
    requireSize("low", prices.low().size(), rows);
    requireSize("close", prices.close().size(), rows);
    requireSize("volume", volume.size(), rows);
    requireSize("split_factor", splitFactor.size(), rows);
    requireSize("dividend", dividend.size(), rows);
  }

  /** Columns without splits and dividends. */
  public static BarColumns plain(LongVec openTimes, Prices prices, Vec volume) {
    double[] ones = new double[openTimes.size()];
    Arrays.fill(ones, 1);
    return new BarColumns(
        openTimes, prices, volume, Vec.ofUnsafe(ones), Vec.ofUnsafe(new double[ones.length]));
  }

  private static void requireSize(String column, int found, int expected) {
    if (found != expected) {
      throw new IllegalArgumentException(
          "%s: %d rows (expected: %d, as many as open_times)".formatted(column, found, expected));
    }
  }
}
