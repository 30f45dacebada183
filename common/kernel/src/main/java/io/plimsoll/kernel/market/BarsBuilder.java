package io.plimsoll.kernel.market;

import io.plimsoll.kernel.array.LongVec;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.BarColumns.Prices;
import io.plimsoll.kernel.time.ExchangeCalendar;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * Collects bars row by row into growing arrays, without an object per row.
 *
 * <p>For one thread and one {@link #build}; the rules of {@link Bars} are checked at the end.
 */
public final class BarsBuilder {
  private static final int FIRST_CAPACITY = 64;

  private final Timeframe timeframe;
  private final Exchange exchange;
  private int size;
  private long[] openTimes = new long[FIRST_CAPACITY];
  private double[] open = new double[FIRST_CAPACITY];
  private double[] high = new double[FIRST_CAPACITY];
  private double[] low = new double[FIRST_CAPACITY];
  private double[] close = new double[FIRST_CAPACITY];
  private double[] volume = new double[FIRST_CAPACITY];
  private double[] splitFactor = new double[FIRST_CAPACITY];
  private double[] dividend = new double[FIRST_CAPACITY];

  BarsBuilder(Timeframe timeframe, Exchange exchange) {
    this.timeframe = timeframe;
    this.exchange = exchange;
  }

  /** Makes room for a number of rows at once; more may be added. */
  public BarsBuilder expecting(int rows) {
    if (rows > openTimes.length) {
      resize(rows);
    }
    return this;
  }

  /** How many rows there are so far. */
  public int size() {
    return size;
  }

  /** Adds a bar without split or dividend; the time is its open in epoch milliseconds. */
  public BarsBuilder add(
      long openTime, double open, double high, double low, double close, double volume) {
    if (size == openTimes.length) {
      resize(Math.multiplyExact(size, 2));
    }
    this.openTimes[size] = openTime;
    this.open[size] = open;
    this.high[size] = high;
    this.low[size] = low;
    this.close[size] = close;
    this.volume[size] = volume;
    this.splitFactor[size] = 1;
    this.dividend[size] = 0;
    size++;
    return this;
  }

  /**
   * Adds a day bar of a trading day, stamped with the session's open.
   *
   * @throws IllegalArgumentException if the exchange does not trade on the date
   */
  public BarsBuilder add(
      LocalDate session, double open, double high, double low, double close, double volume) {
    long openTime = ExchangeCalendar.of(exchange).open(session).toEpochMilli();
    return add(openTime, open, high, low, close, volume);
  }

  /** Gives the last bar added a split and a dividend. */
  public BarsBuilder withActions(double splitFactor, double dividend) {
    this.splitFactor[size - 1] = splitFactor;
    this.dividend[size - 1] = dividend;
    return this;
  }

  /** Adds all bars of another. */
  public BarsBuilder addAll(Bars bars) {
    int rows = bars.size();
    if (size + rows > openTimes.length) {
      resize(Math.max(size + rows, openTimes.length * 2));
    }
    System.arraycopy(bars.openTimes().toArrayUnsafe(), 0, openTimes, size, rows);
    copy(bars.open(), open);
    copy(bars.high(), high);
    copy(bars.low(), low);
    copy(bars.close(), close);
    copy(bars.volume(), volume);
    copy(bars.splitFactor(), splitFactor);
    copy(bars.dividend(), dividend);
    size += rows;
    return this;
  }

  /**
   * Checks the rows and makes them bars.
   *
   * @throws InvalidBarsException if a rule of {@link Bars} is broken
   */
  public Bars build() {
    return Bars.of(
        timeframe,
        exchange,
        new BarColumns(
            LongVec.ofUnsafe(Arrays.copyOf(openTimes, size)),
            new Prices(column(open), column(high), column(low), column(close)),
            column(volume),
            column(splitFactor),
            column(dividend)));
  }

  private void copy(Vec from, double[] to) {
    System.arraycopy(from.toArrayUnsafe(), 0, to, size, from.size());
  }

  private Vec column(double[] values) {
    return Vec.ofUnsafe(Arrays.copyOf(values, size));
  }

  private void resize(int capacity) {
    openTimes = Arrays.copyOf(openTimes, capacity);
    open = Arrays.copyOf(open, capacity);
    high = Arrays.copyOf(high, capacity);
    low = Arrays.copyOf(low, capacity);
    close = Arrays.copyOf(close, capacity);
    volume = Arrays.copyOf(volume, capacity);
    splitFactor = Arrays.copyOf(splitFactor, capacity);
    dividend = Arrays.copyOf(dividend, capacity);
  }
}
