package io.plimsoll.kernel.time;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.Set;

/**
 * The rules by which the New York Stock Exchange trades, from 1990 on.
 *
 * <p>Source: NYSE Rule 7.2 (holidays and early closes in force) and the exchange's published list
 * of special closings; Easter by the anonymous Gregorian algorithm (Meeus, "Astronomical
 * Algorithms", 1991, chapter 8). Unplanned late openings and halts are not in the rules: a day bar
 * then counts as known at the usual close, which is later and never too early.
 */
final class NyseRules {
  static final LocalTime OPEN = LocalTime.of(9, 30);
  static final Duration FULL_SESSION = Duration.ofMinutes(390);

  private static final LocalTime CLOSE = LocalTime.of(16, 0);
  private static final LocalTime ONE_PM = LocalTime.of(13, 0);
  private static final LocalTime TWO_PM = LocalTime.of(14, 0);
  private static final int FIRST_YEAR_OF_ONE_PM = 1993;

  private static final Set<LocalDate> SPECIAL_CLOSURES =
      Set.of(
          LocalDate.of(1994, 4, 27), // mourning of President Nixon
          LocalDate.of(2001, 9, 11), // attacks on New York
          LocalDate.of(2001, 9, 12),
          LocalDate.of(2001, 9, 13),
          LocalDate.of(2001, 9, 14),
          LocalDate.of(2004, 6, 11), // mourning of President Reagan
          LocalDate.of(2007, 1, 2), // mourning of President Ford
          LocalDate.of(2012, 10, 29), // hurricane Sandy
          LocalDate.of(2012, 10, 30),
          LocalDate.of(2018, 12, 5), // mourning of President G. H. W. Bush
          LocalDate.of(2025, 1, 9)); // mourning of President Carter

  private static final Map<LocalDate, LocalTime> SPECIAL_CLOSES =
      Map.of(
          LocalDate.of(1997, 12, 26), ONE_PM,
          LocalDate.of(2003, 12, 26), ONE_PM);

  private NyseRules() {}

  static boolean isSession(LocalDate date) {
    return date.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue()
        && !isHoliday(date)
        && !SPECIAL_CLOSURES.contains(date);
  }

  /** When the session of a trading day closes, New York time. */
  static LocalTime close(LocalDate date) {
    LocalTime special = SPECIAL_CLOSES.get(date);
    if (special != null) {
      return special;
    }
    return switch (date.getMonth()) {
      case JULY -> isIndependenceEarlyClose(date) ? ONE_PM : CLOSE;
      case NOVEMBER -> thanksgivingClose(date);
      case DECEMBER -> christmasEveClose(date);
      default -> CLOSE;
    };
  }

  private static boolean isHoliday(LocalDate date) {
    int year = date.getYear();
    return switch (date.getMonth()) {
      case JANUARY -> isNewYear(date) || (year >= 1998 && isNth(date, DayOfWeek.MONDAY, 3));
      case FEBRUARY -> isNth(date, DayOfWeek.MONDAY, 3);
      case MARCH, APRIL -> date.equals(easter(year).minusDays(2));
      case MAY -> isLastMonday(date);
      case JUNE -> year >= 2022 && isObserved(date, MonthDay.of(Month.JUNE, 19));
      case JULY -> isObserved(date, MonthDay.of(Month.JULY, 4));
      case SEPTEMBER -> isNth(date, DayOfWeek.MONDAY, 1);
      case NOVEMBER -> isNth(date, DayOfWeek.THURSDAY, 4);
      case DECEMBER -> isObserved(date, MonthDay.of(Month.DECEMBER, 25));
      case AUGUST, OCTOBER -> false;
    };
  }

  /** New Year's Day moves from Sunday to Monday, but from Saturday to nowhere. */
  private static boolean isNewYear(LocalDate date) {
    return date.getDayOfMonth() == 1
        || (date.getDayOfMonth() == 2 && date.getDayOfWeek() == DayOfWeek.MONDAY);
  }

  /** Whether a holiday is kept on the date: from Saturday to Friday, from Sunday to Monday. */
  private static boolean isObserved(LocalDate date, MonthDay holiday) {
    LocalDate day = holiday.atYear(date.getYear());
    LocalDate kept =
        switch (day.getDayOfWeek()) {
          case SATURDAY -> day.minusDays(1);
          case SUNDAY -> day.plusDays(1);
          case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> day;
        };
    return date.equals(kept);
  }

  private static boolean isNth(LocalDate date, DayOfWeek day, int n) {
    return date.getDayOfWeek() == day && (date.getDayOfMonth() + 6) / 7 == n;
  }

  private static boolean isLastMonday(LocalDate date) {
    return date.equals(date.with(TemporalAdjusters.lastInMonth(DayOfWeek.MONDAY)));
  }

  private static boolean isIndependenceEarlyClose(LocalDate date) {
    int year = date.getYear();
    if (year < 1995) {
      return false;
    }
    return switch (date.getDayOfMonth()) {
      case 3 ->
          switch (date.getDayOfWeek()) {
            case MONDAY, TUESDAY, THURSDAY -> true;
            case WEDNESDAY -> year >= 2013;
            case FRIDAY, SATURDAY, SUNDAY -> false;
          };
      case 5 -> date.getDayOfWeek() == DayOfWeek.FRIDAY && year < 2013;
      default -> false;
    };
  }

  private static LocalTime thanksgivingClose(LocalDate date) {
    if (date.getYear() < 1992 || !isNth(date.minusDays(1), DayOfWeek.THURSDAY, 4)) {
      return CLOSE;
    }
    return date.getYear() < FIRST_YEAR_OF_ONE_PM ? TWO_PM : ONE_PM;
  }

  private static LocalTime christmasEveClose(LocalDate date) {
    if (date.getDayOfMonth() != 24) {
      return CLOSE;
    }
    return date.getYear() < FIRST_YEAR_OF_ONE_PM ? TWO_PM : ONE_PM;
  }

  /** Easter Sunday of a Gregorian year. */
  static LocalDate easter(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    return LocalDate.of(year, f / 31, f % 31 + 1);
  }
}
