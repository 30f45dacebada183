package io.plimsoll.kernel.time;

import io.plimsoll.kernel.market.Exchange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Says when an exchange trades: on which dates, from when to when.
 *
 * <p>Covers 1990-01-01 to 2100-12-31; a date outside is refused. NYSE follows {@link NyseRules};
 * CRYPTO trades every day from midnight to midnight UTC. Immutable; look-ups cost O(1).
 */
public final class ExchangeCalendar {
  /** The first date a calendar knows. */
  public static final LocalDate FIRST = LocalDate.of(1990, 1, 1);

  /** The last date a calendar knows. */
  public static final LocalDate LAST = LocalDate.of(2100, 12, 31);

  private static final long DAY_MILLIS = 86_400_000L;
  private static final long FIRST_DAY = FIRST.toEpochDay();
  private static final int DAYS = (int) (LAST.toEpochDay() - FIRST_DAY) + 1;

  /** The first instant a calendar knows, epoch milliseconds. */
  public static final long FIRST_MILLIS = FIRST_DAY * DAY_MILLIS;

  /** The last instant a calendar knows, epoch milliseconds. */
  public static final long LAST_MILLIS = (FIRST_DAY + DAYS) * DAY_MILLIS - 1;

  private static final ExchangeCalendar NYSE = nyse();
  private static final ExchangeCalendar CRYPTO = crypto();

  private final ZoneId zone;
  private final long fullSessionMillis;
  private final long[] opens;
  private final long[] closes;

  private ExchangeCalendar(ZoneId zone, long fullSessionMillis) {
    this.zone = zone;
    this.fullSessionMillis = fullSessionMillis;
    this.opens = new long[DAYS];
    this.closes = new long[DAYS];
  }

  /** The calendar of an exchange. */
  public static ExchangeCalendar of(Exchange exchange) {
    return switch (exchange) {
      case NYSE -> NYSE;
      case CRYPTO -> CRYPTO;
    };
  }

  /** The exchange's own time zone. */
  public ZoneId zone() {
    return zone;
  }

  /** Whether the exchange trades on the date. */
  public boolean isSession(LocalDate date) {
    int day = day(date);
    return closes[day] > opens[day];
  }

  /**
   * When the date's session opens.
   *
   * @throws IllegalArgumentException if the exchange does not trade on the date
   */
  public Instant open(LocalDate date) {
    return Instant.ofEpochMilli(opens[sessionDay(date)]);
  }

  /**
   * When the date's session closes.
   *
   * @throws IllegalArgumentException if the exchange does not trade on the date
   */
  public Instant close(LocalDate date) {
    return Instant.ofEpochMilli(closes[sessionDay(date)]);
  }

  /** Whether the date has a session that closes before the usual hour. */
  public boolean isEarlyClose(LocalDate date) {
    int day = day(date);
    return closes[day] > opens[day] && closes[day] - opens[day] < fullSessionMillis;
  }

  /** The last session before the date. */
  public LocalDate previousSession(LocalDate date) {
    for (int day = day(date) - 1; day >= 0; day--) {
      if (closes[day] > opens[day]) {
        return LocalDate.ofEpochDay(FIRST_DAY + day);
      }
    }
    throw new IllegalArgumentException(
        "date: %s (expected: after the calendar's first session)".formatted(date));
  }

  /** The first session after the date. */
  public LocalDate nextSession(LocalDate date) {
    for (int day = day(date) + 1; day < DAYS; day++) {
      if (closes[day] > opens[day]) {
        return LocalDate.ofEpochDay(FIRST_DAY + day);
      }
    }
    throw new IllegalArgumentException(
        "date: %s (expected: before the calendar's last session)".formatted(date));
  }

  /** The sessions from a date to another, both included, in order. */
  public List<LocalDate> sessions(LocalDate from, LocalDate to) {
    List<LocalDate> sessions = new ArrayList<>();
    int last = day(to);
    for (int day = day(from); day <= last; day++) {
      if (closes[day] > opens[day]) {
        sessions.add(LocalDate.ofEpochDay(FIRST_DAY + day));
      }
    }
    return List.copyOf(sessions);
  }

  /** The date at the exchange at an instant, whether it trades then or not. */
  public LocalDate localDate(Instant instant) {
    return instant.atZone(zone).toLocalDate();
  }

  /** Whether the instant lies in a session: at its open or later, before its close. */
  public boolean isOpenAt(long epochMillis) {
    int day = dayAt(epochMillis);
    return opens[day] <= epochMillis && epochMillis < closes[day];
  }

  /**
   * When the session closes that is open at the instant, epoch milliseconds; for loops over bars.
   *
   * @throws IllegalArgumentException if no session is open then
   */
  public long closeAfter(long epochMillis) {
    return closes[openDay(epochMillis)];
  }

  /**
   * When the session opened that is open at the instant, epoch milliseconds; for loops over bars.
   *
   * @throws IllegalArgumentException if no session is open then
   */
  public long openBefore(long epochMillis) {
    return opens[openDay(epochMillis)];
  }

  private int openDay(long epochMillis) {
    int day = dayAt(epochMillis);
    if (opens[day] <= epochMillis && epochMillis < closes[day]) {
      return day;
    }
    throw new IllegalArgumentException(
        "instant: %s (expected: within a session)".formatted(Instant.ofEpochMilli(epochMillis)));
  }

  /** The table's row for an instant; sessions of both exchanges begin and end on one UTC date. */
  private static int dayAt(long epochMillis) {
    long day = Math.floorDiv(epochMillis, DAY_MILLIS) - FIRST_DAY;
    if (day < 0 || day >= DAYS) {
      throw outside(Instant.ofEpochMilli(epochMillis));
    }
    return (int) day;
  }

  private static int day(LocalDate date) {
    long day = date.toEpochDay() - FIRST_DAY;
    if (day < 0 || day >= DAYS) {
      throw outside(date);
    }
    return (int) day;
  }

  private static IllegalArgumentException outside(Object moment) {
    return new IllegalArgumentException(
        "date: %s (expected: from %s to %s)".formatted(moment, FIRST, LAST));
  }

  private int sessionDay(LocalDate date) {
    int day = day(date);
    if (closes[day] > opens[day]) {
      return day;
    }
    throw new IllegalArgumentException("date: %s (expected: a trading day)".formatted(date));
  }

  private static ExchangeCalendar nyse() {
    ZoneId zone = ZoneId.of("America/New_York");
    ExchangeCalendar calendar = new ExchangeCalendar(zone, NyseRules.FULL_SESSION.toMillis());
    for (int day = 0; day < DAYS; day++) {
      LocalDate date = LocalDate.ofEpochDay(FIRST_DAY + day);
      if (NyseRules.isSession(date)) {
        calendar.opens[day] = millis(date, NyseRules.OPEN, zone);
        calendar.closes[day] = millis(date, NyseRules.close(date), zone);
      }
    }
    return calendar;
  }

  private static ExchangeCalendar crypto() {
    ExchangeCalendar calendar = new ExchangeCalendar(ZoneOffset.UTC, DAY_MILLIS);
    for (int day = 0; day < DAYS; day++) {
      calendar.opens[day] = (FIRST_DAY + day) * DAY_MILLIS;
      calendar.closes[day] = calendar.opens[day] + DAY_MILLIS;
    }
    return calendar;
  }

  private static long millis(LocalDate date, LocalTime time, ZoneId zone) {
    return date.atTime(time).atZone(zone).toInstant().toEpochMilli();
  }
}
