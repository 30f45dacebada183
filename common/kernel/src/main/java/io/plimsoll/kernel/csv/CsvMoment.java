package io.plimsoll.kernel.csv;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * Reads one date or time after another into itself, without an object per row where it can.
 *
 * <p>Forms: {@code 2025-06-30}, {@code 2025/06/30}, {@code 20250630}, each alone or with {@code
 * 'T'HH:mm[:ss[.f]]} (or a blank for T) and then an offset ({@code Z}, {@code UTC}, {@code +02:00})
 * or none; seconds since 1970 as 9 to 11 digits, with or without a fraction; milliseconds since
 * 1970 as 12 to 14 digits.
 */
final class CsvMoment {
  static final String FORMS =
      "a date as 2025-06-30 or 20250630, with or without a time as 14:30:00, or seconds or"
          + " milliseconds since 1970";

  private static final long DAY_MILLIS = 86_400_000L;

  private byte[] bytes = new byte[0];
  private int at;
  private int end;

  private long day;
  private long millisOfDay;
  private boolean hasTime;
  private boolean hasOffset;
  private long offsetMillis;

  /** The date as written, days since 1970; for an instant since 1970 its date in UTC. */
  long day() {
    return day;
  }

  /** Milliseconds since midnight as written; 0 for a date alone. */
  long millisOfDay() {
    return millisOfDay;
  }

  /** Whether a time of day was written, or an instant. */
  boolean hasTime() {
    return hasTime;
  }

  /** Whether it is an instant whatever the zone. */
  boolean hasOffset() {
    return hasOffset;
  }

  /** The instant in epoch milliseconds, if {@link #hasOffset}. */
  long instant() {
    return day * DAY_MILLIS + millisOfDay - offsetMillis;
  }

  /** Sets a time without offset, in milliseconds since 1970 there. */
  void setLocal(long millis) {
    set(Math.floorDiv(millis, DAY_MILLIS), Math.floorMod(millis, DAY_MILLIS), true, false);
  }

  /** Sets an instant, in epoch milliseconds. */
  void setInstant(long millis) {
    set(Math.floorDiv(millis, DAY_MILLIS), Math.floorMod(millis, DAY_MILLIS), true, true);
  }

  /** Sets a date alone, in days since 1970. */
  void setDate(long epochDay) {
    set(epochDay, 0, false, false);
  }

  private void set(long newDay, long millis, boolean withTime, boolean withOffset) {
    day = newDay;
    millisOfDay = millis;
    hasTime = withTime;
    hasOffset = withOffset;
    offsetMillis = 0;
  }

  /** Reads what stands between two positions; false if it is none of the forms. */
  boolean parse(byte[] from, int start, int stop) {
    bytes = from;
    at = start;
    end = stop;
    millisOfDay = 0;
    offsetMillis = 0;
    hasTime = false;
    hasOffset = false;
    int digits = countDigits();
    if (digits >= 9 && digits <= 14) {
      return parseEpoch(digits);
    }
    return parseDate(digits) && (at == end || parseTime()) && (at == end || parseOffset());
  }

  private int countDigits() {
    int i = at;
    while (i < end && CsvNumber.isDigit(bytes[i])) {
      i++;
    }
    return i - at;
  }

  private boolean parseEpoch(int digits) {
    long value = take(digits);
    long millis = digits <= 11 ? value * 1000 : value;
    if (at < end) {
      if (digits > 11 || bytes[at] != '.') {
        return false;
      }
      at++;
      millis += takeFraction();
    }
    day = Math.floorDiv(millis, DAY_MILLIS);
    millisOfDay = Math.floorMod(millis, DAY_MILLIS);
    hasTime = true;
    hasOffset = true;
    return at == end;
  }

  private boolean parseDate(int digits) {
    long year;
    long month;
    long dayOfMonth;
    if (digits == 8) {
      year = take(4);
      month = take(2);
      dayOfMonth = take(2);
    } else if (digits == 4
        && end - at >= 10
        && isDateMark(at + 4)
        && bytes[at + 7] == bytes[at + 4]) {
      year = take(4);
      at++;
      month = take(2);
      at++;
      dayOfMonth = take(2);
    } else {
      return false;
    }
    if (month < 0 || dayOfMonth < 0) {
      return false;
    }
    try {
      day = LocalDate.of((int) year, (int) month, (int) dayOfMonth).toEpochDay();
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private boolean isDateMark(int index) {
    return bytes[index] == '-' || bytes[index] == '/';
  }

  private boolean parseTime() {
    if (end - at < 6 || (bytes[at] != ' ' && bytes[at] != 'T') || bytes[at + 3] != ':') {
      return false;
    }
    at++;
    long hour = take(2);
    at++;
    long minute = take(2);
    long second = 0;
    long fraction = 0;
    if (at < end && bytes[at] == ':') {
      at++;
      second = take(2);
      if (at < end && bytes[at] == '.') {
        at++;
        fraction = takeFraction();
      }
    }
    hasTime = true;
    millisOfDay = ((hour * 60 + minute) * 60 + second) * 1000 + fraction;
    return isWithin(hour, 23) && isWithin(minute, 59) && isWithin(second, 59) && fraction >= 0;
  }

  private boolean parseOffset() {
    if (bytes[at] == ' ') {
      at++;
    }
    hasOffset = true;
    int rest = end - at;
    if (rest == 1 && bytes[at] == 'Z') {
      return true;
    }
    if (rest == 3 && bytes[at] == 'U' && bytes[at + 1] == 'T' && bytes[at + 2] == 'C') {
      return true;
    }
    if (rest < 3 || (bytes[at] != '+' && bytes[at] != '-')) {
      return false;
    }
    int sign = bytes[at] == '-' ? -1 : 1;
    at++;
    long hours = take(2);
    if (at < end && bytes[at] == ':') {
      at++;
    }
    long minutes = at < end ? take(2) : 0;
    offsetMillis = sign * (hours * 60 + minutes) * 60_000;
    return at == end && isWithin(hours, 18) && isWithin(minutes, 59);
  }

  private static boolean isWithin(long value, long largest) {
    return value >= 0 && value <= largest;
  }

  /** The number of exactly so many digits, or -1. */
  private long take(int digits) {
    long value = 0;
    for (int i = 0; i < digits; i++) {
      if (at >= end || !CsvNumber.isDigit(bytes[at])) {
        return -1;
      }
      value = value * 10 + (bytes[at++] - '0');
    }
    return value;
  }

  /** Milliseconds out of 1 to 9 digits behind a point, or a very negative number. */
  private long takeFraction() {
    int digits = countDigits();
    if (digits == 0 || digits > 9) {
      return Long.MIN_VALUE / 4;
    }
    long value = take(digits);
    for (int i = digits; i < 3; i++) {
      value *= 10;
    }
    for (int i = digits; i > 3; i--) {
      value /= 10;
    }
    return value;
  }
}
