package io.plimsoll.kernel.market;

import io.plimsoll.kernel.array.LongVec;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.identity.Sha256;
import io.plimsoll.kernel.market.BarColumns.Prices;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bars of one symbol and one period: the unit that is stored, hashed and sent.
 *
 * @param symbol the instrument
 * @param period the period in which every bar opens
 * @param bars one bar or more, of the period's timeframe
 */
public record BarChunk(Symbol symbol, BarPeriod period, Bars bars) {
  private static final int MAGIC = 0x31434250; // "PBC1", little-endian
  private static final int HEADER_BYTES = 12;
  private static final int PLAIN_COLUMNS = 6;
  private static final int ALL_COLUMNS = 8;

  public BarChunk {
    if (bars.timeframe() != period.timeframe()) {
      throw new IllegalArgumentException(
          "bars: %s (expected: %s)".formatted(bars.timeframe().text(), period.timeframe().text()));
    }
    if (bars.size() == 0) {
      throw new IllegalArgumentException("bars: none (expected: at least one)");
    }
    if (bars.openTime(0) < period.start().toEpochMilli()
        || bars.openTime(bars.size() - 1) >= period.end().toEpochMilli()) {
      throw new IllegalArgumentException(
          "bars: %s (expected: all within %s)".formatted(bars, period.text()));
    }
  }

  /** Cuts bars into chunks, one for each period that has a bar, in time order. */
  public static List<BarChunk> split(Symbol symbol, Bars bars) {
    List<BarChunk> chunks = new ArrayList<>();
    int from = 0;
    while (from < bars.size()) {
      BarPeriod period = BarPeriod.of(bars.timeframe(), Instant.ofEpochMilli(bars.openTime(from)));
      int to = bars.indexFrom(period.end().toEpochMilli());
      chunks.add(new BarChunk(symbol, period, bars.slice(from, to)));
      from = to;
    }
    return List.copyOf(chunks);
  }

  /** SHA-256 over symbol, exchange, timeframe, period and the packed columns; 64 hex digits. */
  public String hash() {
    String head =
        "%s|%s|%s|%s\n"
            .formatted(symbol, bars.exchange(), period.timeframe().text(), period.text());
    return Sha256.hex(head.getBytes(StandardCharsets.UTF_8), pack());
  }

  /**
   * The columns as bytes, little-endian, column after column: a head of three ints (the letters
   * PBC1, the number of rows, 6 or 8 for the number of columns), then open times as int64, then
   * open, high, low, close, volume and, only if a bar has a split or dividend, split factor and
   * dividend as float64.
   */
  public byte[] pack() {
    int columns = bars.hasActions() ? ALL_COLUMNS : PLAIN_COLUMNS;
    ByteBuffer buffer =
        ByteBuffer.allocate(HEADER_BYTES + columns * bars.size() * Double.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(MAGIC).putInt(bars.size()).putInt(columns);
    for (long time : bars.openTimes().toArrayUnsafe()) {
      buffer.putLong(time);
    }
    put(buffer, bars.open());
    put(buffer, bars.high());
    put(buffer, bars.low());
    put(buffer, bars.close());
    put(buffer, bars.volume());
    if (columns == ALL_COLUMNS) {
      put(buffer, bars.splitFactor());
      put(buffer, bars.dividend());
    }
    return buffer.array();
  }

  /**
   * The chunk in these bytes, checked again.
   *
   * @throws IllegalArgumentException if the bytes are not what {@link #pack} makes, or break a rule
   */
  public static BarChunk unpack(Symbol symbol, BarPeriod period, Exchange exchange, byte[] packed) {
    ByteBuffer buffer = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
    if (packed.length < HEADER_BYTES || buffer.getInt() != MAGIC) {
      throw new IllegalArgumentException(
          "packed: %d bytes without the head PBC1 (expected: packed bars)"
              .formatted(packed.length));
    }
    int rows = buffer.getInt();
    int columns = buffer.getInt();
    if (rows < 0
        || (columns != PLAIN_COLUMNS && columns != ALL_COLUMNS)
        || packed.length != HEADER_BYTES + (long) columns * rows * Double.BYTES) {
      throw new IllegalArgumentException(
          "packed: %d bytes for %d rows of %d columns (expected: 12 + rows x columns x 8)"
              .formatted(packed.length, rows, columns));
    }
    LongVec times = takeLongs(buffer, rows);
    Prices prices =
        new Prices(take(buffer, rows), take(buffer, rows), take(buffer, rows), take(buffer, rows));
    Vec volume = take(buffer, rows);
    BarColumns unpacked =
        columns == PLAIN_COLUMNS
            ? BarColumns.plain(times, prices, volume)
            : new BarColumns(times, prices, volume, take(buffer, rows), take(buffer, rows));
    return new BarChunk(symbol, period, Bars.of(period.timeframe(), exchange, unpacked));
  }

  private static void put(ByteBuffer buffer, Vec column) {
    for (double value : column.toArrayUnsafe()) {
      buffer.putDouble(value);
    }
  }

  private static LongVec takeLongs(ByteBuffer buffer, int rows) {
    long[] values = new long[rows];
    Arrays.setAll(values, _ -> buffer.getLong());
    return LongVec.ofUnsafe(values);
  }

  private static Vec take(ByteBuffer buffer, int rows) {
    double[] values = new double[rows];
    Arrays.setAll(values, _ -> buffer.getDouble());
    return Vec.ofUnsafe(values);
  }
}
