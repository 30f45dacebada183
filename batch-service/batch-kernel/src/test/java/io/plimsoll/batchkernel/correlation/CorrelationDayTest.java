package io.plimsoll.batchkernel.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CorrelationDayTest {
  @Test
  void isTuesday() {
    assertThat(CorrelationDay.is(LocalDate.of(2025, 1, 7))).isTrue();
    assertThat(CorrelationDay.is(LocalDate.of(2025, 1, 8))).isFalse();
    assertThat(CorrelationDay.is(LocalDate.of(2025, 1, 6))).isFalse();
  }

  /** Christmas 2018 was a Tuesday, Independence Day 2023 too: the Wednesday takes its place. */
  @Test
  void isTheNextSessionWhereTuesdayIsNone() {
    assertThat(CorrelationDay.is(LocalDate.of(2018, 12, 25))).isFalse();
    assertThat(CorrelationDay.is(LocalDate.of(2018, 12, 26))).isTrue();
    assertThat(CorrelationDay.is(LocalDate.of(2018, 12, 27))).isFalse();
    assertThat(CorrelationDay.is(LocalDate.of(2023, 7, 5))).isTrue();
  }
}
