package io.plimsoll.kernel.market;

import io.plimsoll.kernel.array.LongVec;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.BarColumns.Prices;
import io.plimsoll.kernel.time.ExchangeCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/**
 * Price bars of one instrument, by column, checked and never changed.
 *
 * <p>Each bar is stamped with the instant it OPENS and is known only at {@link #availableAt}.
 * Rules: open times rise by at least one bar; prices are finite and above 0; low is not above and
 * high not below any other price; volume and dividend are finite and 0 or more; a split factor is
 * finite and above 0; a day bar opens when its session does. Missing bars stay missing. Not the
 * instrument's name: bars are values, {@link BarChunk} names them.
 */
public final class Bars {
  private static final long DAY_MILLIS = 86_400_000L;

  private final Timeframe timeframe;
  private final Exchange exchange;
  private final BarColumns columns;

  private Bars(Timeframe timeframe, Exchange exchange, BarColumns columns) {
    this.timeframe = timeframe;
    this.exchange = exchange;
    this.columns = columns;
  }

  /**
   * Checks the columns and makes them bars, sharing them.
   *
   * <p>Cost: O(n), no copy.
   *
   * @throws InvalidBarsException if a rule is broken; the message names column, row, found,
   *     expected
   */
  public static Bars of(Timeframe timeframe, Exchange exchange, BarColumns columns) {
    List<BarFault> faults = BarRules.faults(timeframe, exchange, columns, 1);
    if (!faults.isEmpty()) {
      throw new InvalidBarsException(faults.getFirst());
    }
    return new Bars(timeframe, exchange, columns);
  }

  /** What is wrong with columns before they are made bars: the first fault of each bad row. */
  public static List<BarFault> faults(
      Timeframe timeframe, Exchange exchange, BarColumns columns, int limit) {
    return List.copyOf(BarRules.faults(timeframe, exchange, columns, limit));
  }

  /** No bars at all. */
  public static Bars empty(Timeframe timeframe, Exchange exchange) {
    return builder(timeframe, exchange).build();
  }

  /** Collects bars one by one. */
  public static BarsBuilder builder(Timeframe timeframe, Exchange exchange) {
    return new BarsBuilder(timeframe, exchange);
  }

