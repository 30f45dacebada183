package io.plimsoll.kernel.market;

import io.plimsoll.kernel.array.LongVec;
import io.plimsoll.kernel.time.ExchangeCalendar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules that bars keep, and when a bar is known. */
final class BarRules {
  private static final String PRICE = "finite, > 0";
  private static final String AMOUNT = "finite, >= 0";

  private BarRules() {}

  /** The first fault of each row that has one, up to a number of faults. */
  static List<BarFault> faults(
      Timeframe timeframe, Exchange exchange, BarColumns columns, int limit) {
    List<BarFault> faults = new ArrayList<>();
    int n = columns.openTimes().size();
    for (int i = 0; i < n && faults.size() < limit; i++) {
      BarFault fault = fault(timeframe, exchange, columns, i);
      if (fault != null) {
        faults.add(fault);
      }
    }
    return faults;
  }

  private static @Nullable BarFault fault(
      Timeframe timeframe, Exchange exchange, BarColumns columns, int i) {
    BarFault ofTime = timeFault(timeframe, exchange, columns.openTimes(), i);
    if (ofTime != null) {
      return ofTime;
    }
    BarFault ofPrice = priceFault(columns.prices(), i);
    return ofPrice != null ? ofPrice : amountFault(columns, i);
  }

  private static @Nullable BarFault timeFault(
      Timeframe timeframe, Exchange exchange, LongVec times, int i) {
    long time = times.get(i);
    if (time < ExchangeCalendar.FIRST_MILLIS || time > ExchangeCalendar.LAST_MILLIS) {
      String span = "from %s to %s".formatted(ExchangeCalendar.FIRST, ExchangeCalendar.LAST);
      return new BarFault("open_time", i, Instant.ofEpochMilli(time).toString(), span);
    }
    if (timeframe == Timeframe.ONE_DAY && !isSessionOpen(exchange, time)) {
      String expected = "the open of a session of " + exchange;
      return new BarFault("open_time", i, Instant.ofEpochMilli(time).toString(), expected);
    }
    long step = timeframe.isIntraday() ? timeframe.duration().toMillis() : 1;
    if (i > 0 && time < times.get(i - 1) + step) {
      String expected =
          "at least one bar (%s) after %s"
              .formatted(timeframe.text(), Instant.ofEpochMilli(times.get(i - 1)));
      return new BarFault("open_time", i, Instant.ofEpochMilli(time).toString(), expected);
    }
    return null;
  }

  private static @Nullable BarFault priceFault(BarColumns.Prices prices, int i) {
    double open = prices.open().get(i);
    double high = prices.high().get(i);
    double low = prices.low().get(i);
    double close = prices.close().get(i);
    if (!isPrice(open)) {
      return fault("open", i, open, PRICE);
    }
    if (!isPrice(high)) {
      return fault("high", i, high, PRICE);
    }
    if (!isPrice(low)) {
      return fault("low", i, low, PRICE);
    }
    if (!isPrice(close)) {
      return fault("close", i, close, PRICE);
    }
    if (high < Math.max(open, close)) {
      return fault("high", i, high, ">= open and close, " + Math.max(open, close));
    }
    if (low > Math.min(open, close)) {
      return fault("low", i, low, "<= open and close, " + Math.min(open, close));
    }
    return null;
  }

  private static @Nullable BarFault amountFault(BarColumns columns, int i) {
    double volume = columns.volume().get(i);
    double split = columns.splitFactor().get(i);
    double dividend = columns.dividend().get(i);
    if (!isAmount(volume)) {
      return fault("volume", i, volume, AMOUNT);
    }
    if (!isPrice(split)) {
      return fault("split_factor", i, split, PRICE);
    }
    if (!isAmount(dividend)) {
      return fault("dividend", i, dividend, AMOUNT);
    }
    if (dividend > 0 && i > 0 && dividend >= columns.prices().close().get(i - 1) / split) {
      double before = columns.prices().close().get(i - 1) / split;
      return fault("dividend", i, dividend, "below the close before it, " + before);
    }
    return null;
  }

  private static boolean isSessionOpen(Exchange exchange, long time) {
    ExchangeCalendar calendar = ExchangeCalendar.of(exchange);
    return calendar.isOpenAt(time) && calendar.openBefore(time) == time;
  }

  static long availableAt(Timeframe timeframe, Exchange exchange, long openTime) {
    if (exchange == Exchange.CRYPTO) {
      return openTime + timeframe.duration().toMillis();
    }
    ExchangeCalendar calendar = ExchangeCalendar.of(exchange);
    if (timeframe == Timeframe.ONE_DAY) {
      return calendar.closeAfter(openTime);
    }
    long end = openTime + timeframe.duration().toMillis();
    return calendar.isOpenAt(openTime) ? Math.min(end, calendar.closeAfter(openTime)) : end;
  }

  private static boolean isPrice(double value) {
    return value > 0 && value < Double.POSITIVE_INFINITY;
  }

  private static boolean isAmount(double value) {
    return value >= 0 && value < Double.POSITIVE_INFINITY;
  }

  private static BarFault fault(String column, int index, double found, String expected) {
    return new BarFault(column, index, Double.toString(found), expected);
  }
}
