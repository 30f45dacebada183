package io.plimsoll.batchkernel.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.batchkernel.option.ExerciseStyle;
import io.plimsoll.batchkernel.option.OptionKind;
import io.plimsoll.kernel.market.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class OccSymbolTest {
  @Test
  void readsAPaddedSymbol() {
    Instrument.Option option = OccSymbol.parse("SPY   250919C00460000");

    assertThat(option)
        .isEqualTo(
            new Instrument.Option(
                Symbol.parse("SPY"),
                LocalDate.of(2025, 9, 19),
                OptionKind.CALL,
                new BigDecimal("460")));
    assertThat(option.style()).isEqualTo(ExerciseStyle.AMERICAN);
    assertThat(option.multiplier()).isEqualTo(100);
  }

  @Test
  void readsASymbolWithoutPadding() {
    assertThat(OccSymbol.parse("vix250716c00025000").style()).isEqualTo(ExerciseStyle.EUROPEAN);
  }

  @Test
  void writesWhatItReads() {
    String text = "F     260116P00012500";

    assertThat(OccSymbol.format(OccSymbol.parse(text))).isEqualTo(text);
  }

  @Test
  void refusesADayThatIsNotInTheCalendar() {
    assertThatThrownBy(() -> OccSymbol.parse("SPY   250931C00460000"))
        .hasMessageContaining("expected: a day of the calendar");
  }

  @Test
  void refusesAnotherForm() {
    assertThatThrownBy(() -> OccSymbol.parse("SPY 460 C"))
        .hasMessageContaining("option symbol: 'SPY 460 C'");
  }

  @Test
  void tellsTickersFromOptions() {
    assertThat(Instrument.parse(" brk-b ")).isEqualTo(new Instrument.Stock(Symbol.parse("BRK-B")));
    assertThat(Instrument.parse("SPY250919C00460000")).isInstanceOf(Instrument.Option.class);
  }
}
