package io.plimsoll.kernel.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.plimsoll.kernel.market.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeCalendarTest {
  private static final ExchangeCalendar NYSE = ExchangeCalendar.of(Exchange.NYSE);
  private static final ExchangeCalendar CRYPTO = ExchangeCalendar.of(Exchange.CRYPTO);

  /** Trading days of the S and P 500 per year, 1990 to 2025. */
  private static final int[] SESSIONS = {
    253, 253, 254, 253, 252, 252, 254, 253, 252, 252, 252, 248, 252, 252, 252, 252, 251, 251, 253,
    252, 252, 252, 250, 252, 252, 252, 252, 251, 251, 252, 253, 252, 251, 250, 252, 250
  };

  /** The planned early closes that NYSE lists, 1990 to 2020. */
  private static final String EARLY =
      """
      1990-12-24 1991-12-24 1992-11-27 1992-12-24 1993-11-26 1994-11-25 1995-07-03 1995-11-24
      1996-07-05 1996-11-29 1996-12-24 1997-07-03 1997-11-28 1997-12-24 1997-12-26 1998-11-27
      1998-12-24 1999-11-26 2000-07-03 2000-11-24 2001-07-03 2001-11-23 2001-12-24 2002-07-05
      2002-11-29 2002-12-24 2003-07-03 2003-11-28 2003-12-24 2003-12-26 2004-11-26 2005-11-25
      2006-07-03 2006-11-24 2007-07-03 2007-11-23 2007-12-24 2008-07-03 2008-11-28 2008-12-24
      2009-11-27 2009-12-24 2010-11-26 2011-11-25 2012-07-03 2012-11-23 2012-12-24 2013-07-03
      2013-11-29 2013-12-24 2014-07-03 2014-11-28 2014-12-24 2015-11-27 2015-12-24 2016-11-25
      2017-07-03 2017-11-24 2018-07-03 2018-11-23 2018-12-24 2019-07-03 2019-11-29 2019-12-24
      2020-11-27 2020-12-24
      """;

  @Test
  void hasAsManySessionsAsTheIndexEachYear() {
    for (int i = 0; i < SESSIONS.length; i++) {
      int year = 1990 + i;

      assertThat(NYSE.sessions(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31)))
          .as("sessions of %d", year)
          .hasSize(SESSIONS[i]);
    }
  }

  @Test
  void hasAsManySessionsAsAPublishedHistoryHasRows() {
    // the S and P 500 of vega-datasets: 5,105 rows from 2000-01-03 to 2020-04-17
    assertThat(NYSE.sessions(LocalDate.of(2000, 1, 3), LocalDate.of(2020, 4, 17))).hasSize(5_105);
  }

  @Test
  void closesEarlyOnTheDatesThatTheExchangeLists() {
    List<LocalDate> early =
        NYSE.sessions(LocalDate.of(1990, 1, 1), LocalDate.of(2020, 12, 31)).stream()
            .filter(NYSE::isEarlyClose)
            .toList();

    assertThat(early)
        .containsExactlyElementsOf(Stream.of(EARLY.split("\\s+")).map(LocalDate::parse).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "1990-12-24, 19:00", // 14:00 in New York, winter
    "1992-11-27, 19:00",
    "1995-07-03, 17:00", // 13:00 in New York, summer
    "2020-12-24, 18:00",
    "2025-07-03, 17:00",
    "2025-11-28, 18:00",
  })
  void closesEarlyAtTheHourOfTheTime(String date, String utc) {
    assertThat(NYSE.close(LocalDate.parse(date)))
        .isEqualTo(Instant.parse(date + "T" + utc + ":00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2025-01-01", "2023-01-02", "2025-01-20", "2025-02-17", "2025-04-18", "2024-03-29",
        "2025-05-26", "2025-06-19", "2022-06-20", "2027-06-18", "2025-07-04", "2021-07-05",
        "2020-07-03", "2025-09-01", "2025-11-27", "2025-12-25", "2021-12-24", "2022-12-26",
        "1994-04-27", "2001-09-11", "2001-09-14", "2004-06-11", "2007-01-02", "2012-10-29",
        "2012-10-30", "2018-12-05", "2025-01-09", "2025-03-01", "2025-03-02"
      })
  void isClosed(String date) {
    assertThat(NYSE.isSession(LocalDate.parse(date))).isFalse();
    assertThat(NYSE.isEarlyClose(LocalDate.parse(date))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2021-12-31", // New Year on a Saturday moves nowhere
        "1997-01-20", // before Martin Luther King Day was kept
        "2021-06-18", // before Juneteenth was kept
        "2001-09-10",
        "2001-09-17",
        "2025-10-13",
        "2025-11-11"
      })
  void isOpen(String date) {
    assertThat(NYSE.isSession(LocalDate.parse(date))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "1990-04-15, 1990",
    "2000-04-23, 2000",
    "2024-03-31, 2024",
    "2038-04-25, 2038",
    "2100-03-28, 2100"
  })
  void knowsEaster(String date, int year) {
    assertThat(NyseRules.easter(year)).isEqualTo(LocalDate.parse(date));
  }

  @ParameterizedTest
  @CsvSource({
    "2025-03-07, 2025-03-07T14:30:00Z, 2025-03-07T21:00:00Z",
    "2025-03-10, 2025-03-10T13:30:00Z, 2025-03-10T20:00:00Z",
    "2025-10-31, 2025-10-31T13:30:00Z, 2025-10-31T20:00:00Z",
    "2025-11-03, 2025-11-03T14:30:00Z, 2025-11-03T21:00:00Z",
    "2006-03-31, 2006-03-31T14:30:00Z, 2006-03-31T21:00:00Z", // the rule before 2007
  })
  void followsTheClocksOfNewYork(String date, Instant open, Instant close) {
    assertThat(NYSE.open(LocalDate.parse(date))).isEqualTo(open);
    assertThat(NYSE.close(LocalDate.parse(date))).isEqualTo(close);
  }

  @Test
  void keepsEverySessionWithinOneUtcDate() {
    for (LocalDate date : NYSE.sessions(ExchangeCalendar.FIRST, ExchangeCalendar.LAST)) {
      Instant open = NYSE.open(date);
      Duration length = Duration.between(open, NYSE.close(date));

      assertThat(open.toString()).startsWith(date.toString());
      assertThat(NYSE.close(date).toString()).startsWith(date.toString());
      assertThat(length).isBetween(Duration.ofMinutes(210), Duration.ofMinutes(390));
    }
  }

  @Test
  void findsNeighbours() {
    assertThat(NYSE.nextSession(LocalDate.of(2001, 9, 10))).isEqualTo(LocalDate.of(2001, 9, 17));
    assertThat(NYSE.previousSession(LocalDate.of(2001, 9, 17)))
        .isEqualTo(LocalDate.of(2001, 9, 10));
    assertThat(CRYPTO.nextSession(LocalDate.of(2024, 2, 28))).isEqualTo(LocalDate.of(2024, 2, 29));
  }

  @Test
  void hasNoNeighboursBeyondItsEnds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NYSE.previousSession(LocalDate.of(1990, 1, 2)))
        .withMessageContaining("after the calendar's first session");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NYSE.nextSession(LocalDate.of(2100, 12, 31)))
        .withMessageContaining("before the calendar's last session");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1989-12-31", "2101-01-01"})
  void refusesDatesItDoesNotKnow(String date) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NYSE.isSession(LocalDate.parse(date)))
        .withMessage("date: %s (expected: from 1990-01-01 to 2100-12-31)", date);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NYSE.isOpenAt(Instant.parse(date + "T12:00:00Z").toEpochMilli()))
        .withMessageContaining("1990-01-01");
  }

  @Test
  void refusesTheOpenOfAHoliday() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NYSE.open(LocalDate.of(2025, 12, 25)))
        .withMessage("date: 2025-12-25 (expected: a trading day)");
  }

  @Test
  void knowsWhetherItIsOpenToTheMillisecond() {
    long open = Instant.parse("2025-07-03T13:30:00Z").toEpochMilli();
    long close = Instant.parse("2025-07-03T17:00:00Z").toEpochMilli();
    List<Boolean> found = new ArrayList<>();
    for (long time : new long[] {open - 1, open, close - 1, close}) {
      found.add(NYSE.isOpenAt(time));
    }

    assertThat(found).containsExactly(false, true, true, false);
    assertThat(NYSE.openBefore(close - 1)).isEqualTo(open);
    assertThat(NYSE.closeAfter(open)).isEqualTo(close);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NYSE.closeAfter(close))
        .withMessageContaining("within a session");
  }

  @Test
  void tradesCoinsEveryDayOfTheYear() {
    assertThat(CRYPTO.sessions(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 12, 31))).hasSize(366);
    assertThat(CRYPTO.open(LocalDate.of(2024, 12, 25)))
        .isEqualTo(Instant.parse("2024-12-25T00:00:00Z"));
    assertThat(CRYPTO.close(LocalDate.of(2024, 12, 31)))
        .isEqualTo(Instant.parse("2025-01-01T00:00:00Z"));
    assertThat(CRYPTO.isEarlyClose(LocalDate.of(2024, 12, 24))).isFalse();
    assertThat(CRYPTO.zone().getId()).isEqualTo("Z");
  }

  @Test
  void saysTheDateAtTheExchange() {
    Instant evening = Instant.parse("2025-01-03T02:00:00Z");

    assertThat(NYSE.localDate(evening)).isEqualTo(LocalDate.of(2025, 1, 2));
    assertThat(CRYPTO.localDate(evening)).isEqualTo(LocalDate.of(2025, 1, 3));
  }
}