  /**
   * Joins bars of one timeframe and exchange that follow each other.
   *
   * @throws IllegalArgumentException if there are none, if they differ, or if they overlap
   */
  public static Bars concat(List<Bars> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("parts: none (expected: at least one)");
    }
    Bars first = parts.getFirst();
    int rows = 0;
    for (Bars part : parts) {
      if (part.timeframe != first.timeframe || part.exchange != first.exchange) {
        throw new IllegalArgumentException(
            "parts: %s %s beside %s %s (expected: one timeframe and exchange)"
                .formatted(
                    part.timeframe.text(), part.exchange, first.timeframe.text(), first.exchange));
      }
      rows = Math.addExact(rows, part.size());
    }
    BarsBuilder builder = builder(first.timeframe, first.exchange).expecting(rows);
    parts.forEach(builder::addAll);
    return builder.build();
  }

  /** How much time one bar covers. */
  public Timeframe timeframe() {
    return timeframe;
  }

  /** Where the instrument trades. */
  public Exchange exchange() {
    return exchange;
  }

  /** When the exchange trades. */
  public ExchangeCalendar calendar() {
    return ExchangeCalendar.of(exchange);
  }

  /** How many bars. */
  public int size() {
    return columns.openTimes().size();
  }

  /** All columns, shared. */
  public BarColumns columns() {
    return columns;
  }

  /** When each bar opens, epoch milliseconds, UTC. */
  public LongVec openTimes() {
    return columns.openTimes();
  }

  /** First prices. */
  public Vec open() {
    return columns.prices().open();
  }

  /** Highest prices. */
  public Vec high() {
    return columns.prices().high();
  }

  /** Lowest prices. */
  public Vec low() {
    return columns.prices().low();
  }

  /** Last prices. */
  public Vec close() {
    return columns.prices().close();
  }

  /** Traded units. */
  public Vec volume() {
    return columns.volume();
  }

  /** New units for one old one, in force from the bar's open. */
  public Vec splitFactor() {
    return columns.splitFactor();
  }

  /** Cash per unit, ex at the bar. */
  public Vec dividend() {
    return columns.dividend();
  }

  /** When the bar at an index opens, epoch milliseconds, UTC. */
  public long openTime(int index) {
    return columns.openTimes().get(index);
  }

  /**
   * When the bar at an index is known, epoch milliseconds: at its close.
   *
   * <p>That is the session's close for a day bar (00:00 UTC of the next day for CRYPTO) and for an
   * intraday bar that the session's close cuts short; otherwise the open plus the timeframe.
   */
  public long availableAt(int index) {
    return BarRules.availableAt(timeframe, exchange, openTime(index));
  }

  /** The date at the exchange on which the bar at an index opens. */
  public LocalDate sessionDate(int index) {
    long openTime = openTime(index);
    if (timeframe == Timeframe.ONE_DAY) {
      return LocalDate.ofEpochDay(Math.floorDiv(openTime, DAY_MILLIS));
    }
    return calendar().localDate(Instant.ofEpochMilli(openTime));
  }

  /** A copy of the bars from an index (inclusive) to another (exclusive). */
  public Bars slice(int from, int to) {
    if (from == 0 && to == size()) {
      return this;
    }
    Prices prices = columns.prices();
    return new Bars(
        timeframe,
        exchange,
        new BarColumns(
            columns.openTimes().slice(from, to),
            new Prices(
                prices.open().slice(from, to),
                prices.high().slice(from, to),
                prices.low().slice(from, to),
                prices.close().slice(from, to)),
            columns.volume().slice(from, to),
            columns.splitFactor().slice(from, to),
            columns.dividend().slice(from, to)));
  }

  /** The bars that were known at an instant: those available at it or before. */
  public Bars upTo(Instant knownAt) {
    return slice(0, countKnownAt(knownAt.toEpochMilli()));
  }

  /** How many bars were known at an instant (epoch milliseconds). Cost: O(log n). */
  public int countKnownAt(long knownAt) {
    int known = 0;
    int unknown = size();
    while (known < unknown) {
      int middle = (known + unknown) >>> 1;
      if (availableAt(middle) <= knownAt) {
        known = middle + 1;
      } else {
        unknown = middle;
      }
    }
    return known;
  }

  /** The index of the first bar that opens at an instant (epoch milliseconds) or later. */
  public int indexFrom(long openTime) {
    int found = Arrays.binarySearch(columns.openTimes().toArrayUnsafe(), openTime);
    return found >= 0 ? found : -found - 1;
  }

  /** Whether any bar has a split or a dividend. */
  public boolean hasActions() {
    for (int i = 0; i < size(); i++) {
      if (splitFactor().get(i) != 1 || dividend().get(i) != 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * The bars as if all splits and dividends up to the last bar had always been in force.
   *
   * <p>Each bar before a split is divided by its factor (volume multiplied); each bar before a
   * dividend d is multiplied by 1 - d/c, with c the close before the ex-date in the units of the
   * ex-date. The last bar keeps its prices; the result has no actions. Only what is in these bars
   * is used, so {@code upTo(t).adjusted()} knows nothing of later actions.
   *
   * <p>Source: CRSP and Yahoo's "adjusted close"; see docs/methods/resampling.md.
   */
  public Bars adjusted() {
    return hasActions() ? Adjustment.adjust(this) : this;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bars that
        && timeframe == that.timeframe
        && exchange == that.exchange
        && columns.equals(that.columns);
  }

  @Override
  public int hashCode() {
    return 31 * timeframe.text().hashCode() + columns.hashCode();
  }

  /** What it holds and how much, for messages. */
  @Override
  public String toString() {
    String span =
        size() == 0
            ? ""
            : " from %s to %s"
                .formatted(
                    Instant.ofEpochMilli(openTime(0)).atOffset(ZoneOffset.UTC),
                    Instant.ofEpochMilli(openTime(size() - 1)).atOffset(ZoneOffset.UTC));
    return "Bars(%d x %s %s%s)".formatted(size(), timeframe.text(), exchange, span);
  }
}
